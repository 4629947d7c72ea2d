"""The pages: bring a file, see the plan, apply it once, take the report; a file is seen by its owner alone."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from registry.accounts.models import Account
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.transfer import limits
from registry.transfer.models import KEPT, ImportFile, State
from registry.transfer.tasks import erase_stale_files
from tests.registry.transfer.files import csv_text, workbook

UPLOAD = "/import/"
ROWS = [
    ["Nom", "URL", "Unité"],
    ["Hydro", "https://x.com/hydro_example", "Génie hydrique"],
    ["@Hydro", "twitter.com/Hydro_example", ""],
    ["=1+1", "https://www.facebook.com/club.example", ""],
    ["Club", "https://www.facebook.com/club.example", "Club inconnu"],
    ["Message", "https://x.com/hydro_example/status/1", ""],
]


def upload(client, data: bytes = csv_text(ROWS, ";").encode("cp1252"), **words: object):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("liste.csv", data)} | words)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def manager(as_):
    return as_("manager")


def test_from_the_file_to_the_report(world, manager):
    assert manager.get(UPLOAD).status_code == 200
    sent = upload(manager)
    assert sent.status_code == 303
    kept = ImportFile.objects.get()
    assert sent.headers["Location"] == reverse("transfer:plan", args=[kept.pk])
    assert not Account.objects.exists()

    page = text(manager.get(sent.headers["Location"]))
    assert "Appliquer au registre" in page
    assert "Aucune unité ne s’appelle exactement «\u00a0Club inconnu\u00a0»" in page

    applied = manager.post(reverse("transfer:apply", args=[kept.pk]))
    assert (applied.status_code, applied.headers["Location"]) == (303, reverse("transfer:report", args=[kept.pk]))
    assert set(Account.objects.values_list("display", flat=True)) == {
        "x.com/hydro_example",
        "facebook.com/club.example",
    }
    report = text(manager.get(applied.headers["Location"]))
    assert "L’import est appliqué." in report
    assert "C’est l’adresse d’une publication" in report


def test_the_rows_are_erased_once_applied_and_applying_again_changes_nothing(world, manager):
    kept_at = upload(manager).headers["Location"]
    manager.post(f"{kept_at}apply/")
    kept = ImportFile.objects.get()
    assert (kept.state, kept.tables, kept.report["counts"]["create"]) == (State.APPLIED, [], 2)
    as_it_was = ImportFile.objects.values().get(pk=kept.pk)
    before = Account.objects.count(), Event.objects.count()
    assert manager.post(f"{kept_at}apply/").status_code == 303
    assert (Account.objects.count(), Event.objects.count()) == before
    assert Event.objects.filter(verb=Verb.IMPORT_APPLIED).count() == 1
    assert ImportFile.objects.values().get(pk=kept.pk) == as_it_was


def test_what_is_applied_is_planned_against_the_register_as_it_is_then(world, manager):
    kept_at = upload(manager).headers["Location"]
    account = world.account("https://x.com/hydro_example")
    manager.post(f"{kept_at}apply/")
    assert ImportFile.objects.get().report["counts"]["create"] == 1
    account.refresh_from_db()
    assert account.title_fr != "Hydro"


@pytest.mark.parametrize("place", ["", "report/", "report.csv", "apply/"])
@pytest.mark.parametrize("person", ["manager2", "admin", "leader", "other_manager"])
def test_a_file_is_its_owners_alone(world, as_, manager, place, person):
    path = upload(manager).headers["Location"] + place
    client = as_(person)
    assert (client.post(path) if place == "apply/" else client.get(path)).status_code == 404


@pytest.mark.parametrize("person", ["author", "head", "steward", "adviser", "leader", "auditor", "admin", "nobody"])
def test_only_those_who_manage_accounts_bring_files(world, as_, person):
    assert as_(person).get(UPLOAD).status_code == 403
    assert upload(as_(person)).status_code == 403
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Le fichier est vide."),
        (b"\x89PNG\r\n\x1a\n\0", "ni un CSV ni un classeur"),
        (b"Nom,Note\na,bien\n", "Aucune colonne de ce fichier"),
        (b"a" * (limits.BYTES + 1), "dépasse 5"),
        (workbook({"a": [["x.com/a"]]})[:-40], "abîmé"),
    ],
    ids=["empty", "picture", "other table", "too big", "damaged"],
)
def test_a_file_that_cannot_be_read_is_answered_beside_the_field(world, manager, data, said):
    answer = upload(manager, data)
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'href="#id_file"' in text(answer)
    assert not ImportFile.objects.exists()


def test_a_chosen_unit_takes_every_row_and_must_be_ones_own(world, manager):
    assert upload(manager, unit=world.abroad.pk).status_code == 422
    kept_at = upload(manager, unit=world.library.pk).headers["Location"]
    manager.post(f"{kept_at}apply/")
    assert set(Account.objects.values_list("unit__slug", flat=True)) == {"library"}


@pytest.mark.parametrize(
    ("outcome", "shown"), [("create", 2), ("duplicate", 1), ("refused", 2), ("noted", 1), ("bad", 5)]
)
def test_the_plan_is_filtered_by_outcome(world, manager, outcome, shown):
    page = text(manager.get(upload(manager).headers["Location"], {"outcome": outcome}))
    assert page.count('<th scope="row">') == shown


def test_a_long_plan_has_pages_and_few_queries(world, manager, django_assert_max_num_queries):
    rows = [["Nom", "URL"], *[[f"Nom {n}", f"https://x.com/name{n}"] for n in range(60)]]
    kept_at = upload(manager, csv_text(rows).encode()).headers["Location"]
    with django_assert_max_num_queries(20):
        page = text(manager.get(kept_at, {"page": "3"}))
    assert page.count('<th scope="row">') == 10


@pytest.mark.parametrize("applied", [False, True])
def test_the_csv_has_every_line_and_no_live_formula(world, manager, applied):
    kept_at = upload(manager).headers["Location"]
    if applied:
        manager.post(f"{kept_at}apply/")
    answer = manager.get(f"{kept_at}report.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    rows = list(csv.reader(io.StringIO(text(answer).removeprefix("\ufeff"))))
    assert len(rows) == len(ROWS)
    assert [cell for cells in rows for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_file_that_waits_too_long_is_erased_and_not_applied(world, manager):
    kept_at = upload(manager).headers["Location"]
    ImportFile.objects.update(uploaded_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert manager.get(kept_at).headers["Location"] == f"{kept_at}report/"
    manager.post(f"{kept_at}apply/")
    assert not Account.objects.exists()
    assert erase_stale_files() == 1
    assert erase_stale_files() == 0
    kept = ImportFile.objects.get()
    assert (kept.state, kept.tables) == (State.EXPIRED, [])
    assert "sept jours" in text(manager.get(f"{kept_at}report/"))
    assert "Effacé" in text(manager.get(UPLOAD))


def test_a_fresh_file_is_not_erased(world, manager):
    upload(manager)
    assert erase_stale_files() == 0


def test_somebody_who_lost_the_role_meanwhile_applies_nothing(world, manager):
    kept_at = upload(manager).headers["Location"]
    world.manager.memberships.all().delete()
    manager.post(f"{kept_at}apply/")
    assert not Account.objects.exists()


def test_a_manager_of_two_institutions_says_which(world, manager):
    world.manager.memberships.create(unit=world.other, role="manager")
    assert upload(manager).status_code == 422
    kept_at = upload(manager, institution=world.other.pk).headers["Location"]
    manager.post(f"{kept_at}apply/")
    assert set(Account.objects.values_list("unit__slug", flat=True)) == {"other-to-be-assigned"}


def test_what_a_file_says_is_shown_as_text(world, manager):
    rows = [["Nom", "URL"], ["<script>alert(1)</script>", "https://x.com/a_example"], ["b", "<img src=x>"]]
    page = text(manager.get(upload(manager, csv_text(rows).encode()).headers["Location"]))
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
