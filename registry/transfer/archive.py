"""What an XLSX, or another office file, would cost to open, found out before a parser opens it. Pure.

A workbook is a zip of XML. What it would unpack to is counted by the directory's own words and then by unpacking, since a
directory can lie; then the rectangle that each sheet would be laid out as, and the text that shared strings would repeat.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator

from registry.transfer import limits
from registry.transfer.words import Unreadable

# What reading a zip that is broken, cut short or made to harm raises.
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, KeyError)
CHUNK = 64 * 1024
ENCRYPTED = 0x1
# Where a row or a cell begins, and the place that it says it has; looked for anywhere, whatever the part is called.
PLACES = re.compile(rb"""<(?:\w+:)?(row|c)(?=[\s/>])|\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
STRING = re.compile(rb"<(?:\w+:)?si[\s>].*?</(?:\w+:)?si>", re.DOTALL)
REPEATED = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*([0-9]{1,9})""")


def check(archive: zipfile.ZipFile) -> None:
    """Raise `Unreadable` ("other_archive", "broken", "bomb") unless the workbook is safe to open."""
    if "xl/workbook.xml" not in {name.lower() for name in archive.namelist()}:
        raise Unreadable("other_archive")
    parts = [part for _name, part in parts_of(archive)]
    _check_repeated(parts)
    for part in parts:
        _check_rectangle(part)


def parts_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each (name in small letters, bytes) of any office file, one in memory at a time.

    Raises `Unreadable` ("broken", "bomb"): from the directory at the first step, from what really unpacks on the way. The
    archive is used up by it: open it afresh to read it again.
    """
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    # Two entries of one name, or one that is encrypted: what is checked here must be what is read later.
    if len(names) != len(entries) or any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Unreadable("broken")
    declared = sum(entry.file_size for entry in entries)
    most = min(limits.UNPACKED, limits.RATIO * max(sum(entry.compress_size for entry in entries), 1))
    if len(entries) > limits.ENTRIES or declared > most:
        raise Unreadable("bomb")
    for entry in entries:
        part = _unpacked(archive, entry, most)
        most -= len(part)
        # XML in two-byte letters would pass unseen by whoever searches its bytes.
        if entry.filename.lower().endswith((".xml", ".rels")) and b"\0" in part:
            raise Unreadable("broken")
        yield entry.filename.lower(), part


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """What an entry really holds; stops as soon as it is more than allowed."""
    # The reader stops at the declared size: let it go on past what is allowed.
    entry.file_size = most + 2 * CHUNK
    found = bytearray()
    with archive.open(entry) as stream:
        while piece := stream.read(CHUNK):
            found += piece
            if len(found) > most:
                raise Unreadable("bomb")
    return bytes(found)


def _check_rectangle(part: bytes) -> None:
    row = column = rows = columns = 0
    for what, letters, digits in PLACES.findall(part):
        if what == b"row":
            row, column = row + 1, 0
        elif what == b"c":
            column += 1
        else:
            row = int(digits)
            column = _column(letters) if letters else column
        rows, columns = max(rows, row), max(columns, column)
        if rows * columns > limits.RECTANGLE:
            raise Unreadable("bomb")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_repeated(parts: list[bytes]) -> None:
    """Refuse the few strings that many cells repeat into more text than a workbook may unpack to."""
    sizes = [len(each) for part in parts for each in STRING.findall(part)]
    total = 0
    for part in parts:
        for number in REPEATED.findall(part):
            total += sizes[int(number)] if int(number) < len(sizes) else 0
            if total > limits.UNPACKED:
                raise Unreadable("bomb")
