"""The runbook as a computation: over every kind, treatment, name, platform and day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.language import Pair
from registry.partial_dates import is_exact
from registry.platforms.catalog import CATALOG
from workflows.exits.keep_alive_rhythms import CAUTION, LIMITS, MARGIN, days_between
from workflows.exits.rules import DEFAULT_TREATMENT, HEADLINE
from workflows.exits.runbook import BY_TREATMENT, FOR_ALL, Covered, Planned, due_on, keeps_alive, next_log_in, plan
from workflows.exits.runbook_texts import ACCOUNT, TEXTS, Said, ready_made
from workflows.exits.runbook_words import HOW
from workflows.exits.states import HandleFate, Kind, Step, Treatment

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
ACCOUNTS = st.lists(
    st.builds(
        Covered,
        number=st.integers(1, 10_000),
        platform=st.sampled_from(["x", "youtube", "mastodon"]),
        treatment=st.sampled_from(Treatment.values),
        handle_fate=st.sampled_from(HandleFate.values),
        exists=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda account: account.number,
)
KINDS = st.sampled_from(Kind.values)
LEAVING = {Kind.SUSPEND, Kind.DORMANT, Kind.ARCHIVE, Kind.REDIRECT_ONLY, Kind.EMERGENCY_ONLY, Kind.LEAVE, Kind.DELETE}


def test_the_tables_cover_every_kind_treatment_step_and_platform():
    assert set(FOR_ALL) == set(Kind.values)
    assert set(BY_TREATMENT) == set(Treatment.values)
    assert set(HOW) == set(Step)
    assert set(LIMITS) <= set(CATALOG)
    drawn = {step for rows in [*FOR_ALL.values(), *BY_TREATMENT.values()] for step, _number, _days in rows}
    assert drawn | {Step.KEEP_ALIVE} == set(Step)


@pytest.mark.parametrize("kind", Kind.values)
def test_the_days_of_each_kind(kind):
    day = date(2027, 1, 11)
    account = Covered(7, "x", DEFAULT_TREATMENT[kind], HandleFate.KEPT)
    found = {(task.step, task.occurrence, (task.day - day).days) for task in plan(kind, day.isoformat(), [account])}
    leaving = {("announce", 0, -28), ("recall", 0, -14), ("recall", 1, -2)}
    assert found & leaving == (leaving if kind in LEAVING else set())
    assert ("look_back", 0, 180) in found
    assert (("export_archive", 0, 7) in found) == (kind in LEAVING - {Kind.EMERGENCY_ONLY, Kind.DELETE})
    assert (("export_archive", 0, -7) in found) == (kind == Kind.DELETE)
    assert (("keep_alive", 0, 23) in found) == (kind in LEAVING - {Kind.DELETE})
    assert (("change_bio", 0, 0) in found) == (kind in LEAVING - {Kind.DELETE} | {Kind.RETURN})


@given(KINDS, DAYS, ACCOUNTS)
def test_each_task_once_and_only_for_accounts_that_are_there(kind, day, accounts):
    tasks = plan(kind, day.isoformat(), accounts)
    assert len({(task.account, task.step, task.occurrence) for task in tasks}) == len(tasks)
    by_number = {account.number: account for account in accounts}
    for task in tasks:
        if task.account is not None:
            assert by_number[task.account].exists
            assert by_number[task.account].treatment != Treatment.UNCHANGED
    assert {task.account for task in tasks if task.account is None} == {None}


@given(KINDS, ACCOUNTS, DAYS, st.sampled_from([0, 4, 7]))
def test_a_day_that_is_not_known_draws_nothing(kind, accounts, day, length):
    text = day.isoformat()[:length]
    assert not is_exact(text)
    assert plan(kind, text, accounts) == []


@given(KINDS, DAYS, ACCOUNTS)
def test_one_logs_in_only_where_the_name_is_to_be_kept_and_the_account_stays(kind, day, accounts):
    kept = {task.account: task for task in plan(kind, day.isoformat(), accounts) if task.step == Step.KEEP_ALIVE}
    assert set(kept) == {account.number for account in accounts if keeps_alive(account)}
    for account in accounts:
        if keeps_alive(account):
            assert account.handle_fate == HandleFate.KEPT
            assert account.treatment not in (Treatment.DELETED, Treatment.UNCHANGED, Treatment.ACTIVE)
            assert kept[account.number].day == next_log_in(account.platform, day)


@given(DAYS, DAYS, st.sampled_from(Step))
def test_nothing_is_due_before_it_was_drawn_and_what_is_to_come_keeps_its_day(day, today, step):
    due = due_on(Planned(step, 0, day), today)
    if day >= today:
        assert due == day
    else:
        assert due == (None if step == Step.RECALL else today)


@given(DAYS, DAYS, st.integers(0, 400), st.sampled_from(Step))
def test_drawn_again_any_day_later_the_same_effect_changes_nothing(day, today, later, step):
    task = Planned(step, 0, day)
    first = due_on(task, today)
    if first is not None:
        assert due_on(task, today + timedelta(later), first) == first


@given(DAYS, DAYS, DAYS)
def test_a_moved_effect_never_hides_what_was_late(day, today, present):
    due = due_on(Planned(Step.CHANGE_BIO, 0, day), today, present)
    assert due == day if day >= today else due == min(present, today)


@pytest.mark.parametrize("platform", [*LIMITS, "mastodon", "facebook", "unheard-of"])
def test_somebody_logs_in_before_the_platform_says_so(platform):
    assert days_between(platform) > 0
    assert days_between(platform) == (LIMITS[platform].days - MARGIN if platform in LIMITS else CAUTION)
    assert all(limit.source.startswith("https://") for limit in LIMITS.values())


def said(kind: str, channels: tuple = ()) -> Said:
    headline = HEADLINE[kind].format(institution=Pair("École d’exemple", "Example School"), platform="X")
    return Said(headline, "2027-01-01", "https://register.example/decisions/1/", channels)


CHANNELS = ((Pair("Bluesky", "Bluesky"), "https://bsky.app/profile/ex"), (Pair("Infolettre", "Newsletter"), ""))


@pytest.mark.parametrize("kind", sorted(LEAVING))
@pytest.mark.parametrize("channels", [(), CHANNELS], ids=["without channels", "with channels"])
def test_every_text_is_whole_in_both_languages(kind, channels):
    treatments = [treatment for treatment in Treatment.values if treatment in ACCOUNT]
    for step in TEXTS:
        for treatment in treatments:
            text = ready_made(step, said(kind, channels), treatment)
            for words in (text.fr, text.en):
                assert words
                assert "{" not in words
                assert "  " not in words
                assert words == words.strip()
            assert "1er janvier 2027" in text.fr
            assert "1 January 2027" in text.en
            assert text.fr != text.en


def test_a_text_of_each_kind_word_for_word():
    assert ready_made(Step.ANNOUNCE, said(Kind.SUSPEND, CHANNELS)) == Pair(
        "École d’exemple suspend son activité sur X à compter du 1er janvier 2027. Retrouvez-nous ici\u00a0: "
        "Bluesky (https://bsky.app/profile/ex), Infolettre. La décision et ses raisons\u00a0: "
        "https://register.example/decisions/1/",
        "Example School suspends its activity on X as of 1 January 2027. Find us here: "
        "Bluesky (https://bsky.app/profile/ex), Newsletter. The decision and its reasons: "
        "https://register.example/decisions/1/",
    )
    assert ready_made(Step.CHANGE_BIO, said(Kind.SUSPEND, CHANNELS), Treatment.SUSPENDED) == Pair(
        "Ce compte est inactif depuis le 1er janvier 2027. Nous suivre\u00a0: https://bsky.app/profile/ex",
        "This account has been inactive since 1 January 2027. Follow us: https://bsky.app/profile/ex",
    )
    assert ready_made(Step.CHANGE_BIO, said(Kind.RETURN, CHANNELS), Treatment.ACTIVE).fr == (
        "Ce compte est de nouveau actif depuis le 1er janvier 2027."
    )
    assert ready_made(Step.REVOKE_APPS, said(Kind.SUSPEND), Treatment.SUSPENDED) == Pair("", "")
