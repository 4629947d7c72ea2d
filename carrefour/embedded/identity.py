"""Who the embedded server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carrefour.sentences import Unable


@dataclass(frozen=True)
class Identity:
    """The user of the server's processes; `switched` when it is not the one who runs this program."""

    uid: int
    gid: int
    switched: bool

    @property
    def popen(self) -> dict[str, Any]:
        """The arguments of `subprocess` that make a child run as this user."""
        if not self.switched:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Make the private folder (0700) of this user; its parents keep their rights."""
        made(folder, 0o700, {self.uid})
        if self.switched:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)

    def may_enter(self, folder: Path) -> bool:
        """Whether the user reaches the folder by its path, as the system answers: lists of access and mounts count."""
        if not self.switched:
            return True
        asked = ["/bin/sh", "-c", 'test -x "$0"', folder]
        return subprocess.run(asked, cwd="/", check=False, **self.popen).returncode == 0  # noqa: S603  a question


def made(folder: Path, mode: int, owners: set[int]) -> Path:
    """The folder, made when missing. One that exists must be a real one of ours or of `owners`: /tmp is everybody's."""
    try:
        folder.mkdir()
        folder.chmod(mode)
    except FileExistsError as error:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), *owners}:
            raise Unable(
                f"{folder} appartient à une autre personne : effacez ce dossier.",
                f"{folder} belongs to somebody else: remove that folder.",
            ) from error
    return folder


def identity(cluster: Path) -> Identity:
    """The person who runs this; as root the owner of an existing cluster folder, else `nobody`."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid(), switched=False)
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return Identity(owner.st_uid, owner.st_gid, switched=True)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        raise Unable(
            "PostgreSQL ne tourne pas en root et l’utilisateur « nobody » n’existe pas : donnez DATABASE_URL.",
            'PostgreSQL does not run as root and there is no user "nobody": set DATABASE_URL.',
        ) from error
    return Identity(nobody.pw_uid, nobody.pw_gid, switched=True)
