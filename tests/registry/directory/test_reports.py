"""Anyone tells of a doubtful account; managers see to it."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from registry.accounts.actions import register
from registry.accounts.status import Standing
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.directory.actions import handle_report
from registry.directory.models import Report
from registry.language import Pair
from registry.organisation.permissions import NotAllowed
from registry.platforms.canonical import canonicalise

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


def test_one_caller_tells_so_much_an_hour(world, client, settings, still):
    settings.REPORTS_PER_HOUR = 2
    statuses = [client.post(FORM, {"address": f"x.com/name{n}"}).status_code for n in range(3)]
    assert statuses == [303, 303, 429]
    assert Report.objects.count() == 2
    assert client.post(FORM, {"address": "x.com/a"}, REMOTE_ADDR="192.0.2.7").status_code == 303
    still(3600)
    assert client.post(FORM, {"address": "x.com/name3"}).status_code == 303


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


# what was told → who among the managers of the two institutions sees it; poly has x.com/polymtl, other x.com/autre_u
CONCERNS = {
    "x.com/p0lymtl": {"manager"},
    "https://www.instagram.com/polymtl": {"manager"},
    "x.com/polymtl_officiel": {"manager"},
    "@polymtl": {"manager"},
    "x.com/autre_uu": {"other_manager"},
    "https://x.com/autre_u": {"other_manager"},
    "x.com/personne_du_tout": {"manager", "other_manager"},
    "quelque part": {"manager", "other_manager"},
    "https://x.com/p0lymtl/status/1": {"manager", "other_manager"},
}


@pytest.fixture
def two(world, client):
    """An account in each of the two institutions, and a report of each kind."""
    world.account("https://x.com/polymtl")
    theirs = {"unit": world.units["abroad"], "actor": world.people["other_manager"], "at": world.tick()}
    register(canonicalise("https://x.com/autre_u"), title=Pair("Autre", ""), standing=Standing.UNCONFIRMED, **theirs)
    for address in CONCERNS:
        client.post(FORM, {"address": address})
    return world


@pytest.mark.parametrize("who", ["manager", "other_manager"])
def test_a_manager_sees_what_concerns_the_institution_or_nobody(two, as_, who):
    page = as_(who).get(LIST).content.decode()
    rows = {address for address in CONCERNS if f">{address}</a>" in page}
    assert rows == {address for address, seen_by in CONCERNS.items() if who in seen_by}


@pytest.mark.parametrize("who", ["manager", "other_manager"])
@pytest.mark.parametrize("address", CONCERNS)
def test_and_sees_to_nothing_else(two, as_, who, address):
    report = Report.objects.get(address=address)
    response = as_(who).post(reverse("directory:report_handled", args=[report.pk]))
    report.refresh_from_db()
    allowed = who in CONCERNS[address]
    assert (response.status_code, report.handled_by) == ((303, two.people[who]) if allowed else (404, None))
    if allowed and len(CONCERNS[address]) == 1:
        unit = Event.objects.get(verb=Verb.REPORT_HANDLED).unit
        assert unit.path.startswith(two.units["poly" if who == "manager" else "other"].path)


def test_the_action_refuses_another_institutions_report(two):
    report = Report.objects.get(address="x.com/p0lymtl")
    with pytest.raises(NotAllowed):
        handle_report(report, actor=two.people["other_manager"], at=two.tick())


@pytest.mark.parametrize("many", [5, 40])
def test_as_many_queries_whatever_was_told(two, as_, client, many, django_assert_max_num_queries):
    for number in range(many):
        client.post(FORM, {"address": f"x.com/polymtl{number}"}, REMOTE_ADDR=f"192.0.2.{number}")
    manager = as_("manager")
    with django_assert_max_num_queries(16):
        manager.get(LIST)
