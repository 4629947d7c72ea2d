"""What changed between two submissions: in reading words, beside what was asked for; equal contents differ in nothing."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from workflows.requests import actions
from workflows.requests.differences import changes, handed_in
from workflows.requests.models import PageRequest
from workflows.requests.queries.detail import verdicts
from workflows.requests.queries.submissions import resubmission
from workflows.requests.questions import CONTENT
from workflows.requests.states import Kind, State

ASKED = {"reason": "Précisez le public et les moyens.", "fields": ["audience", "resources"]}
VALUES = st.sampled_from([None, "", "a", "b", True, False, [], ["fr"], ["fr", "en"], 6])
SAID = st.dictionaries(st.sampled_from(CONTENT), VALUES)
NOTHING = ("", [], None)


def says_nothing(value):
    return value is False or value in NOTHING


@given(SAID)
def test_equal_contents_differ_in_nothing(content):
    assert changes(content, dict(content), CONTENT) == []


@given(SAID, SAID)
def test_applying_the_difference_is_complete(before, after):
    patched = before | {change.field: change.after for change in changes(before, after, CONTENT)}
    for name in CONTENT:
        left, right = patched.get(name), after.get(name)
        assert left == right or (says_nothing(left) and says_nothing(right))


@given(st.lists(st.booleans(), max_size=12), st.integers(1, 6))
def test_a_submission_says_what_was_last_written_for_it(submits, wanted):
    """True hands the request in, False edits it: a model that keeps what was said at each submission."""
    contents, told, number, version = [(1, 1, {"title": 1})], {}, 1, 1
    for submit in submits:
        version += 1
        if submit:
            told[number] = contents[-1][2]
            number += 1
        else:
            contents.append((number, version, {"title": version}))
    if wanted in told:
        assert handed_in(contents, wanted) == told[wanted]
        assert handed_in(reversed(contents), wanted) == told[wanted]


def test_before_the_first_there_is_nothing():
    assert handed_in([(2, 1, {"title": 1})], 1) == {}


@pytest.fixture
def back(world):
    """A request that a manager sent back, asking for two fields."""
    return world.move(world.request(State.IN_REVIEW, audience="Cégépiens"), "ask_changes", "manager", **ASKED)


def edited(world, asked, **content):
    return actions.edit(asked, actor=world.author, at=world.tick(), seen=asked.version, **content)


def read(asked):
    asked = PageRequest.objects.with_names().get(pk=asked.pk)
    return resubmission(asked, verdicts(asked))


def said(found):
    return {row.change.field: (row.change.before, row.change.after, row.asked) for row in found.changes}


def test_a_first_submission_has_nothing_before_it(world):
    for state in (State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.APPROVED):
        assert read(world.request(state)) is None


def test_what_was_asked_for_and_what_was_not(world, back):
    asked = edited(world, back, audience="Grand public", title="Autre nom")
    found = read(asked)
    assert not found.handed_in
    asked = world.submit(asked, "author")
    found = read(asked)
    assert found.handed_in
    assert said(found) == {
        "title": ("Génie hydrique", "Autre nom", False),
        "audience": ("Cégépiens", "Grand public", True),
    }
    assert found.untouched == ["moyens"]
    assert (found.answer.by, found.answer.reason) == (world.manager, ASKED["reason"])


def test_handed_in_again_as_it_was(world, back):
    found = read(world.submit(back, "author"))
    assert found.changes == []
    assert found.untouched == ["public, en mots", "moyens"]


def test_only_the_last_two_submissions_are_compared(world, back):
    asked = world.submit(edited(world, back, audience="Grand public"), "author")
    asked = world.move(asked, "send_back", "head", reason="Et le titre ?")
    asked = world.submit(edited(world, asked, title="Troisième"), "author")
    found = read(asked)
    assert set(said(found)) == {"title"}
    assert (found.answer.by, found.untouched) == (world.head, [])


def test_a_round_of_its_own_for_each_edit(world, back):
    asked = edited(world, edited(world, back, audience="Un"), audience="Deux")
    asked = world.submit(asked, "author")
    assert said(read(asked))["audience"] == ("Cégépiens", "Deux", True)


# field, what was said, what is said now, how both read in French, and how the second reads in English
WORDS = [
    ("kind", Kind.OPEN, Kind.DECLARE, "Ouvrir une page", "Déclarer une page qui existe", "Declare a page that exists"),
    ("audiences", ["press"], ["press", "minors"], "Presse", "Presse, Élèves mineurs", "Press, Pupils under age"),
    ("languages", ["fr"], ["fr", "es"], "Français", "Français, espagnol", "French, Spanish"),
    ("with_students", False, True, "Non", "Oui", "Yes"),
    ("ends_on", None, date(2027, 3, 1), "", "1er mars 2027", "1 March 2027"),
    ("trial_months", None, 6, "", "6", "6"),
    ("to_unit", None, "lab", "", "Laboratoire Littoral", "Shore Laboratory"),
    ("platform", "instagram", "threads", "Instagram", "Threads", "Threads"),
    ("backup_steward", "colleague", "neighbour", "Colleague", "Neighbour", "Neighbour"),
]


@pytest.mark.parametrize(("field", "before", "after", "old", "new", "english"), WORDS, ids=[row[0] for row in WORDS])
def test_values_read_as_people_say_them(world, field, before, after, old, new, english):
    rows = {"to_unit": world.units, "backup_steward": world.people}.get(field, {})
    asked = world.request(State.IN_REVIEW, **{field: rows[before] if rows and before else before})
    asked = world.move(asked, "ask_changes", "manager", reason="Autrement.")
    value = world.platform(after) if field == "platform" else rows[after] if rows else after
    asked = edited(world, asked, **{field: value})
    with override("fr"):
        assert said(read(asked))[field] == (old, new, False)
    with override("en"):
        assert said(read(asked))[field][1] == english


@pytest.mark.parametrize("who", ["author", "manager"])
def test_the_page_shows_old_and_new_to_department_and_deciders(world, as_, back, who):
    asked = world.submit(edited(world, back, audience="Grand public"), "author")
    html = as_(who).get(asked.get_absolute_url()).content.decode()
    assert "<del>Cégépiens</del>" in html
    assert "<ins>Grand public</ins>" in html
    assert "Demandé, mais inchangé" in html
    assert "Moyens" in html


def test_a_decision_against_a_stale_page_shows_the_difference_on_the_new_page(world, as_, back):
    seen = back.version - 1
    asked = world.submit(edited(world, back, audience="Grand public", with_students=False, trial_months=3), "author")
    asked = world.move(world.move(asked, "endorse", "head"), "take", "manager")
    words = {"seen": seen, "reason_code": "other", "reason": "Non.", "alternative": "Ailleurs."}
    answer = as_("manager").post(f"/requests/{asked.pk}/refuse/", words)
    assert answer.status_code == 409
    assert {change.field for change in answer.context["meanwhile"].changes} == {"audience", "trial_months"}
    assert "findings" in answer.context
    html = answer.content.decode()
    assert html.index("Ce qui a changé depuis votre lecture") < html.index(
        "Ce qui a changé depuis la soumission précédente"
    )
    asked.refresh_from_db()
    assert asked.state == State.IN_REVIEW
