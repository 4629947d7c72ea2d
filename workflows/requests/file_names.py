"""The name of an attached file, as it is shown, stored and sent back. Pure."""

import re
import unicodedata

LONGEST = 120
# What a file system of ours or of a reader's would stumble over, beside what separates the parts of a path.
FORBIDDEN = re.compile(r'[<>:"|?*]')
# Categories whose characters show nothing: controls, and the marks that turn the reading direction, by which "fdp.exe" reads
# as "exe.pdf"; separators of lines.
INVISIBLE = ("C", "Zl", "Zp")
NAMELESS = "document"


def clean_name(told: str) -> str:
    """The last part of a path, on one line, in visible characters, at most 120 of them with its extension kept.

    ``told`` is whatever a browser sends. A name of which nothing is left is "document".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", told))[-1]
    seen = "".join(letter for letter in last if not unicodedata.category(letter).startswith(INVISIBLE))
    seen = FORBIDDEN.sub("-", " ".join(seen.split())).strip(" .")
    stem, dot, extension = seen.rpartition(".")
    if not dot:
        stem, extension = extension, ""
    extension = extension[:20]
    stem = stem[: LONGEST - len(dot) - len(extension)].strip(" .") or NAMELESS
    return f"{stem}{dot}{extension}"


def extension_of(name: str) -> str:
    """The letters after the last dot, in small letters; "" without a dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""
