"""bin/test: its own database and nobody else's, gone at the end, and nothing left out without a word."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import pytest

from carrefour.embedded.cluster import Cluster, answers
from carrefour.embedded.postmaster import command_of, running
from carrefour.embedded.throwaway import OPTIONS, foreign, sweep
from carrefour.sentences import Unable
from carrefour.suite import LEFT_OUT, PIECES, command, surroundings
from tests.tree import ROOT

SHOW = "import os, sys; print(*sorted(os.environ), sep='\\n'); print(os.environ['DATABASE_URL']); sys.exit(7)"
WAIT = "import time; print('waiting', flush=True); time.sleep(60)"
TWO_TESTS = """
import pytest

@pytest.mark.chromium
def test_browser(): ...

def test_other(): ...
"""


def throwaway(folder, code, **variables):
    environment = {**os.environ, "TMPDIR": str(folder), **variables}
    words = [sys.executable, "-m", "carrefour.embedded.throwaway", "-c", code]
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_the_run_sees_its_own_database_and_gives_its_code(tmp_path):
    run = throwaway(tmp_path, SHOW, REDIS_URL="redis://real", PGHOST="real", DATABASE_URL="postgres://real/real")
    said = run.communicate()[0].splitlines()
    assert run.returncode == 7
    assert said[-1].startswith("postgres://carrefour@/carrefour?host=")
    assert not {"REDIS_URL", "PGHOST"} & set(said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(tmp_path, number):
    run = throwaway(tmp_path, WAIT)
    assert run.stdout.readline() == "waiting\n"
    (home,) = tmp_path.iterdir()
    pid = running(home / "cluster").pid
    run.send_signal(number)
    run.communicate()
    assert run.returncode == 128 + number
    assert not home.exists()
    assert command_of(pid) == b""


def test_what_a_killed_run_left_is_swept(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    homes = [tmp_path / f"carrefour-test-{name}" for name in ("dead", "used", "young")]
    clusters = [Cluster(home, OPTIONS) for home in homes]
    for cluster in clusters:
        cluster.join()
    for home in homes[:2]:
        os.utime(home, (time.time() - 3600,) * 2)
    clusters[0]._hold.release()
    sweep()
    assert [home.exists() for home in homes] == [False, True, True]
    assert answers(clusters[1].sockets)
    for cluster in clusters[1:]:
        cluster.leave()


@pytest.mark.parametrize(
    ("name", "outside"),
    [("DATABASE_URL", True), ("REDIS_URL", True), ("PGPASSWORD", True), ("TEST_DATABASE_URL", False), ("HOME", False)],
)
def test_which_variables_are_kept_from_the_suite(name, outside):
    assert foreign(name) is outside


@pytest.mark.parametrize(
    ("given", "parallel"),
    [([], True), (["tests/registry", "-k", "x"], True), (["--pdb"], False), (["-n0"], False), (["--co"], False)],
)
def test_the_suite_is_parallel_unless_asked_otherwise(given, parallel):
    words = command(given)
    assert ("-n" in words) is parallel
    assert words[len(words) - len(given) :] == given


def test_what_is_missing_is_named_or_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    for piece in PIECES:
        monkeypatch.delenv(piece.variable, raising=False)
    monkeypatch.delenv("CI_REQUIRE_ALL", raising=False)
    assert surroundings() == {LEFT_OUT: "chromium:chromium redis:redis-server"}
    monkeypatch.setenv("CI_REQUIRE_ALL", "1")
    with pytest.raises(Unable, match="apt-get install chromium redis-server"):
        surroundings()


@pytest.mark.parametrize("browser", ["chromium", "chromium-headless-shell"])
def test_what_is_there_is_told_to_the_tests(monkeypatch, tmp_path, browser):
    for name in {"chromium", browser, "redis-server"}:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    for piece in PIECES:
        monkeypatch.delenv(piece.variable, raising=False)
    found = {"CHROMIUM": str(tmp_path / browser), "REDIS_SERVER": str(tmp_path / "redis-server"), LEFT_OUT: ""}
    assert surroundings() == found


def test_tests_that_are_left_out_are_named_at_the_end(tmp_path):
    (tmp_path / "test_two.py").write_text(TWO_TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    chromium: needs one\n")
    without = ["-p", "no:django", "-p", "no:randomly", "-p", "no:hypothesispytest"]
    words = [sys.executable, "-m", "pytest", "-p", "tests.left_out", *without, "-n1", str(tmp_path)]
    environment = {**os.environ, LEFT_OUT: "chromium:chromium redis:redis-server", "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    assert "left out (1) : apt-get install chromium" in ended.stdout
    assert "test_two.py::test_browser\n" in ended.stdout
    assert "redis-server" not in ended.stdout
    assert "1 passed" in ended.stdout.splitlines()[-1]
