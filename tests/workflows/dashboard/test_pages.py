"""The picture, and the promise under it: every number leads to the list that it counts."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from registry.accounts.actions import change_standing, change_status
from registry.accounts.status import Standing, Status
from registry.followers.models import FollowerCount
from registry.organisation.models import Membership, Role
from tests.workflows.dashboard.life import Life
from tests.workflows.reviews.trials import at_noon, on_trial
from workflows.dashboard import queries
from workflows.dashboard.actions import keep
from workflows.dashboard.as_of import Moment
from workflows.dashboard.models import Tally
from workflows.dashboard.moments import of_the_picture
from workflows.dashboard.tasks import keep_pictures
from workflows.exits.states import State as ExitState
from workflows.requests.states import State
from workflows.reviews.actions import open_trial_review

HOME = "/presence/"
NUMBER = re.compile(r'<a class="num" href="([^"]+)" data-counts="(\w+)" data-value="(-?\d+)">')
QUERIES = 12


def numbers(html: str) -> list[tuple[str, str, int]]:
    return [(unescape(url), of, int(value)) for url, of, value in NUMBER.findall(html)]


def counted(client, url: str, of: str) -> int:
    """What a list says of itself, and its pages one after another."""
    page = client.get(url)
    assert page.status_code == 200, url
    if of not in {"rows", "accounts"}:
        return getattr(page.context["sums"], of)
    paginator = page.context["page_obj"].paginator
    assert sum(len(paginator.page(number).object_list) for number in paginator.page_range) == paginator.count
    return paginator.count


@pytest.fixture
def lived(world) -> Life:
    """Forty deeds of a year, then requests, a review and a decision."""
    life = Life(world, 11)
    for _deed in range(60):
        life.live()
    for state in (State.ENDORSED, State.IN_REVIEW, State.REFUSED, State.APPROVED):
        world.request(state)
    trial = on_trial(world)
    open_trial_review(trial.pk, at=at_noon(trial.due_on))
    world.exit(ExitState.IN_FORCE)
    return life


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?as_of=2026-06-30",
        "?as_of=2026-02-01&since=2025-06-01",
        "?scope=hydro",
        "?as_of=2025-09-01&period=30",
        "?period=91",
    ],
)
def test_every_number_leads_to_the_list_that_it_counts(as_, lived, query):
    client = as_("leader")
    found = numbers(client.get(HOME + query).content.decode())
    assert len(found) > 20
    wrong = [(url, of, value) for url, of, value in found if counted(client, url, of) != value]
    assert wrong == []


def test_the_numbers_are_not_all_nothing(as_, lived):
    """The table above would pass on an empty page."""
    kinds = {of for _url, of, value in numbers(as_("leader").get(HOME).content.decode()) if value}
    assert kinds == {"accounts", "followers", "grown", "rows"}


@pytest.mark.parametrize("query", ["", "?as_of=2026-06-30", "?scope=lab"])
def test_a_picture_that_is_kept_takes_few_queries(as_, lived, django_assert_max_num_queries, query):
    client, world = as_("leader"), lived.world
    picture = client.get(HOME + query).context["picture"]
    for moment in of_the_picture(picture.moment):
        keep(moment, at=world.at)
    with django_assert_max_num_queries(QUERIES):
        again = client.get(HOME + query)
    assert again.context["picture"].reading == picture.reading


def test_what_is_not_kept_is_counted_and_asked_for(as_, lived):
    first = as_("leader").get(f"{HOME}?as_of=2026-03-03")
    moments = set(of_the_picture(first.context["picture"].moment))
    assert not Tally.objects.exists()
    keep_pictures()
    kept = {Moment(row.unit, row.as_of, row.since) for row in Tally.objects.select_related("unit")}
    assert moments <= kept


def test_old_missing_silent_and_unanswered_for_are_told_apart(world, as_):
    today = timezone.localdate()
    ages = {"fresh": 5, "edge": 90, "old": 91, "silent": 181}
    for name, days in ages.items():
        account = world.account(f"https://x.com/{name}")
        day = today - timedelta(days=days)
        said = {"source": "Page", "entered_by": world.manager, "entered_at": world.at}
        FollowerCount.objects.create(account=account, day=day, value=100, **said)
    world.account("https://x.com/never")
    world.account("https://x.com/asleep", status=Status.DORMANT)
    world.account("https://x.com/fake", standing=Standing.IMPOSTOR)
    world.account("https://x.com/gone", status=Status.CLOSED)
    picture = as_("leader").get(HOME).context["picture"]
    assert (picture.register.accounts.value, picture.reach.accounts.value) == (8, 6)
    assert (picture.reach.missing.value, picture.reach.old.value, picture.reach.followers.value) == (2, 2, 400)
    assert {name: number.value for name, number in picture.care.items()} == {
        "nobody": 6,
        "one": 0,
        "silent": 1,
        "unsaid": 0,
    }


def test_the_past_is_as_it_was(world, as_):
    """What changed on a later day is not in the picture of an earlier one."""
    account = world.account("https://x.com/past", standing=Standing.AFFILIATED)
    day = world.at.date()
    later = {"actor": world.manager, "at": world.at + timedelta(days=40), "reason": "Vu"}
    change_standing(account, standing=Standing.IMPOSTOR, **later)
    change_status(account, status=Status.LOST, **later)
    shown = as_("leader").get(f"/presence/accounts/?as_of={day}").context["page_obj"].object_list
    assert [(row.standing, row.status) for row in shown] == [(Standing.AFFILIATED, Status.ACTIVE)]


@pytest.mark.parametrize(
    ("query", "since", "as_of"),
    [
        ("as_of=2026-06-30&period=30", date(2026, 5, 31), date(2026, 6, 30)),
        ("as_of=2026-06-30&since=2026-01-01", date(2026, 1, 1), date(2026, 6, 30)),
        ("as_of=2026-06-30&since=2026-06-30", date(2025, 6, 30), date(2026, 6, 30)),
        ("as_of=jamais&since=2026-06-30", date(2026, 6, 30), None),
        ("as_of=2999-01-01", None, None),
        ("period=7", None, None),
    ],
)
def test_a_faulty_day_is_said_and_the_usual_one_shown(world, as_, query, since, as_of):
    page = as_("leader").get(f"{HOME}?{query}")
    today = timezone.localdate()
    moment = page.context["moment"]
    assert (moment.since, moment.as_of) == (since or today - timedelta(days=365), as_of or today)


def test_a_unit_is_shown_with_those_below_it_only_to_those_who_may(world, as_):
    Membership.objects.create(user=world.neighbour, unit=world.hydro, role=Role.AUDITOR)
    assert as_("neighbour").get(HOME).context["scope"].unit == world.hydro
    assert as_("neighbour").get(f"{HOME}?scope=lab").status_code == 200
    assert [as_("neighbour").get(f"{HOME}?scope={slug}").status_code for slug in ("poly", "other", "none")] == [404] * 3
    assert as_("author").get(HOME).status_code == 403


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", ["", "accounts/", "requests/", "reviews/", "decisions/"])
def test_every_page_is_drawn_in_both_languages(as_, lived, path, language):
    client = as_("leader")
    client.cookies["django_language"] = language
    assert client.get(HOME + path).status_code == 200


def test_of_a_large_register_the_curve_waits_for_the_schedule(as_, lived, monkeypatch):
    """The numbers are there at once, the days between them a minute later."""
    monkeypatch.setattr(queries, "AT_ONCE", 0)
    client = as_("leader")
    picture = client.get(HOME).context["picture"]
    first, days = picture.reading, len(of_the_picture(picture.moment)) - 1
    assert (len(first.earlier), first.waiting) == (1, days - 1)
    keep_pictures()
    full = client.get(HOME).context["picture"].reading
    assert (len(full.earlier), full.waiting, full.sums) == (days, 0, first.sums)
