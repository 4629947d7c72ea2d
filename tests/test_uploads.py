"""What a sent file takes of the server, whatever its size."""

from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from carrefour.uploads import KEPT, READ, BoundedUploadHandler
from registry.transfer.limits import BYTES
from workflows.requests.file_kinds import LARGEST_FILE


def sent(**files: bytes):
    data = {name: SimpleUploadedFile(f"{name}.pdf", content) for name, content in files.items()}
    return RequestFactory().post("/", data).FILES


def test_a_file_within_the_limit_is_whole():
    content = bytes(range(256)) * (LARGEST_FILE // 256)
    upload = sent(a=content)["a"]
    assert (upload.size, upload.read()) == (len(content), content)


@pytest.mark.parametrize("size", [KEPT + 1, 3 * KEPT])
def test_of_one_that_is_larger_little_is_kept_and_its_size_is_said(size):
    upload = sent(a=b"x" * size)["a"]
    assert upload.size == size
    assert len(upload.read()) == KEPT


def test_several_files_share_the_room_and_none_is_cut_in_silence():
    files = sent(a=b"a" * 3_000_000, b=b"b" * 3_000_000, c=b"c")
    assert sum(len(upload.read()) for upload in files.values()) == KEPT
    assert files["a"].size == 3_000_000
    assert min(files["b"].size, files["c"].size) > max(LARGEST_FILE, BYTES)


def test_an_endless_body_is_not_read():
    with pytest.raises(RequestDataTooBig):
        BoundedUploadHandler().handle_raw_input(BytesIO(), {}, READ + 1, b"x")


def test_it_is_what_the_site_uses(world, as_):
    draft = world.draft()
    for address, limit in ((reverse("requests:files", args=[draft.pk]), "5 Mo"), (reverse("transfer:upload"), "5 Mo")):
        person = "author" if str(draft.pk) in address else "manager"
        response = as_(person).post(address, {"file": SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 6_000_000)})
        assert response.status_code == 422
        assert limit in response.content.decode()
