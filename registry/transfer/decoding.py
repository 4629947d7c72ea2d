"""Bytes of a text file → its text, whatever encoding a spreadsheet wrote. Pure."""

import codecs
import re

from charset_normalizer import from_bytes

from registry.transfer.words import Unreadable

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# What spreadsheets of Western Europe and Canada write when it is not Unicode: Windows, older Macs, DOS.
WESTERN = ("cp1252", "mac_roman", "cp850")
EXPECTED = frozenset("àâäçèéêëîïôöùûüÿœæñáíóúãõåøßìòÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒÆÑÁÍÓÚÃÕÅØ«»“”‘’–—…€°·\u00a0")
ENOUGH = 0.8
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def text_of(data: bytes) -> str:
    """The text of a file, without its byte order mark. Raises `Unreadable` ("binary") for what is no text."""
    text = _decoded(data)
    if CONTROLS.search(text):
        raise Unreadable("binary")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\0" in data:
        return _strict(data, _unmarked_utf16(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("binary") from error


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: in text of our alphabets every other byte is mostly zero."""
    sample = data[:4000]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    wanted = len(sample) // 2 * 0.6
    if low > wanted and low > high:
        return "utf-16-le"
    if high > wanted:
        return "utf-16-be"
    raise Unreadable("binary")


def _single_byte(data: bytes) -> str:
    """The reading in which the letters beyond ASCII are those one expects; other alphabets are left to a library's guess."""
    readings = [data.decode(encoding, errors="replace") for encoding in WESTERN]
    best = max(readings, key=_plausible)
    if _plausible(best) >= ENOUGH:
        return best
    guess = from_bytes(data).best()
    return str(guess) if guess else best


def _plausible(text: str) -> float:
    strange = [c for c in text if not c.isascii()]
    return sum(c in EXPECTED for c in strange) / max(len(strange), 1)
