"""The decision letter: each verdict in each language, who may read it, and nothing internal in it, on the page or by the API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.audit.verbs import Verb
from registry.organisation.models import StandIn
from registry.organisation.permissions import Can
from tests.ways import REFUSAL
from workflows.notifications.models import Notification
from workflows.notifications.telling import telling
from workflows.policies.models import Rule
from workflows.requests.comments import comment
from workflows.requests.conditions import Conditions, free_words, in_words
from workflows.requests.models import FollowUp, PageRequest
from workflows.requests.queries.letter import TITLES, letter_of
from workflows.requests.states import Answer, FollowUpKind, Kind, State

INSIDE = ("author", "colleague", "head", "steward")
OUTSIDE = ("manager", "manager2", "adviser", "leader", "auditor")
SECRET = "Entre nous : le budget n’y suffit pas."
DAY = timezone.localdate() + timedelta(days=90)
CONDITIONS = {
    "conditions": "Restez courtois.\nDeux fois par an, un bilan.",
    "trial_months": 6,
    "administrator_by": DAY,
    "target": "500 abonnés",
    "target_by": DAY,
    "reason": "Utile au recrutement.",
}
CHANGES = {"reason": "Dites quel public.", "fields": ["audience", "languages"]}

# verdict → the move, its words, what its letter says in either language, and what it does not
VERDICTS = {
    Answer.YES: ("approve", {"reason": "Utile."}, ["Utile."], ["Conditions"]),
    Answer.YES_WITH_CONDITIONS: (
        "approve_with_conditions",
        CONDITIONS,
        [
            "Restez courtois.",
            "Deux fois par an, un bilan.",
            "500 abonnés",
            "Utile au recrutement.",
            f'datetime="{DAY}"',
        ],
        ["Essai de 6 mois / Trial"],
    ),
    Answer.CHANGES: ("ask_changes", CHANGES, ["Dites quel public."], ["Conditions"]),
    Answer.NO: ("refuse", REFUSAL, [REFUSAL["reason"], REFUSAL["alternative"]], ["Conditions"]),
}


def path(asked):
    return reverse("requests:letter", args=[asked.pk])


@pytest.fixture
def asked(world):
    return world.request(State.IN_REVIEW)


def exception(world):
    return world.request(State.IN_REVIEW, kind=Kind.EXCEPTION, exception_reason="Une crise.")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("answer", VERDICTS)
def test_each_verdict_in_each_language(world, as_, asked, answer, language):
    move, words, said, unsaid = VERDICTS[answer]
    asked = world.move(asked, move, "manager", **words)
    page = as_("author").get(path(asked), {"langue": language})
    html = page.content.decode()
    assert page.context["letter"].answer == answer
    assert f'<html lang="{language}"' in html
    for words in [
        *said,
        asked.reference,
        "Manager",
        "manager@example.org",
        'datetime="2026-11-20"',
        asked.unit.name_fr,
    ]:
        assert words in html or (words == asked.unit.name_fr and asked.unit.name_en in html), words
    assert not [words for words in unsaid if words in html]
    other = "en" if language == "fr" else "fr"
    assert f'hreflang="{other}"' in html


def test_every_verdict_has_a_letter():
    assert set(TITLES) == set(VERDICTS) == set(Answer)


UNDECIDED = {State.DRAFT, State.SUBMITTED, State.ENDORSED, State.IN_REVIEW, State.WITH_LEADERSHIP}
UNDECIDED |= {State.WITHDRAWN, State.AVOIDED}


@pytest.mark.parametrize("state", State)
def test_who_sees_the_request_reads_its_letter_once_there_is_one(world, as_, state):
    asked = world.request(state)
    for who in world.people:
        sees = as_(who).get(asked.get_absolute_url())
        expected = 200 if sees.status_code == 200 and state not in UNDECIDED else 404
        assert as_(who).get(path(asked)).status_code == expected, who
        if sees.status_code == 200:
            assert (path(asked) in sees.content.decode()) is (expected == 200), who


def test_a_head_who_sends_it_back_has_decided_nothing(world):
    asked = world.move(world.request(State.SUBMITTED), "send_back", "head", reason="Précisez.")
    assert letter_of(asked) is None


def test_a_new_round_has_no_letter_until_it_is_decided(world):
    asked = world.request(State.RETURNED)
    assert letter_of(asked).answer == Answer.CHANGES
    asked = world.submit(asked, "author")
    assert letter_of(asked) is None
    asked = world.move(world.move(asked, "endorse", "head"), "take", "manager")
    asked = world.move(asked, "approve", "manager")
    letter = letter_of(asked)
    assert (letter.answer, letter.fields) == (Answer.YES, [])


def test_the_leadership_speaks_for_itself_and_the_managers_conditions_hold(world):
    asked = world.move(
        exception(world), "recommend", "manager", trial_months=3, conditions="Restez brefs.", reason="Avis interne."
    )
    assert letter_of(asked) is None
    letter = letter_of(world.move(asked, "consent", "leader", reason="D’accord."))
    assert (letter.by, letter.ask, letter.answer) == (world.leader, world.manager, Answer.YES_WITH_CONDITIONS)
    assert (letter.reasons, letter.conditions) == (["D’accord."], "Restez brefs.")
    assert [(term.months, term.due_on) for term in letter.terms] == [(3, None)]


def test_the_leadership_that_declines_does_not_repeat_the_managers_conditions(world, as_):
    asked = world.move(exception(world), "recommend", "manager", conditions="Restez brefs.", reason="Avis favorable.")
    asked = world.move(asked, "decline", "leader", **REFUSAL)
    html = as_("author").get(path(asked)).content.decode()
    assert REFUSAL["alternative"] in html
    assert "Restez brefs." not in html
    assert "Avis favorable." not in html


def stands_in(world):
    """The auditor decides in the manager's place."""
    StandIn.objects.create(
        absent=world.manager,
        person=world.auditor,
        abilities=[Can.REQUEST_DECIDE],
        since=min(timezone.localdate(), world.at.date()),
        until=timezone.localdate() + timedelta(days=7),
        named_by=world.manager,
        named_at=world.at,
    )


