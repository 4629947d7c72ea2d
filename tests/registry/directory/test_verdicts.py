"""The table of verdicts, as the product defines it, and the words that go with it."""

from itertools import product

import pytest

from registry.accounts.status import Standing, Status
from registry.directory.verdicts import LABELS, LISTED, SENTENCES, TABLE, Verdict, label_of, sentence_of, verdict_of
from registry.language import Pair
from registry.templatetags.icons import VERDICT_ICONS

PAIRS = list(product(Standing, Status))
OUT_OF_HANDS = {Status.LOST, Status.COMPROMISED}
# The product's definition, by status, of an official account's answer.
OFFICIAL = {
    Status.PLANNED: "unknown",
    Status.ACTIVE: "official",
    Status.DORMANT: "dormant",
    Status.CLOSING: "official",
    Status.CLOSED: "former",
    Status.LOST: "lost",
    Status.COMPROMISED: "lost",
    Status.TRANSFERRED: "former",
}
ALWAYS = {
    Standing.UNCONFIRMED: "unconfirmed",
    Standing.AFFILIATED: "affiliated",
    Standing.STUDENT: "affiliated",
    Standing.UNOFFICIAL: "unofficial",
    Standing.IMPOSTOR: "impostor",
}


def test_no_pair_is_missing_and_none_is_too_many():
    assert set(TABLE) == set(PAIRS)


@pytest.mark.parametrize("status", Status)
def test_an_official_account_is_answered_by_its_status(status):
    assert verdict_of(Standing.OFFICIAL, status) == OFFICIAL[status]


@pytest.mark.parametrize(("standing", "status"), [pair for pair in PAIRS if pair[0] in ALWAYS])
def test_any_other_standing_is_answered_by_itself(standing, status):
    planned = status == Status.PLANNED and standing != Standing.IMPOSTOR
    assert verdict_of(standing, status) == ("unknown" if planned else ALWAYS[standing])


@pytest.mark.parametrize(("standing", "status"), PAIRS)
def test_only_official_and_living_is_plain_official(standing, status):
    plain = verdict_of(standing, status) == Verdict.OFFICIAL
    assert plain == (standing == Standing.OFFICIAL and status in {Status.ACTIVE, Status.CLOSING})
    assert not (plain and status in OUT_OF_HANDS)


@pytest.mark.parametrize("status", Status)
def test_an_impostor_stays_one(status):
    assert verdict_of(Standing.IMPOSTOR, status) == Verdict.IMPOSTOR


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_its_words_and_its_drawing(verdict):
    for said in (LABELS[verdict], SENTENCES[verdict]):
        assert said.fr
        assert said.en
        assert said.fr != said.en
    assert verdict.value in VERDICT_ICONS


@pytest.mark.parametrize(("standing", "status"), PAIRS)
def test_a_hacked_or_lost_account_says_so_whatever_its_standing(standing, status):
    sentence = sentence_of(verdict_of(standing, status), standing, status)
    if status in OUT_OF_HANDS:
        assert sentence.fr.endswith(("piraté.", "perdu."))
        assert sentence.en.endswith(("hacked.", "lost."))


@pytest.mark.parametrize(
    ("until", "label"),
    [
        ("", Pair("Officiel autrefois", "Formerly official")),
        ("2025", Pair("Officiel jusqu’en 2025", "Official until 2025")),
        ("2025-04", Pair("Officiel jusqu’en avril 2025", "Official until April 2025")),
        ("2025-06-30", Pair("Officiel jusqu’au 30 juin 2025", "Official until 30 June 2025")),
    ],
)
def test_a_former_account_says_until_when_as_far_as_it_is_known(until, label):
    assert label_of(Verdict.FORMER, until) == label


def test_a_date_changes_no_other_label():
    assert {label_of(verdict, "2025") for verdict in Verdict if verdict != Verdict.FORMER} <= set(LABELS.values())


def test_the_answers_that_say_more_are_those_of_the_listed_standings():
    listed = (Standing.OFFICIAL, Standing.AFFILIATED, Standing.STUDENT)
    for standing, status in PAIRS:
        is_listed = standing in listed and status != Status.PLANNED
        assert (verdict_of(standing, status) in LISTED) == is_listed
