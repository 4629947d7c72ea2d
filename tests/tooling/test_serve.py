"""bin/dev and `manage.py serve`: refusals before anything is started, then the real server and its background threads."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from carrefour import reach
from carrefour.sentences import Unable
from carrefour.serve import listen
from tests.tree import ROOT

DEV = {"DJANGO_SETTINGS_MODULE": "carrefour.settings.dev"}
# Tasks that are retried, delayed and scheduled, as the product's are; never run by the one who sends them.
BACKGROUND = """
import threading, time
from carrefour.celery import app
from carrefour.background import Background
done = []

@app.task(name="trial.retried", bind=True, max_retries=1)
def retried(self):
    if not self.request.retries:
        raise self.retry(countdown=0.5)
    done.append(("retried", threading.current_thread() is not threading.main_thread()))

@app.task(name="trial.told")
def told(word):
    done.append((word, threading.current_thread() is not threading.main_thread()))

app.conf.beat_schedule = {"t": {"task": "trial.told", "schedule": 0.5, "args": ["scheduled"]}}
background = Background()
background.start()
assert background.worker.ready.wait(10)
told.delay("at once")
told.apply_async(("later",), countdown=1)
retried.delay()
limit = time.monotonic() + 20
while len({word for word, apart in done}) < 4 and time.monotonic() < limit:
    time.sleep(0.05)
background.stop()
words = [word for word, apart in done if apart]
print(sorted(set(words)), words.index("at once") < words.index("later"))
"""


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.fixture
def free(taken):
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])


def python(*words, **variables):
    environment = {**os.environ, **DEV, "PYTHONUNBUFFERED": "1", **variables}
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_taken_port_stops_everything_before_it_starts(taken):
    run = python("-m", "carrefour.dev", PORT=taken)
    _said, wrong = run.communicate()
    assert run.returncode == 1
    assert len(wrong.splitlines()) == 2
    assert "PORT=8001 bin/dev" in wrong


@pytest.mark.parametrize("port", ["abc", "70000", "-1", ""])
def test_what_is_no_port(port):
    with pytest.raises(Unable, match="choose another port"):
        listen("127.0.0.1", port)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgres://me:sesame@127.0.0.1:1/x", "does not answer"),
        ("postgres://me:sesame@nowhere.invalid/x", "does not answer"),
        ("postgres://me:sesame@127.0.0.1:abc/x", "must look like"),
        ("postgres://me:sesame@127.0.0.1", "must look like"),
        ("mysql://me:sesame@127.0.0.1/x", "must look like"),
        ("sqlite:///sesame", "must look like"),
        ("sesame", "must look like"),
    ],
)
def test_a_database_that_cannot_be_reached(url, said):
    with pytest.raises(Unable, match=said) as refusal:
        reach.database(url)
    assert "sesame" not in str(refusal.value)


@pytest.mark.parametrize("url", ["redis://:sesame@127.0.0.1:1/0", "foo://sesame"])
def test_a_broker_that_cannot_be_reached(url):
    with pytest.raises(Unable, match="REDIS_URL") as refusal:
        reach.broker(url)
    assert "sesame" not in str(refusal.value)


def test_the_database_of_this_very_run_is_reached():
    reach.database(os.environ["DATABASE_URL"])


def test_a_variable_set_to_nothing_is_not_set(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "")
    monkeypatch.setenv("PORT", "8001")
    reach.drop_empty()
    assert "REDIS_URL" not in os.environ
    assert os.environ["PORT"] == "8001"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_the_server_answers_and_stops_on_a_signal(free, number):
    run = python("manage.py", "serve", PORT=free)
    assert run.stdout.readline() == f"Carrefour : http://127.0.0.1:{free}\n", run.communicate()[1]
    with urllib.request.urlopen(f"http://127.0.0.1:{free}/static/css/main.css") as answer:
        assert answer.status == 200
    run.send_signal(number)
    try:
        _said, wrong = run.communicate(timeout=30)
    finally:
        run.kill()
    assert run.returncode == 0
    assert "Traceback" not in wrong
    listen("127.0.0.1", free).close()


def test_tasks_run_beside_the_one_who_sends_them():
    said, wrong = python("-c", BACKGROUND).communicate()
    assert said == "['at once', 'later', 'retried', 'scheduled'] True\n", wrong
