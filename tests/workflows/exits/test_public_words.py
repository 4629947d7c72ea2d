"""A code's label is that of its own list, although other lists have the same code."""

import pytest
from django.utils.translation import override

from registry.platforms.positions import Position
from workflows.exits.public_words import word
from workflows.exits.states import HandleFate, Kind, Outcome, Reach, Reason, State, Treatment

LISTS = (Kind, State, Position, Treatment, HandleFate, Outcome, Reach, Reason)
WORDS = [choice for words in LISTS for choice in words]


def test_some_codes_are_in_two_lists():
    assert len({choice.value for choice in WORDS}) < len(WORDS)


@pytest.mark.parametrize("order", [WORDS, WORDS[::-1]], ids=["forwards", "backwards"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_word_is_labelled_as_in_its_own_list(order, language):
    with override(language):
        assert [word(choice)["label"][language] for choice in order] == [str(choice.label) for choice in order]
