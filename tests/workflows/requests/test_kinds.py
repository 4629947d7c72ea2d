"""Each kind of request: what it asks, what it cannot be submitted without, and how it goes in by page and by API."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from tests.workflows.requests.asking import API, counts
from tests.workflows.requests.filling import CREATE, LEAST, fill, summary, the_draft
from workflows.requests.kinds import NATURES
from workflows.requests.models import PageRequest
from workflows.requests.questions import ASKED, CONTENT, fields, needed, step_of
from workflows.requests.rules import Asked, checks
from workflows.requests.states import Kind, State

ALL = "/api/page-requests/"
SENT = {"content_type": "application/json"}
NEEDED = [(kind, field) for kind in Kind for field in sorted(needed(kind) - {"kind", "unit", "platform", "about"})]


@pytest.fixture
def account(world):
    """One of hydro's, asleep so that it can be asked about in every way."""
    return world.account("https://www.facebook.com/hydro.example", status=Status.DORMANT)


def least(kind, account) -> dict:
    """What this kind cannot do without, about the account."""
    said = dict(LEAST[kind])
    if "about" in said:
        said["about"] = account.slug
    if kind == Kind.DECLARE:
        said["wanted_handle"] = "https://www.instagram.com/journees.eau/"
    return said


def in_steps(client, kind, said: dict) -> PageRequest:
    """The answers given step by step, as pages take them."""
    first = {name: said[name] for name in said if step_of(kind, name) == "kind"}
    assert client.post(CREATE, first | {"save": "continue"}).status_code == 303
    for step in list(ASKED[kind])[1:]:
        asked = the_draft()
        answers = {name: said[name] for name in said if step_of(kind, name) == step}
        answer = client.post(fill_path(asked, step), answers | {"seen": asked.version, "save": "continue"})
        assert answer.status_code == 303, answer.context["form"].errors
    return the_draft()


def fill_path(asked, step) -> str:
    return f"/requests/{asked.pk}/edit/{step}/"


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_goes_in_step_by_step(world, as_, account, kind):
    client = as_("author")
    asked = in_steps(client, kind, least(kind, account))
    assert client.get(summary(asked)).context["missing"] == []
    assert client.post(summary(asked), {"seen": asked.version}).status_code == 303
    asked = the_draft()
    assert (asked.state, asked.kind, asked.unit) == (State.SUBMITTED, kind, world.hydro)
    if NATURES[kind].about:
        assert (asked.about, asked.platform.slug, asked.title) == (account, "facebook", account.title_fr)
    assert client.get(asked.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_goes_in_at_once_by_program(world, as_, account, kind):
    client = as_("author")
    made = client.post(ALL, least(kind, account), **SENT)
    assert made.status_code == 201, made.json()
    assert made.json()["kind"] == kind
    asked = the_draft()
    assert API.move(client, asked, "submit").json()["state"] == "submitted"


@pytest.mark.parametrize(("kind", "field"), NEEDED)
def test_a_kind_is_not_submitted_without_what_it_needs(world, as_, account, kind, field):
    client = as_("author")
    client.post(ALL, least(kind, account), **SENT)
    asked = the_draft()
    PageRequest.objects.filter(pk=asked.pk).update(**{field: PageRequest._meta.get_field(field).get_default()})
    before = counts()
    answer = API.move(client, asked, "submit")
    assert answer.status_code == 400
    assert counts() == before
    assert field in [check.field for _stop, check in client.get(summary(asked)).context["missing"]]


def test_an_account_is_one_that_the_person_may_ask_about(world, as_, account):
    elsewhere = world.account("https://www.facebook.com/library.example", unit="library")
    gone = world.account("https://www.facebook.com/gone.example", status=Status.CLOSED)
    fake = world.account("https://www.facebook.com/fake.example", standing=Standing.IMPOSTOR)
    client, before = as_("author"), counts()
    for other in (elsewhere, gone, fake):
        answer = client.post(CREATE, {"kind": "close", "about": other.slug, "save": "continue"})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["about"])
    assert counts() == before


