"""The key that a clone makes for itself."""

import stat
import subprocess
import sys

from cryptography.fernet import Fernet

from carrefour.settings.own_key import own_key
from tests.tree import ROOT

MAKE = "import sys, pathlib; from carrefour.settings.own_key import own_key; print(own_key(pathlib.Path(sys.argv[1])))"


def test_it_is_made_once_for_its_owner_alone(tmp_path):
    file = tmp_path / "data" / "token-key"
    key = own_key(file)
    Fernet(key)
    assert own_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_processes_that_start_together_have_the_same(tmp_path):
    command = [sys.executable, "-c", MAKE, str(tmp_path / "token-key")]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    keys = {process.communicate(timeout=30)[0] for process in started}
    assert len(keys) == 1
    assert keys != {""}
