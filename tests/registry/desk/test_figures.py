"""All the figures of an account: which count, which do not and why, page by page and as a file."""

import csv
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from registry.accounts.actions import change_status
from registry.accounts.renaming import rename
from registry.accounts.status import Status
from registry.followers.actions import Figure, answer, correct, measure
from registry.followers.happenings import markers_of
from registry.followers.ledger import PER_PAGE, page_of
from registry.followers.models import FollowerCount, QuestionedCount
from registry.platforms.canonical import canonicalise
from tests.workflows.reviews.trials import on_trial
from workflows.exits.states import State as ExitState
from workflows.reviews.actions import keep, open_trial_review

START = date(2026, 2, 1)


@pytest.fixture
def account(world):
    return world.account("https://x.com/polymtl")


@pytest.fixture
def count(world, account):
    """Enter a figure of the account, some days after the first of February."""

    def enter(value, days=0, metric="followers", source="Page"):
        figure = Figure(START + timedelta(days=days), value, source, metric)
        return measure(account, figure, actor=world.steward, at=world.tick())

    return enter


def figures(account, page="") -> str:
    return reverse("accounts:figures", args=[account.slug]) + page


def lines(client, account) -> list[list[str]]:
    answered = client.get(reverse("accounts:figures_file", args=[account.slug]))
    assert answered["Content-Type"].startswith("text/csv")
    text = b"".join(answered.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(text[1:].splitlines()))


def test_a_superseded_figure_stays_readable_with_its_reason(world, as_, account, count):
    old = count(1204)
    words = {"value": 1240, "is_exact": False, "source": "=Page", "reason": "Chiffres inversés."}
    correct(old, actor=world.manager, at=world.tick(), **words)
    text = as_("auditor").get(figures(account)).content.decode()
    assert "<s>1\u202f204</s>" in text
    assert "Chiffres inversés." in text
    header, new, before = lines(as_("auditor"), account)
    assert header[:3] == ["Jour", "Ce qui est compté", "Nombre"]
    assert new[2:9] == ["1240", "arrondi", "Lu par une personne", "'=Page", "Manager", new[7], "Retenu"]
    assert (before[2], before[6], before[8:]) == ("1204", "Steward", ["Remplacé", "Chiffres inversés."])


@pytest.mark.parametrize(("reply", "word"), [(None, "En question"), (False, "Écarté"), (True, "gardé après question")])
def test_a_questioned_figure_is_named_whatever_was_answered(world, as_, account, count, reply, word):
    count(1204)
    asked = count(12, days=3)
    assert isinstance(asked, QuestionedCount)
    if reply is not None:
        answer(asked, keep=reply, reason="Relu.", actor=world.manager, at=world.tick())
    text = as_("author").get(figures(account)).content.decode()
    assert word in text
    assert reverse("followers:question", args=[asked.pk]) in text
    assert [row[2] for row in lines(as_("author"), account)[1:]] == ["12", "1204"]


def test_every_figure_and_question_stands_on_one_page(world, as_, account, count):
    for day in range(2 * PER_PAGE + 3):
        count(1000 + day, days=2 * day)
        if day % 4 == 0:
            count(20 + day, days=2 * day)
    everything = set(FollowerCount.objects.all()) | set(QuestionedCount.objects.all())
    pages = [page_of(account, str(number))[1] for number in (1, 2, 3)]
    shown = [row for rows in pages for row in rows]
    assert len(shown) == len(set(shown)) == len(everything)
    assert set(shown) == everything
    assert [row.day for row in shown] == sorted((row.day for row in shown), reverse=True)
    assert len(lines(as_("author"), account)) == len(everything) + 1


def test_questions_without_any_figure_are_shown(world, account):
    QuestionedCount.objects.create(
        account=account, day=START, metric="followers", value=3, method="hand", source="Page", doubt="zero",
        entered_by=world.steward, entered_at=world.at,
    )  # fmt: skip
    assert len(page_of(account, None)[1]) == 1


def test_each_thing_that_is_counted_has_its_own_line(as_, account, count):
    for day in range(3):
        count(1000 + day, days=day)
        count(90 + day, days=day, metric="likes")
    text = as_("author").get(figures(account)).content.decode()
    assert re.findall(r'id="curve-(\w+)-title"', text) == ["followers", "likes"]
    assert text.index("curve-followers") < text.index("curve-likes")


def test_decisions_names_and_reviews_are_marked_where_they_happened(world, account):
    rename(
        account, reading=canonicalise("https://x.com/poly_mtl"), until=date(2026, 3, 1),
        actor=world.manager, at=world.tick(), reason="Oui.",
    )  # fmt: skip
    account.refresh_from_db()
    change_status(account, status=Status.DORMANT, actor=world.manager, at=world.tick(), reason="Pause.")
    marked = [(marker.kind, marker.label.fr) for marker in markers_of(account)]
    assert marked[0] == ("name", "Nom changé sur la plateforme\u00a0: polymtl → poly_mtl")
    assert markers_of(account)[0].day == date(2026, 3, 1)
    assert ("decision", "Statut changé\u00a0: En sommeil") in marked


def test_a_review_is_marked_on_the_account_that_it_was_about(world):
    review = open_trial_review(on_trial(world).pk, at=world.tick())
    at = world.tick()
    keep(review, actor=world.manager, at=at, seen=review.version, words="Le rythme est tenu.")
    account = review.account
    assert [marker.day for marker in markers_of(account) if marker.kind == "review"] == [localdate(at)]
    other = world.account("https://x.com/voisin")
    assert [marker for marker in markers_of(other) if marker.kind == "review"] == []


def test_a_decision_is_marked_in_its_own_words_on_the_day_it_took_effect(world, account):
    decision = world.exit(ExitState.IN_FORCE)
    account.refresh_from_db()
    account.decision_on = "2026-10-03"
    marker = next(marker for marker in markers_of(account) if str(decision.headline.fr) in marker.label.fr)
    assert (marker.kind, marker.day) == ("decision", date(2026, 10, 3))


def test_the_page_takes_the_same_queries_whatever_the_figures(
    world, as_, account, count, django_assert_max_num_queries
):
    for day in range(30):
        count(1000 + day, days=day)
        count(9, days=day)
    client = as_("manager")
    with django_assert_max_num_queries(16):
        client.get(figures(account))
