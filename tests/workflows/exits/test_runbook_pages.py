"""The pages of the tasks: what each person finds, one task done there, several at once, refusals, and five thousand accounts."""

import pytest
from django.urls import reverse

from registry.accounts.models import Account
from tests.workflows.exits.pages import text
from tests.workflows.exits.running import account_of, carried, task_of
from workflows.exits.carrying import do_task
from workflows.exits.correcting import correct_text
from workflows.exits.models import RunbookTask
from workflows.exits.states import State, Step

TASKS, MANY = reverse("exits:tasks"), reverse("exits:tasks_done")
DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@pytest.fixture
def account(world):
    return account_of(world)


@pytest.fixture
def decision(world, account):
    account_of(world, "library_ex", unit="library", steward="neighbour")
    return carried(world)


def book(decision) -> str:
    return reverse("exits:runbook", args=[decision.slug])


def page(task) -> str:
    return reverse("exits:task", args=[task.decision.slug, task.pk])


def test_a_manager_reads_all_and_a_steward_what_is_in_hand(world, as_, decision):
    whole = as_("manager").get(book(decision)).context["sheet"]
    assert whole.page.paginator.count == decision.tasks.count()
    hers = as_("steward").get(book(decision)).context["sheet"]
    assert {line.task.account.unit for line in hers.lines} == {world.hydro}
    assert as_("head").get(book(decision)).status_code == 403


def test_the_late_ones_come_first_and_say_by_how_much(world, as_, decision, time_machine):
    time_machine.move_to("2027-01-01 12:00", tick=False)
    sheet = as_("manager").get(book(decision)).context["sheet"]
    days = [line.task.due_on for line in sheet.lines]
    assert days == sorted(days)
    assert [line.due for line in sheet.lines][:2] == ["late", "late"]
    assert sheet.whole.late == 2
    answer = text(as_("manager").get(f"{book(decision)}?state=late"))
    assert "Jours de retard\u00a0: 18" in answer


def test_progress_in_total_by_step_and_by_account(world, as_, decision, account):
    do_task(task_of(decision, Step.CHANGE_BIO, account), actor=world.steward, at=world.at, evidence="Vu.")
    sheet = as_("manager").get(f"{book(decision)}?view=accounts").context["sheet"]
    assert (sheet.whole.closed, sheet.whole.total) == (1, 13)  # three for all, five for each of two accounts
    steps = {row.step: (row.closed, row.total) for row in sheet.steps}
    assert steps[Step.CHANGE_BIO] == (1, 2)
    assert steps[Step.KEEP_ALIVE] == (0, 2)
    assert {row.title_fr: (row.closed, row.total) for row in sheet.page} == {"hydro_ex": (1, 5), "library_ex": (0, 5)}
    block = as_("manager").get(decision.get_absolute_url()).context["runbook"]
    assert (block.whole.closed, block.whole.total, block.lasting) == (1, 13, 3)
    assert as_(None).get(decision.get_absolute_url()).context["runbook"] is None
    assert as_("head").get(decision.get_absolute_url()).context["runbook"] is None


FILTERS = [
    ("step=change_bio", 2),
    ("q=library", 6),
    ("state=open", 16),
    ("state=done", 0),
    ("state=dropped", 0),
    ("account={account}", 6),
    ("owner={steward}&step=keep_alive", 1),
    ("owner={manager}", 4),
    ("step=nothing", 16),
]


@pytest.mark.parametrize(("query", "found"), FILTERS)
def test_filters(world, as_, decision, account, query, found):
    asked = query.format(account=account.pk, steward=world.steward.pk, manager=world.manager.pk)
    assert as_("manager").get(f"{book(decision)}?{asked}").context["sheet"].page.paginator.count == found


def test_one_s_own_tasks_and_those_of_one_s_units(world, as_, decision, time_machine):
    time_machine.move_to("2027-01-05 12:00", tick=False)
    found = {view: as_("steward").get(f"{TASKS}?view={view}").context["desk"] for view in ("", "later", "units", "?")}
    steps = {view: {line.task.step for line in desk.lines} for view, desk in found.items()}
    soon = {Step.PIN_LAST_POST, Step.CHANGE_BIO, Step.STOP_SCHEDULED, Step.REVOKE_APPS, Step.EXPORT_ARCHIVE}
    assert steps == {"": soon, "later": {Step.KEEP_ALIVE}, "units": soon | {Step.KEEP_ALIVE}, "?": soon}
    assert [tab.count for tab in found[""].tabs] == [5, 1, 6]
    assert as_("author").get(TASKS).context["desk"].page.paginator.count == 0
    assert 'class="count due">5<' in text(as_("steward").get(reverse("requests:list")))


def test_before_the_announcement_nobody_else_knows(world, as_, account):
    decided = carried(world, State.DECIDED)
    assert as_("steward").get(f"{TASKS}?view=units").context["desk"].page.paginator.count == 0
    assert as_("steward").get(TASKS).context["desk"].page.paginator.count == 0
    assert as_("steward").get(book(decided)).status_code == 404
    assert as_("steward").post(MANY, {"pick": [task_of(decided, Step.CHANGE_BIO, account).pk], "evidence": "Vu."})
    assert not decided.tasks.exclude(done_at=None).exists()


