"""Anyone tells of a doubtful account; managers see to it."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.directory.models import Report

FORM, LIST = reverse("directory:report"), reverse("directory:reports")


@pytest.fixture(autouse=True)
def forgotten():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize(
    ("told", "status", "kept"),
    [
        ({"address": "x.com/p0lymtl", "comment": "Il demande de l’argent."}, 303, "unknown"),
        ({"address": "x.com/polymtl"}, 303, "official"),
        ({"address": "quelque part"}, 303, ""),
        ({"address": ""}, 422, None),
        ({"address": "a" * 401}, 422, None),
        ({"address": "x.com/p0lymtl", "comment": "a" * 1001}, 422, None),
        ({"address": "x.com/p0lymtl", "website": "https://spam.example"}, 303, None),
    ],
)
def test_what_is_kept(world, client, told, status, kept):
    world.account("https://x.com/polymtl")
    events = Event.objects.count()
    response = client.post(FORM, told)
    assert response.status_code == status
    assert [report.verdict for report in Report.objects.all()] == ([] if kept is None else [kept])
    assert Event.objects.count() == events


def test_one_caller_tells_so_much_an_hour(world, client, settings):
    settings.REPORTS_PER_HOUR = 2
    statuses = [client.post(FORM, {"address": f"x.com/name{n}"}).status_code for n in range(3)]
    assert statuses == [303, 303, 429]
    assert Report.objects.count() == 2
    assert client.post(FORM, {"address": "x.com/a"}, REMOTE_ADDR="192.0.2.7").status_code == 303


def test_verify_offers_the_form_beside_a_look_alike(world, client):
    world.account("https://x.com/polymtl")
    verify = reverse("directory:verify")
    assert f'href="{FORM}?address=x.com%2Fp0lymtl"' in client.get(verify, {"address": "x.com/p0lymtl"}).content.decode()
    assert FORM not in client.get(verify, {"address": "x.com/polymtl"}).content.decode()
    assert 'value="x.com/p0lymtl"' in client.get(FORM, {"address": "x.com/p0lymtl"}).content.decode()


def test_a_manager_sees_to_it_once(world, as_, client, django_assert_max_num_queries):
    for number in range(30):
        client.post(FORM, {"address": f"x.com/name{number}"}, REMOTE_ADDR=f"192.0.2.{number}")
    manager = as_("manager")
    with django_assert_max_num_queries(12):
        assert "Signalements\u00a0: 30" in manager.get(LIST).content.decode()
    first = Report.objects.order_by("pk").first()
    for who in ("manager", "manager2"):
        assert as_(who).post(reverse("directory:report_handled", args=[first.pk])).status_code == 303
    first.refresh_from_db()
    assert first.handled_by == world.manager
    assert Event.objects.get(verb=Verb.REPORT_HANDLED).subject_id == first.pk
    assert "Traité par Manager" in as_("manager2").get(LIST, {"page": 2}).content.decode()