CHANGES = [
    ("rename", "page", {"wanted_handle": "hydro.example", "purpose": "a"}, "wanted_handle", "porte déjà"),
    ("transfer", "kind", {"to_unit": "hydro"}, "to_unit", "tient déjà"),
    ("transfer", "kind", {"to_unit": "abroad"}, "to_unit", "choix valide"),
    ("add_administrator", "people", {"backup_steward": "steward@example.org"}, "backup_steward", "administre déjà"),
]


@pytest.mark.parametrize(("kind", "step", "said", "field", "words"), CHANGES)
def test_what_would_change_nothing_is_refused(world, as_, account, kind, step, said, field, words):
    account.stewardships.create(user=world.steward, rank="primary", since="2020-01-01")
    asked = world.draft(kind=kind, about=account, platform="facebook", backup_steward=None)
    answers = {"about": account.slug, "kind": kind} if step == "kind" else {}
    answer = as_("author").post(fill_path(asked, step), answers | said | {"seen": 1, "save": "continue"})
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])


def test_another_kind_empties_what_it_does_not_ask(world, as_, account):
    asked = world.draft(with_students=True, consent="Écrit")
    first = {"kind": "close", "about": account.slug, "seen": 1, "save": "continue"}
    assert as_("author").post(fill_path(asked, "kind"), first).status_code == 303
    asked = the_draft()
    kept = fields(Kind.CLOSE) | {"unit", "platform", "title"}
    assert {name for name in CONTENT if getattr(asked, name) not in ("", [], None, False)} == kept
    assert (asked.title, asked.platform.slug) == (account.title_fr, "facebook")
    back = {"kind": "open", "unit": "hydro", "platform": "mastodon", "seen": 2, "save": "continue"}
    assert as_("author").post(fill_path(asked, "kind"), back).status_code == 303
    asked = the_draft()
    assert (asked.about, asked.title) == (None, "Mastodon · Génie hydrique")
    assert Event.objects.about(asked).count() == 3


def test_a_kind_has_its_own_steps_alone(world, as_, account):
    asked = world.draft(kind=Kind.CLOSE, about=account, platform="facebook")
    for step in ("publics", "plan", "people", "steal"):
        assert as_("author").get(fill_path(asked, step)).status_code == 404
    answer = fill(as_("author"), asked, "page", title="Volé", wanted_handle="vol")
    assert answer.status_code == 303
    asked.refresh_from_db()
    assert (asked.purpose, asked.title) == ("Les travaux", "Génie hydrique")


FACTS = st.builds(
    Asked,
    kind=st.sampled_from(Kind),
    given=st.frozensets(st.sampled_from(CONTENT)),
    languages=st.lists(st.sampled_from(["fr", "en", "ar"]), max_size=3).map(tuple),
    primary=st.none() | st.integers(1, 3),
    backup=st.none() | st.integers(1, 3),
    students=st.integers(0, 2),
    unread=st.integers(0, 2),
    platform_closed=st.booleans(),
    with_students=st.booleans(),
    with_minors=st.booleans(),
)


@given(FACTS)
def test_a_rule_speaks_of_what_is_asked_and_says_how_to_mend_it(asked):
    for check in checks(asked):
        assert check.field in fields(asked.kind)
        assert check.sentence.fr != check.mend.fr
        assert check.mend.en.endswith(".")


@given(FACTS)
def test_whatever_is_kept_two_people_answer_for_a_new_page(asked):
    if all(check.kept for check in checks(asked)) and NATURES[asked.kind].enters:
        assert None not in (asked.primary, asked.backup)
        assert asked.primary != asked.backup
        assert (asked.students, asked.unread) <= (1, 0)
        assert needed(asked.kind) - {"kind", "unit", "platform", "primary_steward", "backup_steward"} <= asked.given
        assert not asked.with_students or {"closed_group", "consent", "membership"} <= asked.given
        assert "ar" not in asked.languages or "language_reason" in asked.given
