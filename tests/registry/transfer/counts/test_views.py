"""The pages of a file of figures: odd files, whose accounts count, and one answer for a whole day."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from registry.accounts.models import FormerHandle
from registry.accounts.renaming import rename
from registry.accounts.status import Standing
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.actions import Figure, measure
from registry.followers.models import CountFile, FollowerCount, QuestionedCount
from registry.followers.states import Doubt, Reply
from registry.language import Pair
from registry.platforms.canonical import canonicalise
from registry.transfer.models import KEPT, Content, ImportFile, State
from registry.transfer.tasks import erase_stale_files
from tests.registry.transfer.counts.seeded import csv_of, made, register, wide_rows
from tests.registry.transfer.counts.test_seeded import bring, everything

X = "https://x.com/hydro_example"
UPLOAD = "/followers/files/"


def sent(client, data: bytes, **words: object):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("releves.csv", data)} | words)


def lines(*rows: str) -> bytes:
    return "\n".join(("Adresse;Jour;Nombre", *rows)).encode()


@pytest.fixture
def manager(as_):
    return as_("manager")


def test_accounts_that_one_does_not_count_are_unknown_like_those_that_are_not_there(world, as_):
    world.account(X)
    elsewhere = world.account("https://x.com/library_example", unit="library")
    data = lines(
        f"{X};2024-01-15;100", f"{elsewhere.address};2024-01-15;100", "https://x.com/nobody_here;2024-01-15;100"
    )
    bring(as_("steward"), "releves.csv", data)
    assert [count.account.address for count in FollowerCount.objects.all()] == [X]
    refused = CountFile.objects.get().refused
    assert [(line["line"], line["code"], line["points"]) for line in refused] == [
        (3, "unknown_account", 1),
        (4, "unknown_account", 1),
    ]
    assert refused[0]["fr"] == refused[1]["fr"]


def test_a_name_that_was_left_counts_for_who_had_it_then(world, manager):
    left = world.account("https://x.com/old_name", standing=Standing.UNCONFIRMED)
    rename(
        left,
        reading=canonicalise(X),
        until=date(2023, 6, 30),
        actor=world.manager,
        at=world.tick(),
        reason="Nouveau nom.",
    )
    assert FormerHandle.objects.exists()
    bring(manager, "one.csv", lines("https://x.com/old_name;2023-01-15;100", "https://x.com/old_name;2024-01-15;120"))
    assert set(FollowerCount.objects.values_list("account", "value")) == {(left.pk, 100), (left.pk, 120)}
    taker = world.account("https://x.com/old_name", standing=Standing.UNCONFIRMED)
    bring(manager, "two.csv", lines("https://x.com/old_name;2023-02-15;101", "https://x.com/old_name;2024-02-15;7"))
    assert set(FollowerCount.objects.filter(day__month=2).values_list("account", "value")) == {
        (left.pk, 101),
        (taker.pk, 7),
    }


def test_what_the_register_has_otherwise_is_asked_and_what_it_has_is_not(world, manager):
    account = world.account(X)
    measure(account, Figure(date(2024, 1, 15), 100, "Page"), actor=world.manager, at=world.tick())
    bring(
        manager,
        "a.csv",
        lines(f"{X};2024-01-15;100", f"{X};2024-02-15;105", f"{X};2024-02-15;105", f"{X};2024-02-15;99"),
    )
    question = QuestionedCount.objects.get()
    assert (question.doubt, question.value, question.facts["beside"]) == (Doubt.OTHER_FIGURE, 99, 105)
    report = ImportFile.objects.get().report["counts"]
    assert {name: report[name] for name in ("points", "kept", "questioned", "same", "twice")} == {
        "points": 4,
        "kept": 1,
        "questioned": 1,
        "same": 1,
        "twice": 1,
    }
    assert FollowerCount.objects.count() == 2


def test_a_day_to_come_is_never_a_figure(world, manager):
    world.account(X)
    today = timezone.localdate()
    next_year = today.replace(year=today.year + 1, day=1)
    bring(manager, "a.csv", lines(f"{X};{next_year.isoformat()};100", f"{X};2090-01-15;100"))
    question = QuestionedCount.objects.get()
    assert (question.doubt, question.facts["year"]) == (Doubt.FILE_DATE, today.year)
    assert [line["code"] for line in CountFile.objects.get().refused] == ["day_to_come"]
    assert not FollowerCount.objects.exists()
    page = reverse("figures:file", args=[question.file_id])
    assert "Oui, les garder à ce jour" not in manager.get(page).content.decode()
    kept = manager.post(page, {"snapshot": question.snapshot, "choice": "keep", "reason": "Si."})
    assert kept.status_code == 422


@pytest.fixture
def asked(world, manager):
    """A file of which one day has the wrong year, applied."""
    register(world, 60)
    file = made(4, accounts=60)
    bring(manager, "releves.csv", csv_of(wide_rows(file)))
    return file, CountFile.objects.get()


def reply(client, brought: CountFile, snapshot: str, choice: str, reason: str = "Le bordereau le montre."):
    page = reverse("figures:file", args=[brought.pk])
    return client.post(page, {"snapshot": snapshot, "choice": choice, "reason": reason})


@pytest.mark.parametrize("choice", ["move", "keep", "refuse"])
def test_one_answer_for_a_whole_day(world, manager, asked, choice):
    file, brought = asked
    slip = file.days[file.slip]
    questions = QuestionedCount.objects.filter(doubt=Doubt.FILE_DATE)
    many, before = questions.count(), FollowerCount.objects.count()
    snapshot = questions.first().snapshot
    assert many > 40
    answered = reply(manager, brought, snapshot, choice)
    assert answered.status_code == 303
    kept = FollowerCount.objects.filter(question__in=questions)
    assert FollowerCount.objects.count() == before + (0 if choice == "refuse" else many)
    assert (
        set(kept.values_list("day", flat=True))
        == {
            "move": {slip.replace(year=slip.year + 1)},
            "keep": {slip},
            "refuse": set(),
        }[choice]
    )
    assert set(questions.values_list("reply", "replied_by")) == {
        (Reply.REFUSED if choice == "refuse" else Reply.KEPT, world.manager.pk)
    }
    event = Event.objects.get(verb=Verb.FOLLOWERS_ANSWERED)
    assert (event.facts["figures"], event.facts["day"], event.note.text) == (
        many,
        slip.isoformat(),
        "Le bordereau le montre.",
    )
    counted = Event.objects.filter(verb=Verb.FOLLOWERS_COUNTED).count()
    assert counted == (0 if choice == "refuse" else many)

    as_it_was = everything()
    assert reply(manager, brought, snapshot, "keep").status_code == 303
    assert everything() == as_it_was


def test_an_answer_takes_the_place_of_a_figure_of_that_day(world, manager, asked):
    file, brought = asked
    question = QuestionedCount.objects.filter(doubt=Doubt.FILE_DATE).first()
    slip = file.days[file.slip]
    day = slip.replace(year=slip.year + 1)
    FollowerCount.objects.create(
        account=question.account,
        day=day,
        value=5,
        source="Page",
        entered_by=world.manager,
        entered_at=brought.brought_at,
    )
    assert reply(manager, brought, question.snapshot, "move").status_code == 303
    old = FollowerCount.with_replaced.get(account=question.account, day=day, value=5)
    assert old.replaced_because == "Le bordereau le montre."
    assert FollowerCount.objects.get(account=question.account, day=day).value == question.value
    assert Event.objects.get(verb=Verb.FOLLOWERS_CORRECTED).facts["before"] == 5


def test_an_answer_without_its_reason_changes_nothing_and_keeps_what_was_said(world, manager, asked):
    brought = asked[1]
    snapshot = QuestionedCount.objects.filter(doubt=Doubt.FILE_DATE).first().snapshot
    before = everything()
    answer = reply(manager, brought, snapshot, "move", reason="")
    assert answer.status_code == 422
    assert "checked" in answer.content.decode()
    assert everything() == before


def test_only_those_who_count_these_accounts_see_the_file(world, as_, asked):
    page = reverse("figures:file", args=[asked[1].pk])
    assert {name: as_(name).get(page).status_code for name in ("manager2", "steward", "other_manager", "auditor")} == {
        "manager2": 200,
        "steward": 404,
        "other_manager": 404,
        "auditor": 404,
    }


def test_the_page_of_a_file_asks_few_questions_of_the_database(world, manager, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        manager.get(reverse("figures:file", args=[asked[1].pk]))


def test_the_refusals_are_taken_away_as_text(world, manager, asked):
    brought = asked[1]
    answer = manager.get(reverse("figures:refused", args=[brought.pk]))
    rows = answer.content.decode().splitlines()
    assert len(rows) == len(brought.refused) + 1
    assert not [row for row in rows if row.startswith(("=", "+", "-", "@"))]


def test_a_file_that_waits_too_long_is_erased_and_not_applied(world, manager):
    world.account(X)
    where = sent(manager, lines(f"{X};2024-01-15;100")).headers["Location"]
    ImportFile.objects.update(uploaded_at=timezone.now() - 2 * KEPT)
    assert manager.post(f"{where}apply/").headers["Location"] == UPLOAD
    assert not FollowerCount.objects.exists()
    assert erase_stale_files() == 1
    kept = ImportFile.objects.get()
    assert (kept.state, kept.tables, kept.content) == (State.EXPIRED, [], Content.FIGURES)


def test_the_two_kinds_of_files_do_not_mix(world, manager):
    world.account(X)
    where = sent(manager, lines(f"{X};2024-01-15;100")).headers["Location"]
    kept = ImportFile.objects.get()
    assert manager.get(reverse("transfer:plan", args=[kept.pk])).status_code == 404
    assert manager.post(reverse("transfer:apply", args=[kept.pk])).status_code == 404
    assert "releves.csv" not in manager.get(reverse("transfer:upload")).content.decode()
    assert manager.get(where).status_code == 200


def test_who_lost_the_right_meanwhile_brings_nothing(world, as_):
    account = world.account(X)
    client = as_("steward")
    where = sent(client, lines(f"{X};2024-01-15;100")).headers["Location"]
    account.unit = world.library
    account.save()
    assert client.post(f"{where}apply/").headers["Location"] == UPLOAD
    assert not FollowerCount.objects.exists()


def test_what_a_file_says_is_shown_as_text(world, manager):
    where = sent(manager, lines("<script>alert(1)</script>;2024-01-15;100", f"{X};2024-01-15;<b>1</b>")).headers[
        "Location"
    ]
    page = manager.get(where).content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>1</b>" not in page


def test_an_account_is_found_by_its_exact_name_or_its_page_when_it_is_the_only_one(world, manager):
    one = world.account(X, title=Pair("Hydro en direct", ""))
    other = world.account("https://www.facebook.com/hydro.example", title=Pair("Hydro en direct", ""))
    rows = ["Compte;Plateforme;Jour;Nombre", "Hydro en direct;X;2024-01-15;100", "Hydro en direct;;2024-01-15;7"]
    rows += ["Hydro en direct;Facebook;2024-01-15;200", f"{one.slug};;2024-02-15;105", "Hydro;X;2024-01-15;3"]
    bring(manager, "releves.csv", "\n".join(rows).encode())
    assert set(FollowerCount.objects.values_list("account", "value")) == {(one.pk, 100), (one.pk, 105), (other.pk, 200)}
    refused = CountFile.objects.get().refused
    assert [(line["line"], line["code"]) for line in refused] == [(3, "account_twice"), (6, "unknown_account")]
