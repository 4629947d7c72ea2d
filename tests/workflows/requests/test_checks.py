"""What the machine checks for deciders: one row per check and case, who sees it, and how many queries it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.accounts.actions import name_steward
from registry.accounts.models import Account, StewardRank
from registry.accounts.status import Standing, Status
from registry.followers.actions import Figure, measure
from registry.platforms.models import PlatformStance
from tests.scene import _policy
from tests.workflows.reviews.trials import at_noon, on_trial
from workflows.policies.models import Acknowledgement
from workflows.requests.models import PageRequest
from workflows.requests.queries.neighbours import MOST
from workflows.requests.states import WAITING, Kind, State
from workflows.reviews.actions import keep, open_trial_review

INSIDE = ("author", "colleague", "head", "steward")
OUTSIDE = ("manager", "manager2", "adviser", "leader", "auditor")


def found(as_, asked, code, who="manager"):
    """(tone, sentence, links) of each finding of one sort on the page."""
    checks = as_(who).get(asked.get_absolute_url()).context["findings"]
    return [(row.tone, row.sentence, [link.label for link in row.links]) for row in checks if row.code == code]


def tones(as_, asked, code):
    return [row[0] for row in found(as_, asked, code)]


@pytest.fixture
def asked(world):
    return world.request(State.IN_REVIEW)


def steward(world, row, person, rank=StewardRank.PRIMARY):
    name_steward(row, person, rank, actor=world.manager, at=world.tick(), since=world.at.date())


def held(world, name="page", **words):
    return world.account(f"https://www.facebook.com/{name}.example", **words)


@pytest.mark.parametrize(
    ("standing", "kind", "tone"),
    [
        (Standing.OFFICIAL, Kind.OPEN, "stop"),
        (Standing.IMPOSTOR, Kind.OPEN, "stop"),
        (Standing.UNCONFIRMED, Kind.OPEN, "warn"),
        (Standing.UNCONFIRMED, Kind.DECLARE, "warn"),
    ],
)
def test_the_same_name_in_the_register(world, as_, standing, kind, tone):
    asked = world.request(State.IN_REVIEW, kind=kind, wanted_handle="hydro.example")
    assert tones(as_, asked, "duplicate") == ["ok"]
    # However it is written: the canonical key counts.
    row = world.account("https://instagram.com/Hydro.Example/?hl=fr", unit="library", standing=standing)
    [(said, sentence, links)] = found(as_, asked, "duplicate")
    assert (said, links) == (tone, [row.title])
    assert "déjà au registre" in sentence


def test_a_twin_of_another_institution_is_said_without_its_page(world, as_, asked):
    row = world.account("https://www.instagram.com/hydro.example/", unit="abroad", standing=Standing.UNCONFIRMED)
    assert found(as_, asked, "duplicate")[0][2] == []
    assert f"/accounts/{row.slug}/" not in as_("manager").get(asked.get_absolute_url()).content.decode()


def test_a_name_that_looks_like_another(world, as_, asked):
    assert tones(as_, asked, "alike") == ["ok"]
    world.account("https://www.instagram.com/hydr0.example/", unit="library")
    [(tone, _sentence, links)] = found(as_, asked, "alike")
    assert tone == "warn"
    assert "hydr0.example" in links[0]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.APPROVED, State.ADDRESS_GIVEN])
def test_another_open_request_for_the_name(world, as_, asked, state):
    other = world.request(state, title="Rivale", wanted_handle="hydro.example", unit="hydro")
    [(tone, _sentence, links)] = found(as_, asked, "rival")
    assert tone == "warn"
    assert links == [f"{other.reference}, Rivale (Génie hydrique)"]


@pytest.mark.parametrize("state", [State.DRAFT, State.REFUSED, State.WITHDRAWN])
def test_no_rival_in_what_is_closed_or_not_handed_in(world, as_, asked, state):
    world.request(state, wanted_handle="hydro.example")
    world.request(State.SUBMITTED, wanted_handle="other.example")
    world.request(State.SUBMITTED, wanted_handle="hydro.example", platform="threads")
    assert tones(as_, asked, "rival") == ["ok"]


def test_a_rival_of_another_institution_is_not_told(world, as_, asked):
    far = world.draft(
        author="stranger",
        unit="abroad",
        title="Lointaine",
        primary_steward=world.stranger,
        backup_steward=world.other_head,
    )
    world.submit(far, "stranger")
    assert tones(as_, asked, "rival") == ["ok"]
    assert "Lointaine" not in as_("manager").get(asked.get_absolute_url()).content.decode()


def test_a_name_that_was_not_given_or_cannot_be_read(world, as_):
    assert tones(as_, world.request(State.IN_REVIEW, wanted_handle=""), "name") == ["info"]
    assert tones(as_, world.request(State.IN_REVIEW, wanted_handle="deux mots"), "name") == ["stop"]
    account = held(world)
    closing = world.request(State.IN_REVIEW, kind=Kind.CLOSE, about=account, platform="facebook")
    assert {row.code for row in as_("manager").get(closing.get_absolute_url()).context["findings"]}.isdisjoint(
        {"name", "duplicate", "alike", "rival"}
    )


def test_the_rules_of_submission(world, as_, asked):
    assert tones(as_, asked, "rules") == ["ok"]
    PlatformStance.objects.create(
        institution=world.poly, platform=asked.platform, position="left", as_of="2026-11-20", source="Communiqué"
    )
    [(tone, sentence, _links)] = found(as_, asked, "rules")
    assert tone == "stop"
    assert sentence.endswith("1.")


def test_the_stewards_have_read_the_directive_in_force(world, as_, asked):
    assert tones(as_, asked, "trained") == ["info"]
    _policy(world)
    assert tones(as_, asked, "trained") == ["ok", "ok"]
    Acknowledgement.objects.filter(user=world.colleague).delete()
    rows = found(as_, asked, "trained")
    assert [row[0] for row in rows] == ["ok", "warn"]
    assert rows[1][1].startswith("Colleague")


def test_what_the_stewards_answer_for_already(world, as_, asked):
    assert tones(as_, asked, "held") == ["ok", "ok"]
    row = held(world, unit="library")
    steward(world, row, world.steward)
    rows = found(as_, asked, "held")
    assert [row[0] for row in rows] == ["info", "ok"]
    assert rows[0][1].endswith(" 1.")
    Account.objects.filter(pk=row.pk).update(status=Status.CLOSED)
    assert tones(as_, asked, "held") == ["ok", "ok"]


@pytest.mark.parametrize(
    ("position", "tone"), [(None, "info"), ("active", "ok"), ("evaluating", "warn"), ("left", "stop")]
)
def test_where_the_institution_stands(world, as_, asked, position, tone):
    if position:
        PlatformStance.objects.create(
            institution=world.poly, platform=asked.platform, position=position, as_of="2026-11-20", source="Débat"
        )
    assert tones(as_, asked, "stance") == [tone]


def test_the_units_other_accounts_and_how_they_are(world, as_, asked):
    row, asleep = held(world), held(world, "zzz", status=Status.DORMANT)
    held(world, "foreign", unit="library")
    held(world, "closed", status=Status.CLOSED)
    held(world, "liar", standing=Standing.IMPOSTOR)
    today = timezone.localdate()
    measure(row, Figure(today - timedelta(days=3), 1204, "Relevé"), actor=world.manager, at=world.at)
    steward(world, row, world.steward)
    steward(world, row, world.colleague, StewardRank.BACKUP)
    shown = as_("manager").get(asked.get_absolute_url()).context["neighbours"]
    assert [(one.account, one.tone, one.held) for one in shown.shown] == [(row, "ok", 2), (asleep, "warn", 0)]
    assert (shown.shown[0].count.value, shown.shown[0].reviewed_on) == (1204, None)
    assert (shown.total, shown.ailing, shown.left_out) == (2, 1, 0)


def test_the_last_review_is_read_from_the_journal(world, as_, asked):
    trial = on_trial(world)
    at = at_noon(trial.due_on)
    review = open_trial_review(trial.pk, at=at)
    keep(review, actor=world.manager, at=at, seen=review.version, words="Bien tenu.")
    shown = as_("manager").get(asked.get_absolute_url()).context["neighbours"]
    assert [(one.account, one.reviewed_on) for one in shown.shown] == [(trial.account, trial.due_on)]


def test_an_account_without_a_public_page_is_not_linked_to_one(world, as_, asked):
    row = held(world, standing=Standing.UNCONFIRMED)
    html = as_("manager").get(asked.get_absolute_url()).content.decode()
    assert row.display in html
    assert f'href="{row.get_absolute_url()}"' not in html


@pytest.mark.parametrize("state", State)
def test_deciders_alone_see_them_and_only_while_an_answer_is_owed(world, as_, state):
    asked = world.request(state)
    for who in (*INSIDE, *OUTSIDE):
        page = as_(who).get(asked.get_absolute_url())
        if page.status_code == 200:
            expected = who in OUTSIDE and state in WAITING
            assert ("findings" in page.context) is expected, who
            assert ("Vérifications faites d’office" in page.content.decode()) is expected, who


def queries(as_, asked):
    client = as_("manager")
    client.get(asked.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(asked.get_absolute_url()).status_code == 200
    return len(captured)


def crowd(world, numbers):
    for number in numbers:
        row = held(world, f"page{number}")
        steward(world, row, world.steward)
        steward(world, row, world.colleague, StewardRank.BACKUP)
        measure(row, Figure(timezone.localdate(), number, "Relevé"), actor=world.manager, at=world.at)
        world.request(State.SUBMITTED, title=f"Rivale {number}")
        world.account(f"https://www.instagram.com/hydro.examp{number}e/", unit="library")


def test_the_page_takes_as_many_queries_with_more_of_everything(world, as_, asked):
    crowd(world, range(2))
    few = queries(as_, asked)
    crowd(world, range(2, MOST + 4))
    assert queries(as_, asked) == few
    shown = as_("manager").get(asked.get_absolute_url()).context["neighbours"]
    assert (len(shown.shown), shown.left_out) == (MOST, 4)
    assert PageRequest.objects.count() > MOST
