"""What a sent file may take of the server: nothing on disk, and of memory no more than the largest file that any form takes."""

from io import BytesIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from registry.transfer.limits import BYTES
from workflows.requests.file_kinds import LARGEST_FILE

# One byte more than any form takes: enough for the form to see that it is too much, and to say so beside its field.
KEPT = max(BYTES, LARGEST_FILE) + 1
# What is read to its end and let go, so that the page can be answered; a body larger than that is not read at all.
READ = 200 * 1024 * 1024


class BoundedUploadHandler(FileUploadHandler):
    """Keeps the first `KEPT` bytes of a request's files and lets go of the rest.

    A file that was not kept whole says in its ``size`` that it is too large, whatever its own size is.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.room = KEPT

    def handle_raw_input(
        self, input_data: object, meta: dict, content_length: int, boundary: bytes, encoding: str | None = None
    ) -> None:
        """Refuse a body that is larger than any honest form. Raises `RequestDataTooBig` (400)."""
        if content_length > READ:
            raise RequestDataTooBig

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin with the room that the files before have left."""
        super().new_file(*args, **kwargs)
        self.buffer, self.is_whole = BytesIO(), True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        kept = raw_data[: self.room]
        self.room -= len(kept)
        self.is_whole = self.is_whole and len(kept) == len(raw_data)
        self.buffer.write(kept)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, as any other handler gives it."""
        self.buffer.seek(0)
        size = file_size if self.is_whole else max(file_size, KEPT)
        return InMemoryUploadedFile(
            self.buffer, self.field_name, self.file_name, self.content_type, size, self.charset, self.content_type_extra
        )