def test_a_task_shows_its_texts_in_both_languages_and_is_done_there(world, as_, decision, account):
    task = task_of(decision, Step.CHANGE_BIO, account)
    shown = text(as_("steward").get(page(task)))
    assert 'lang="fr" rows="4" readonly>Ce compte est inactif depuis le 11 janvier 2027.' in shown
    assert 'lang="en" rows="4" readonly>This account has been inactive since 11 January 2027.' in shown
    answer = as_("steward").post(f"{page(task)}done/", {"evidence": "https://x.com/hydro_ex"})
    assert (answer.status_code, answer.headers["Location"]) == (303, page(task))
    shown = text(as_("steward").get(page(task)))
    assert "https://x.com/hydro_ex" in shown
    assert "<form class=" not in shown.split("<main")[1]


def test_an_archive_is_refused_without_its_digest_and_keeps_what_was_typed(world, as_, decision, account):
    task = task_of(decision, Step.EXPORT_ARCHIVE, account)
    answer = as_("steward").post(f"{page(task)}done/", {"file_sha256": "abc", "kept_where": "Boîte 4"})
    assert answer.status_code == 422
    assert "64 caractères" in text(answer)
    assert 'value="Boîte 4"' in text(answer)
    assert (
        as_("steward").post(f"{page(task)}done/", {"file_sha256": DIGEST, "kept_where": "Boîte 4"}).status_code == 303
    )


def test_who_comes_second_is_told(world, as_, decision, account):
    task = task_of(decision, Step.CHANGE_BIO, account)
    assert as_("steward").post(f"{page(task)}done/", {"evidence": "Vu."}).status_code == 303
    answer = as_("manager").post(f"{page(task)}done/", {"evidence": "Vu aussi."})
    assert answer.status_code == 422
    assert f"{world.steward.full_name} a déjà fait cette tâche." in text(answer)


def test_given_to_somebody_and_dropped(world, as_, decision, account):
    task = task_of(decision, Step.CHANGE_BIO, account)
    assert as_("manager").post(f"{page(task)}assign/", {"owner": world.head.pk}).status_code == 422
    assert as_("manager").post(f"{page(task)}assign/", {"owner": world.manager2.pk}).status_code == 303
    assert as_("manager").post(f"{page(task)}drop/", {"reason": ""}).status_code == 422
    assert as_("manager").post(f"{page(task)}drop/", {"reason": "Sans objet."}).status_code == 303
    task.refresh_from_db()
    assert (task.owner, task.dropped_reason) == (world.manager2, "Sans objet.")


def test_several_at_once_with_one_evidence_and_each_refusal_said(world, as_, decision, account):
    bio, pin = (task_of(decision, step, account) for step in (Step.CHANGE_BIO, Step.PIN_LAST_POST))
    archive, common = task_of(decision, Step.EXPORT_ARCHIVE, account), task_of(decision, Step.ANNOUNCE)
    picked = {
        "pick": [bio.pk, pin.pk, archive.pk, common.pk, 999_999],
        "evidence": "Captures.",
        "decision": decision.slug,
    }
    answer = as_("steward").post(MANY, picked, follow=True)
    assert answer.redirect_chain == [(book(decision), 303)]
    done = RunbookTask.objects.exclude(done_at=None)
    assert set(done.values_list("pk", "evidence")) == {(bio.pk, "Captures."), (pin.pk, "Captures.")}
    words = text(answer)
    assert "Tâches faites\u00a0: 2" in words
    assert "Exporter l’archive · hydro_ex\u00a0: L’empreinte SHA-256" in words
    assert words.count("Une tâche cochée est déjà close") == 2
    assert "Aucune tâche n’est cochée." in text(as_("steward").post(MANY, {}, follow=True))


def test_the_day_that_the_tasks_are_counted_from_is_the_corrected_one(world, as_, decision):
    words = {"field": "effective_on", "after": "2027-02-01", "reason_fr": "Report.", "reason_en": "Put off."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    page = text(as_("manager").get(book(decision)))
    assert "1er février 2027" in page
    assert "11 janvier 2027" not in page


@pytest.mark.parametrize("effect", ["", "2027-01"])
def test_without_a_day_the_page_says_why_there_is_nothing(world, as_, account, effect):
    decision = carried(world, effective_on=effect)
    assert "ni une année ni un mois ne suffisent" in text(as_("manager").get(book(decision)))
    assert as_("steward").get(book(decision)).status_code == 403


def test_the_page_keeps_to_ten_queries_with_many_accounts(world, as_, decision, django_assert_max_num_queries):
    steward, platform = world.steward, world.platform("x")
    many = Account.objects.bulk_create(
        Account(
            slug=f"x-many-{n}", platform=platform, handle=f"many{n}", key=f"many{n}", address=f"https://x.com/many{n}",
            display=f"x.com/many{n}", kind="profile", unit=world.hydro, title_fr=f"Compte {n}", sort_key=f"compte {n}",
            standing="affiliated", status="active",
        ) for n in range(200)
    )  # fmt: skip
    RunbookTask.objects.bulk_create(
        RunbookTask(decision=decision, account=row, step=step, due_on="2027-01-11", owner=steward)
        for row in many
        for step in (Step.CHANGE_BIO, Step.PIN_LAST_POST)
    )
    for person in ("manager", "steward"):
        client = as_(person)
        for query in ("", "?view=accounts", "?q=compte&state=open&page=3"):
            with django_assert_max_num_queries(10):
                assert client.get(f"{book(decision)}{query}").status_code == 200
