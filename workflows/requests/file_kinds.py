"""What may be attached to a request: one row per kind of file, known by its name *and* by what it holds. Pure.

The media type is the table's, never what a browser says. Nothing here is drawn or run: what a browser might show as a page of
ours (HTML, SVG) is not in the table.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from registry.language import Pair
from workflows.machine import Refused
from workflows.requests.file_names import extension_of
from workflows.requests.office_files import Bomb, NotThis, Runs, check_office, is_odf, is_ooxml

# A request carries a charter or a mock-up, not a film.
LARGEST_FILE = 5 * 1024 * 1024
MOST_FILES = 10

EMPTY = Pair("Ce fichier est vide.", "This file is empty.")
TOO_LARGE = Pair(
    "Ce fichier dépasse 5 Mo. Réduisez ses images, ou partagez-le en plusieurs fichiers.",
    "This file is larger than 5 MB. Make its pictures smaller, or split it into several files.",
)
KIND = Pair(
    "Ce type de fichier n’est pas accepté. Joignez un PDF, une image (PNG, JPEG, WebP), un document (DOCX, ODT), "
    "un tableur (XLSX, ODS) ou un texte (TXT, CSV).",
    "This type of file is not accepted. Attach a PDF, a picture (PNG, JPEG, WebP), a document (DOCX, ODT), "
    "a spreadsheet (XLSX, ODS) or a text (TXT, CSV).",
)
FALSE = Pair(
    "Ce que contient ce fichier n’est pas un {kind} : il est abîmé, protégé par un mot de passe, ou porte un faux nom. "
    "Enregistrez-le de nouveau, ou en PDF.",
    "What this file holds is not a {kind}: it is damaged, protected by a password, or bears a false name. "
    "Save it again, or as a PDF.",
)
NO_TEXT = Pair(
    "Ce fichier n’est pas un texte en UTF-8. Dans le logiciel, choisissez « Enregistrer sous », puis l’encodage UTF-8.",
    "This file is not a text in UTF-8. In the program choose “Save as”, then the UTF-8 encoding.",
)
TOO_MUCH = Pair(
    "Une fois déplié, ce document serait démesuré. Enregistrez-le en PDF.",
    "Unpacked, this document would be far too large. Save it as a PDF.",
)
RUNS = Pair(
    "Ce document contient des macros ou des objets actifs. Enregistrez-le en PDF, ou sans eux.",
    "This document holds macros or active objects. Save it as a PDF, or without them.",
)


@dataclass(frozen=True)
class FileKind:
    """One kind: ``check`` raises `Refused` unless the bytes are a whole file of it and of nothing else."""

    extension: str
    label: str
    media_type: str
    magic: bytes
    check: Callable[[bytes], None]


def kind_of(name: str, data: bytes) -> FileKind:
    """The kind of a file. Raises `Refused` with a sentence that says what to do."""
    kind = KINDS.get(extension_of(name))
    if kind is None:
        raise _refused(KIND)
    if not data:
        raise _refused(EMPTY)
    if len(data) > LARGEST_FILE:
        raise _refused(TOO_LARGE)
    if not data.startswith(kind.magic):
        raise _false(kind.label)
    kind.check(data)
    return kind


def _refused(sentence: Pair) -> Refused:
    return Refused(sentence.fr, sentence.en)


def _false(label: str) -> Refused:
    return _refused(FALSE.format(kind=label))


def _whole(label: str, ends_well: Callable[[bytes], bool]) -> Callable[[bytes], None]:
    """The check of a kind that ends where it says; a second file behind it, or an archive within reach, is refused."""

    def check(data: bytes) -> None:
        if not ends_well(data) or zipfile.is_zipfile(io.BytesIO(data)):
            raise _false(label)

    return check


def _pdf(data: bytes) -> bool:
    return data.rstrip(b"\0\t\n\r ").endswith(b"%%EOF")


def _png(data: bytes) -> bool:
    """Chunk by chunk with their sums, until IEND and not a byte further."""
    at = 8
    while at + 12 <= len(data):
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return False
        if name == b"IEND":
            return end == len(data)
        at = end
    return False


def _jpeg(data: bytes) -> bool:
    return data.rstrip(b"\0").endswith(b"\xff\xd9")


def _webp(data: bytes) -> bool:
    return data[8:12] == b"WEBP" and int.from_bytes(data[4:8], "little") + 8 == len(data)


def _office(label: str, is_the_kind: Callable[[dict[str, bytes]], bool]) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        try:
            check_office(data, is_the_kind)
        except Runs as error:
            raise _refused(RUNS) from error
        except Bomb as error:
            raise _refused(TOO_MUCH) from error
        except NotThis as error:
            raise _false(label) from error

    return check


CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# What a text does not begin with: another kind's mark, or a page's.
FOREIGN = re.compile(
    r"\ufeff?\s*(%PDF-|<(!|\?|/?(html|head|body|script|svg|iframe|style|meta|title|a|b|p|div|img|table)\b))",
    re.IGNORECASE,
)


def _text(data: bytes) -> None:
    """UTF-8 without control characters; a page under another name is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(NO_TEXT) from error
    if CONTROLS.search(text):
        raise _refused(NO_TEXT)
    if FOREIGN.match(text):
        raise _refused(KIND)


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ODT = "application/vnd.oasis.opendocument.text"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ZIP = b"PK\x03\x04"

_ROWS = (
    FileKind("pdf", "PDF", "application/pdf", b"%PDF-", _whole("PDF", _pdf)),
    FileKind("png", "PNG", "image/png", b"\x89PNG\r\n\x1a\n", _whole("PNG", _png)),
    FileKind("jpg", "JPEG", "image/jpeg", b"\xff\xd8\xff", _whole("JPEG", _jpeg)),
    FileKind("jpeg", "JPEG", "image/jpeg", b"\xff\xd8\xff", _whole("JPEG", _jpeg)),
    FileKind("webp", "WebP", "image/webp", b"RIFF", _whole("WebP", _webp)),
    FileKind("docx", "DOCX", _DOCX, _ZIP, _office("DOCX", is_ooxml(b"wordprocessingml.document.main+xml"))),
    FileKind("xlsx", "XLSX", _XLSX, _ZIP, _office("XLSX", is_ooxml(b"spreadsheetml.sheet.main+xml"))),
    FileKind("odt", "ODT", _ODT, _ZIP, _office("ODT", is_odf(_ODT))),
    FileKind("ods", "ODS", _ODS, _ZIP, _office("ODS", is_odf(_ODS))),
    FileKind("txt", "TXT", "text/plain; charset=utf-8", b"", _text),
    FileKind("csv", "CSV", "text/csv; charset=utf-8", b"", _text),
)
KINDS: dict[str, FileKind] = {row.extension: row for row in _ROWS}
