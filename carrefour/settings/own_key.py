"""A clone's own key for the tokens of platforms: made at the first start, kept in a file that only its owner reads."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet


def own_key(file: Path) -> str:
    """The key in `file`, made there when there is none; of several processes that start at once, one makes it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=file.name)  # readable by its owner alone
        with os.fdopen(descriptor, "wb") as written:
            written.write(Fernet.generate_key())
        with suppress(FileExistsError):
            os.link(draft, file)
        Path(draft).unlink()
    return file.read_text().strip()
