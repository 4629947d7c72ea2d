"""bin/setup and its neighbours on a poor machine: what is missing is told in one sentence per language."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.tree import ROOT

# A Python from which Debian's package python3-venv is missing.
WITHOUT_VENV = """
import runpy, sys
sys.modules["ensurepip"] = None
sys.argv = [word for word in sys.argv[1:] if word != "-I"]
if sys.argv[0] == "-c":
    exec(sys.argv[1])
else:
    runpy.run_path(sys.argv[0], run_name="__main__")
"""
TOO_OLD = "#!/bin/sh\nexit 1\n"
NEEDED = ("sh", "dirname", "env", "id")


@pytest.fixture
def clone(tmp_path):
    """A clone with a space in its path and no package to install."""
    folder = tmp_path / "mon carrefour"
    shutil.copytree(ROOT / "bin", folder / "bin")
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / "requirements-dev.txt").write_text("# nothing\n")
    return folder


@pytest.fixture
def machine(tmp_path):
    """A PATH with nothing but a shell; programs are added by name."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in NEEDED:
        (folder / name).symlink_to(shutil.which(name))

    def add(name, text):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)

    add.path = str(folder)
    return add


def run(path, *command, **options):
    environment = {**os.environ, "PATH": path}
    return subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, check=False, **options)


def test_no_recent_python(clone, machine):
    machine("python3", TOO_OLD)
    ended = run(machine.path, clone / "bin/setup")
    assert ended.returncode == 1
    assert ended.stderr.count("3.11") == 2
    assert not (clone / ".venv").exists()


def test_a_later_name_counts_when_python3_is_old(clone, machine):
    machine("python3", TOO_OLD)
    machine("python3.12", "#!/bin/sh\n[ $2 = -c ] || echo chosen $*\n")
    assert run(machine.path, clone / "bin/setup", "more").stdout.endswith("bin/environment.py more\n")


@pytest.mark.parametrize("script", ["bin/setup", "bin/dev", "bin/test"])
def test_no_venv_module(clone, machine, script):
    machine("without_venv.py", WITHOUT_VENV)
    machine("python3", f'#!/bin/sh\nexec "{sys.executable}" "{machine.path}/without_venv.py" "$@"\n')
    ended = run(machine.path, clone / script)
    assert ended.returncode == 1
    assert ended.stderr.count(f"apt-get install python{sys.version_info.major}.{sys.version_info.minor}-venv") == 2
    assert "Traceback" not in ended.stderr


def test_packages_are_installed_only_when_the_lock_changed(clone):
    path = os.path.dirname(os.path.realpath(sys.executable)) + ":" + os.environ["PATH"]
    setup, stamp = clone / "bin/setup", clone / ".venv/locked.sha256"
    first = run(path, setup, "-c", "import os, sys; print(sys.prefix, os.getcwd(), sep='\\n')")
    assert first.stdout == f"{clone}/.venv\n{clone}\n"
    assert "Installation" in first.stderr
    assert run(path, setup).stderr == ""
    (clone / "requirements-dev.txt").write_text("# something else\n")
    before = stamp.read_text()
    assert "Installation" in run(path, setup).stderr
    assert stamp.read_text() != before


def test_continuous_integration_installs_only_as_root(clone, machine):
    machine("id-1000", "#!/bin/sh\necho 1000\n")
    os.replace(f"{machine.path}/id-1000", f"{machine.path}/id")
    ended = run(machine.path, clone / ".ci/run")
    assert ended.returncode == 1
    assert "apt-get install chromium redis-server" in ended.stderr


@pytest.mark.parametrize("script", ["bin/setup", "bin/dev", "bin/test", "bin/ci", ".ci/run"])
def test_scripts_can_be_run_and_read_by_any_shell(script):
    assert os.access(ROOT / script, os.X_OK)
    assert subprocess.run(["sh", "-n", ROOT / script], check=False).returncode == 0
