"""Figures that a program sends and reads: what each is answered, and that nothing is written but what the answer says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.accounts.status import Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.actions import Figure, answer, correct, measure
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.states import Method
from registry.organisation.models import ProgramRole
from tests.registry.followers.programs import COUNTS, figure, program

FACEBOOK = "https://www.facebook.com/hydro.example"


@pytest.fixture
def account(world):
    return world.account(FACEBOOK)


def rows() -> tuple[int, int]:
    return FollowerCount.with_replaced.count(), QuestionedCount.objects.count()


# One figure


def test_a_figure_is_kept_with_where_it_comes_from(world, account):
    sender = program(world)
    told = sender.send(figure(account, is_exact=False, metric="likes"))
    assert told.status_code == 201
    kept = FollowerCount.objects.get()
    assert (kept.account, kept.value, kept.metric, kept.is_exact) == (account, 10_000, "likes", False)
    assert (kept.method, kept.entered_by, kept.source) == (Method.PROGRAM, sender.user, "Tableau de bord")
    assert told.json()["count"]["id"] == kept.pk
    assert told.json()["question"] is None
    event = Event.objects.filter(verb=Verb.FOLLOWERS_COUNTED).get()
    assert event.actor == sender.user


def test_the_same_again_is_there_already(world, account):
    sender = program(world)
    first, again = sender.send(figure(account)), sender.send(figure(account))
    assert [first.status_code, again.status_code] == [201, 200]
    assert [first.json()["result"], again.json()["result"]] == ["kept", "same"]
    assert first.json()["count"] == again.json()["count"]
    assert rows() == (1, 0)


NAMES = {
    "its slug": lambda account: {"account": account.slug},
    "its address": lambda _account: {"address": FACEBOOK},
    "an address as anybody writes it": lambda _account: {"address": " HTTP://m.facebook.com/Hydro.Example/?ref=ts "},
    "its name and platform": lambda _account: {"address": "@hydro.example", "platform": "facebook"},
}


@pytest.mark.parametrize("how", NAMES)
def test_an_account_is_named(world, account, how):
    told = program(world).send(figure(**NAMES[how](account)))
    assert (told.status_code, told.json()["account"]) == (201, account.slug)


MALFORMED = {
    "a field that is none": ({"status": "official"}, "status", "unknown"),
    "somebody else's name": ({"entered_by": 1}, "entered_by", "unknown"),
    "a method of one's own": ({"method": "hand"}, "method", "unknown"),
    "tomorrow": ({"day": "2099-01-01"}, "day", "future"),
    "a year cut short": ({"day": "0202-11-20"}, "day", "too_early"),
    "before any platform": ({"day": "1994-12-31"}, "day", "too_early"),
    "no day": ({"day": None}, "day", "null"),
    "a day that is none": ({"day": "2026-02-30"}, "day", "invalid"),
    "less than nobody": ({"value": -1}, "value", "min_value"),
    "more than can be stored": ({"value": 10**19}, "value", "max_value"),
    "half a person": ({"value": 10.5}, "value", "invalid"),
    "words": ({"value": "beaucoup"}, "value", "invalid"),
    "yes": ({"value": True}, "value", "invalid"),
    "a metric that is none": ({"metric": "views"}, "metric", "invalid_choice"),
    "no source": ({"source": ""}, "source", "blank"),
    "a long source": ({"source": "x" * 301}, "source", "max_length"),
    "two names": ({"address": FACEBOOK}, "non_field_errors", "account_or_address"),
    "no name": ({"account": None}, "account", "null"),
    "a platform beside the slug": ({"platform": "facebook"}, "platform", "account_or_address"),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_cannot_be_read_is_said_field_by_field(world, account, what):
    change, attr, code = MALFORMED[what]
    before = rows()
    sender = program(world)
    told = sender.send(figure(account, **change))
    assert (told.status_code, told.json()["type"]) == (400, "validation_error")
    assert (attr, code) in {(error["attr"], error["code"]) for error in told.json()["errors"]}
    listed = sender.send([figure(account), figure(account, **change)])
    assert (f"1.{attr}", code) in {(error["attr"], error["code"]) for error in listed.json()["errors"]}
    assert rows() == before


ADDRESSES = {
    "javascript:alert(1)": "not_web",
    "https://x.com/hydro_example/status/1": "post",
    "@hydro": "no_platform",
    "https://fаcebook.com/hydro.example": "lookalike_host",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_names_no_account_says_why(world, address):
    told = program(world).send(figure(address=address))
    assert told.status_code == 400
    assert told.json()["errors"][0]["attr"] == "address"
    assert told.json()["errors"][0]["detail"]


def test_a_figure_out_of_pattern_is_asked_about_once(world, account):
    sender = program(world)
    sender.send(figure(account))
    doubted = figure(account, day="2026-03-09", value=9)
    told = sender.send(doubted)
    question = QuestionedCount.objects.get()
    assert told.status_code == 202
    said = told.json()["question"]
    assert (said["doubt"], said["reply"], said["url"]) == ("fell", None, f"/followers/questions/{question.pk}/")
    assert said["facts"] == {"beside": 10_000, "beside_day": "2026-03-02"}
    assert sender.send(doubted).json()["question"] == said
    assert sender.send(doubted | {"source": "Ailleurs"}).json()["question"] == said
    assert rows() == (1, 1)


@pytest.mark.parametrize(("keep", "status", "result"), [(True, 200, "same"), (False, 202, "questioned")])
def test_an_answer_holds_when_the_figure_comes_again(world, account, keep, status, result):
    sender = program(world)
    sender.send(figure(account))
    doubted = figure(account, day="2026-03-09", value=9)
    sender.send(doubted)
    answer(QuestionedCount.objects.get(), keep=keep, reason="Vu.", actor=world.manager, at=timezone.now())
    before = rows()
    told = sender.send(doubted)
    assert (told.status_code, told.json()["result"]) == (status, result)
    assert rows() == before


def test_nobody_is_overruled_by_a_program(world, account):
    by_hand = Figure(timezone.localdate(), 120, "Page publique")
    kept = measure(account, by_hand, actor=world.manager, at=timezone.now())
    told = program(world).send(figure(account, day=str(by_hand.day), value=121))
    assert (told.status_code, told.json()["question"]["doubt"]) == (202, "other_figure")
    assert FollowerCount.objects.get() == kept


def test_a_figure_that_was_corrected_does_not_come_back(world, account):
    sender = program(world)
    sender.send(figure(account))
    kept, words = FollowerCount.objects.get(), {"actor": world.manager, "at": timezone.now()}
    correct(kept, value=9_000, is_exact=True, source="Page", reason="Faute.", **words)
    assert [sender.send(figure(account)).json()["result"] for _time in range(2)] == ["questioned"] * 2
    assert FollowerCount.objects.get().value == 9_000
    assert rows() == (2, 1)


# Who may


REACH = {
    "its unit's": ("hydro", ProgramRole.COUNTER, "admin", 201),
    "a unit below": ("poly", ProgramRole.COUNTER, "admin", 201),
    "a unit beside": ("library", ProgramRole.COUNTER, "admin", 404),
    "the unit below, from above": ("lab", ProgramRole.COUNTER, "admin", 404),
    "another institution": ("other", ProgramRole.COUNTER, "other_admin", 404),
    "one that only reads": ("poly", ProgramRole.READER, "admin", 403),
    "one that only reads, elsewhere": ("library", ProgramRole.READER, "admin", 404),
}


@pytest.mark.parametrize("who", REACH)
def test_a_program_counts_where_it_has_its_role(world, account, who):
    unit, role, admin, status = REACH[who]
    sender = program(world, unit, role, admin)
    known = FollowerCount.objects.create(
        account=account, day="2026-01-01", value=9_900, source="Page", entered_by=world.manager, entered_at=world.at
    )
    one, several = sender.send(figure(account)), sender.send([figure(account)]).json()["results"][0]
    assert one.status_code == status
    result, code = {201: ("same", None), 404: ("refused", "not_found"), 403: ("refused", "permission_denied")}[status]
    assert (several["result"], next((error["code"] for error in several["errors"]), None)) == (result, code)
    assert FollowerCount.objects.exclude(pk=known.pk).count() == (status == 201)
    seen = [row["id"] for row in sender.read()]
    assert (known.pk in seen) is (status != 404)
    assert sender.client.get(COUNTS, {"account": account.slug}).json()["count"] == (0 if status == 404 else len(seen))


def test_a_steward_of_an_account_sends_by_no_program(world, as_, account):
    for person in ("steward", "manager", "admin"):
        told = as_(person).post(COUNTS, figure(account), content_type="application/json")
        assert (told.status_code, rows()) == (403, (0, 0))


def test_an_account_that_is_closed_is_asked_about(world):
    closed = world.account("https://x.com/hydro_example", status=Status.CLOSED)
    type(closed).objects.filter(pk=closed.pk).update(official_until="2025-12-31")
    assert program(world).send(figure(closed)).json()["question"]["doubt"] == "ended"


# A list


def test_each_of_a_list_has_its_answer_in_its_place(world, account):
    sender = program(world)
    other = world.account("https://x.com/library_example", unit="library")
    told = sender.send(
        [
            figure(account, day="2026-03-09", value=9),
            figure(other),
            figure(account),
            figure(address="https://x.com/nobody_of_ours"),
            figure(account),
        ]
    )
    assert told.status_code == 200
    assert [one["result"] for one in told.json()["results"]] == ["questioned", "refused", "kept", "refused", "same"]
    assert [one["account"] for one in told.json()["results"]] == [account.slug, None, account.slug, None, account.slug]
    assert rows() == (1, 1)


@pytest.mark.parametrize(("count", "status"), [(0, 400), (500, 200), (501, 400)])
def test_a_list_has_its_measure(world, account, count, status):
    told = program(world).send([figure(account)] * count)
    assert (told.status_code, rows()) == (status, (1 if status == 200 else 0, 0))


@pytest.mark.parametrize("body", ["[" * 100_000, "{", '"figures"', "null", "[1, null]", "[[]]", b"\xff"])
def test_a_body_that_is_none_is_refused(world, body):
    told = program(world).client.post(COUNTS, body, content_type="application/json")
    assert (told.status_code, rows()) == (400, (0, 0))


def test_a_body_that_is_too_long_is_not_read(world, account):
    told = program(world).send([figure(account, source="x" * 300)] * 5_000)
    assert (told.status_code, told.json()["errors"][0]["code"]) == (413, "too_large")


def test_an_error_in_the_middle_leaves_nothing(world, account, monkeypatch):
    """PostgreSQL refuses a late one: the first is not there either."""
    sender = program(world)
    sender.client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_followercount ADD CONSTRAINT odd CHECK (value <> 10002)")
    told = sender.send([figure(account, day=f"2026-03-0{n + 1}", value=10_000 + n) for n in range(4)])
    assert (told.status_code, rows()) == (500, (0, 0))


def test_the_queries_of_a_list_grow_by_new_figures_alone(world):
    """By ten at most for each; what is there already, or asked about, or nowhere, takes none."""
    accounts = [world.account(f"https://x.com/hydro_{n}") for n in range(20)]
    sender = program(world)
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in (1, 11, 21)]
    many = [figure(account, day=day) for day in days for account in accounts][:190] + [figure(account="nobody")] * 5
    many += [figure(account, day="2026-03-01", value=9) for account in accounts[:5]]
    few, first, again = (asked(sender, figures) for figures in (many[:20], many, many))
    assert len(many) == 200
    assert (first - few) / 175 <= 10
    assert again <= 12


def asked(sender, figures: list[dict]) -> int:
    """How many queries a message takes."""
    with CaptureQueriesContext(connection) as queries:
        assert sender.send(figures).status_code == 200
    return len(queries)
