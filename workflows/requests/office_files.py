"""Whether a zip is the office document that it says it is, what it would unpack to, and whether it can run anything. Pure."""

import io
import re
import zipfile
from collections.abc import Callable

from registry.transfer.archive import BROKEN, parts_of
from registry.transfer.words import Unreadable

ARCHIVE = b"PK\x03\x04"
END = b"PK\x05\x06"
END_LENGTH = 22
# A reader of PDF looks for its mark this far into a file.
PDF, PDF_WITHIN = b"%PDF-", 1024

OOXML_TYPES = "[content_types].xml"
ODF_TYPE = "mimetype"
# Parts that run, or carry what runs: macros of both families, controls, packaged objects and programs.
RUNS = re.compile(
    r"vba(project|data)|(^|/)(activex|macrosheets|customui)/|oleobject|^scripts/"
    r"|^basic/(?!(.*/)?(script|dialog)-l[bc]\.xml$)"
    r"|\.(docm|dotm|xlsm|xltm|xlam|xlsb|exe|dll|com|scr|js|jse|vbs|vbe|wsf|hta|lnk|ps1|bat|cmd|jar|msi)$"
)
# …and what the lists of an OOXML file call them, whatever the part is named.
RUNS_BY_TYPE = re.compile(rb"macroenabled|vbaproject|macrosheet|activex|/oleobject", re.IGNORECASE)
# A template that is fetched brings its macros when the document is opened; one on the writer's own disk is not fetched.
FETCHED = re.compile(rb"""target\s*=\s*["'](?!(file:///)?[a-z]:[\\/])[^"']*(//|\\\\)""", re.IGNORECASE)
# Another way to write a letter, which the searches above would not see; no office suite writes these lists so.
VEILED = (b"<!DOCTYPE", b"&#")


class NotThis(Exception):
    """The archive is not the document that its name says, or a broken one."""


class Bomb(Exception):
    """It would unpack to far more than a document holds."""


class Runs(Exception):
    """It can run something."""


def check_office(data: bytes, is_the_kind: Callable[[dict[str, bytes]], bool]) -> None:
    """Raise `NotThis`, `Bomb` or `Runs` unless the archive is a document of the kind, and only that.

    ``is_the_kind`` is told the parts that say what a document is (`OOXML_TYPES`, `ODF_TYPE`), by name.
    """
    # Nothing before, nothing after: an archive is read from its end, so that anything could stand around it.
    if not data.startswith(ARCHIVE) or data[-END_LENGTH:][:4] != END or PDF in data[:PDF_WITHIN]:
        raise NotThis
    said, names = {}, []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.infolist()[0].header_offset != 0:
                raise NotThis
            for name, part in parts_of(archive):
                names.append(name)
                _check_lists(name, part)
                if name in (OOXML_TYPES, ODF_TYPE):
                    said[name] = part
    except Unreadable as error:
        raise (Bomb if error.code == "bomb" else NotThis) from error
    except (*BROKEN, IndexError) as error:
        raise NotThis from error
    if any(RUNS.search(name) for name in names):
        raise Runs
    if not is_the_kind(said):
        raise NotThis


def _check_lists(name: str, part: bytes) -> None:
    """What an OOXML file says of its parts and of what they lead to."""
    if name != OOXML_TYPES and not name.endswith(".rels"):
        return
    if any(word in part for word in VEILED):
        raise NotThis
    templates = [tag for tag in part.split(b"<") if b"attachedtemplate" in tag.lower()]
    if RUNS_BY_TYPE.search(part) or any(FETCHED.search(tag) for tag in templates):
        raise Runs


def is_ooxml(main: bytes) -> Callable[[dict[str, bytes]], bool]:
    """Whether the main part is of the type ``main``, such as ``wordprocessingml.document.main+xml``."""
    return lambda said: main in said.get(OOXML_TYPES, b"") and ODF_TYPE not in said


def is_odf(media_type: str) -> Callable[[dict[str, bytes]], bool]:
    """Whether the document says that it is of ``media_type``."""
    return lambda said: said.get(ODF_TYPE, b"").strip() == media_type.encode() and OOXML_TYPES not in said
