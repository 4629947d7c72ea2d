"""Addresses as they are met, form by form for each platform: tabs, old paths, mobile and country hosts, application links;
and what stands beside the accounts: posts, share buttons, searches, sign-in walls, help pages, widgets, shorteners.

`walk_accounts.tsv` has platform, handle and address; `walk_refused.tsv` one address a line.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from registry.platforms.canonical import Reading, canonicalise

HERE = Path(__file__).parent
REFUSED = (HERE / "walk_refused.tsv").read_text(encoding="utf-8").splitlines()


def _walks() -> dict[str, list[tuple[str, str]]]:
    walks = defaultdict(list)
    for line in (HERE / "walk_accounts.tsv").read_text(encoding="utf-8").splitlines():
        platform, handle, address = line.split("\t")
        walks[platform].append((handle, address))
    return walks


WALKS = _walks()


@pytest.mark.parametrize("platform", WALKS)
def test_an_account_is_read_in_each_form(platform):
    answers = {address: canonicalise(address) for _, address in WALKS[platform]}
    assert {address: answer for address, answer in answers.items() if not isinstance(answer, Reading)} == {}
    read = {address: (answer.platform, answer.handle) for address, answer in answers.items()}
    assert read == {address: (platform, handle) for handle, address in WALKS[platform]}


@pytest.mark.parametrize("platform", WALKS)
def test_each_form_keeps_its_reading_with_the_platform_given(platform):
    given = {address: canonicalise(address, platform) for _, address in WALKS[platform]}
    assert given == {address: canonicalise(address) for _, address in WALKS[platform]}


def test_what_stands_beside_accounts_is_never_one():
    read = {address: answer for address in REFUSED if isinstance(answer := canonicalise(address), Reading)}
    assert read == {}


def test_the_walk_is_long_enough_to_mean_something():
    assert len(WALKS) > 70
    assert sum(len(walk) for walk in WALKS.values()) > 650
    assert len(REFUSED) > 1700