def test_a_stand_in_is_never_named_alone(world, as_, asked):
    """The request's page, the audit's journal, the list of notices and the mail say "A for B", as the letter does."""
    stands_in(world)
    asked = world.move(asked, "approve", "auditor")
    for who, page in (("author", asked.get_absolute_url()), ("auditor", "/journal/"), ("author", "/notices/")):
        assert "Auditor pour Manager" in " ".join(as_(who).get(page).content.decode().split()), page
    mail = Notification.objects.filter(recipient=world.author, event__verb=Verb.REQUEST_APPROVED).first()
    assert telling(mail, now=world.tick()).absent == "Manager"


def test_a_stand_in_signs_for_somebody(world, as_, asked):
    stands_in(world)
    letter = letter_of(world.move(asked, "approve", "auditor"))
    assert (letter.by, letter.absent) == (world.auditor, world.manager)
    assert "à la place de Manager" in as_("author").get(path(asked)).content.decode()


def test_where_voices_are_counted_the_reasons_of_one_side_are_given(world):
    Rule.objects.create(
        institution=world.poly, name="decision_quorum", value=3, changed_at=world.at, changed_by=world.manager
    )
    asked = world.request(State.IN_REVIEW)
    asked = world.move(asked, "approve_with_conditions", "manager", trial_months=6, reason="Une.")
    letter = letter_of(world.move(asked, "approve", "manager2", reason="Deux."))
    assert (letter.answer, letter.reasons) == (Answer.YES_WITH_CONDITIONS, ["Une.", "Deux."])


def test_a_refusal_says_which_account_serves_instead(world, as_, asked):
    account = world.account("https://www.facebook.com/library.example", unit="library")
    world.move(asked, "refuse", "manager", **REFUSAL, alternative_account=account.slug)
    html = as_("author").get(path(asked)).content.decode()
    assert account.get_absolute_url() in html
    assert "Un compte existant convient" in html


def test_an_approval_says_until_when_it_holds(world, as_, asked):
    asked = world.move(asked, "approve", "manager")
    assert f'datetime="{asked.lapses_on}"' in as_("author").get(path(asked)).content.decode()
    PageRequest.objects.filter(pk=asked.pk).update(state=State.EXPIRED, lapses_on=None)
    assert "Approbation expirée" in as_("author").get(path(asked)).content.decode()


def test_words_beside_a_request_are_escaped_in_its_letter(world, as_, asked):
    world.move(asked, "refuse", "manager", **REFUSAL | {"reason": "<script>alert(1)</script>"})
    html = as_("author").get(path(asked)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("answer", VERDICTS)
def test_nothing_internal_reaches_the_department(world, as_, answer):
    students = {
        "with_students": True,
        "closed_group": True,
        "consent": "Formulaire.",
        "membership": "Chaque trimestre.",
    }
    asked = world.request(State.IN_REVIEW, **students)
    asked.steps.filter(stage="advice").update(concluded_at=world.at)
    comment(asked, actor=world.manager, at=world.tick(), text=SECRET, internal=True)
    comment(asked, actor=world.manager, at=world.tick(), text="Visible de tous.")
    asked = PageRequest.objects.get(pk=asked.pk)
    move, words, _said, _unsaid = VERDICTS[answer]
    asked = world.move(asked, move, "manager", **words)
    pages = [asked.get_absolute_url(), path(asked), reverse("api-page-request", args=[asked.pk])]
    for who in INSIDE:
        client = as_(who)
        for page in pages:
            body = client.get(page).content.decode()
            assert SECRET not in body, (who, page)
            assert "Vérifications faites d’office" not in body
        # Not even that something internal was said.
        journal = client.get(pages[0]).context["journal"]
        assert [str(entry.sentence) for entry in journal].count("Commentaire") == 1
        assert "findings" not in client.get(pages[0]).context
    for who in OUTSIDE:
        client = as_(who)
        assert SECRET in client.get(pages[0]).content.decode()
        assert SECRET not in client.get(pages[1]).content.decode()
        journal = client.get(pages[0]).context["journal"]
        assert [str(entry.sentence) for entry in journal].count("Commentaire") == 2


@pytest.mark.parametrize("words", ["", "Restez courtois.", "Un.\nDeux."])
@pytest.mark.parametrize("parts", range(8))
def test_what_was_said_freely_is_told_from_what_became_rows(words, parts):
    trial, second, target = parts & 1, parts & 2, parts & 4
    terms = Conditions(
        words,
        trial_months=6 if trial else None,
        administrator_by=DAY if second else None,
        target="500 abonnés" if target else "",
        target_by=DAY if target else None,
    )
    rows = [
        FollowUp(kind=FollowUpKind.TRIAL, months=6),
        # A trial that was prolonged has a second row.
        FollowUp(kind=FollowUpKind.TRIAL, months=2),
    ] * bool(trial)
    rows += [FollowUp(kind=FollowUpKind.SECOND_ADMINISTRATOR, due_on=DAY)] * bool(second)
    rows += [FollowUp(kind=FollowUpKind.TARGET, words="500 abonnés", due_on=DAY)] * bool(target)
    assert free_words(in_words(terms), rows) == words
