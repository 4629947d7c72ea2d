"""The supervisor, the pulse and the probe by themselves; with Celery and Redis they are tried in test_steps and in faults."""

import os
import sys
import time

import pytest

from carrefour import pulse
from tests.deployment.processes import Process, children, run, until
from tests.tree import ROOT

# Stands for Celery: a program that lives, dies or ignores a polite end, as its argument says.
SUPERVISED = """
import signal, sys
from carrefour import supervise
supervise.PROGRAMS["worker"] = ()
supervise.GRACE = 1
class Supervisor(supervise.Supervisor):
    def __init__(self, program):
        super().__init__(program)
        self.command = [sys.executable, "-c", {program!r}, "", "", "program"]
supervise.Supervisor = Supervisor
supervise.main("worker")
"""
LIVES = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def supervisor(folder, program: str, **variables: str) -> Process:
    command = [sys.executable, "-c", SUPERVISED.format(program=program)]
    environment = {"PULSE_FILE": str(folder / "pulse"), "PYTHONPATH": str(ROOT), **variables}
    return Process(command, environment, ROOT, folder / "log")


def test_what_dies_is_started_again(tmp_path):
    with supervisor(tmp_path, "raise SystemExit(3)") as running:
        until(lambda: running.words.count("program ended with 3; it is started again") > 1, "two starts")
        # Its health check must not take a new start for a sign of life.
        assert not (tmp_path / "pulse").exists()


def test_what_is_silent_is_started_again(tmp_path):
    with supervisor(tmp_path, LIVES, PULSE_LIMIT_SECONDS="0.5") as running:
        until(lambda: running.words.count("gave no sign for 0.5 s") > 1, "two starts")


@pytest.mark.parametrize("program", [LIVES, DEAF])
def test_asked_to_end_it_ends_what_it_started_and_starts_no_more(tmp_path, program):
    with supervisor(tmp_path, program) as running:
        until(lambda: children(running.child.pid), "a start")
        (started,) = children(running.child.pid)
        time.sleep(0.5)
        assert running.end() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(started, 0)
    assert "started again" not in running.words


@pytest.mark.parametrize(("age", "code"), [(0, 0), (30, 1), (None, 1)])
def test_the_probe_reads_the_pulse(tmp_path, age, code):
    file = tmp_path / "pulse"
    if age is not None:
        file.touch()
        os.utime(file, (time.time() - age,) * 2)
    variables = {"PULSE_FILE": str(file), "PULSE_LIMIT_SECONDS": "20"}
    done = run([sys.executable, "-m", "carrefour.probe", "worker"], variables, ROOT)
    assert (done.returncode, "no sign of life" in done.stderr) == (code, bool(code))


@pytest.mark.parametrize("program", ["supervise", "probe"])
def test_an_unknown_name_is_refused_with_those_that_exist(program):
    done = run([sys.executable, "-m", f"carrefour.{program}", "nothing"], {}, ROOT)
    assert done.returncode == 1
    assert "worker|beat" in done.stderr


def test_outside_a_supervisor_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.delenv("PULSE_FILE", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    pulse.give()
    assert list(tmp_path.iterdir()) == []
