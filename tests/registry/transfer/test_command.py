"""`manage.py import_accounts`, as a person or a script calls it."""

import json

import pytest
from django.core.management import CommandError, call_command

from registry.accounts.models import Account
from registry.accounts.status import Standing
from registry.audit.models import Event
from registry.transfer.planning import Outcome
from tests.registry.transfer.files import csv_text, workbook

ROWS = [
    ["Nom", "URL", "Unité"],
    ["Hydro", "https://x.com/hydro_example", "Génie hydrique"],
    ["Hydro", "twitter.com/Hydro_example", ""],
    ["Un message", "https://x.com/hydro_example/status/1", ""],
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(csv_text(ROWS, ";"), encoding="cp1252")
    return str(path)


def printed(capsys, *args: str, **words: object) -> str:
    call_command("import_accounts", *args, **words)
    return capsys.readouterr().out


def test_one_json_object_with_the_counts_and_each_refusal(world, file, capsys):
    said = json.loads(printed(capsys, file, "--json"))
    assert {name: said[name] for name in ("rows", *Outcome)} == {
        "rows": 3,
        "create": 1,
        "change": 0,
        "same": 0,
        "duplicate": 1,
        "refused": 1,
    }
    (refusal,) = said["refusals"]
    assert (refusal["line"], refusal["reason"], refusal["value"]) == (4, "post", ROWS[3][1])
    assert refusal["fr"] != refusal["en"]


def test_without_apply_the_register_stays_as_it_is(world, file, capsys):
    before = Event.objects.count()
    assert "Rien n’a été écrit" in printed(capsys, file)
    printed(capsys, file, "--as", "manager@example.org", "--json")
    assert (Account.objects.count(), Event.objects.count()) == (0, before)


def test_applied_under_the_rights_of_the_person_named(world, file, capsys):
    assert "Appliqué" in printed(capsys, file, "--apply", "--as", "MANAGER@example.org")
    account = Account.objects.select_related("unit").get()
    assert (account.display, account.unit, account.standing) == (
        "x.com/hydro_example",
        world.hydro,
        Standing.UNCONFIRMED,
    )
    assert Event.objects.about(account).get().actor == world.manager
    said = json.loads(printed(capsys, file, "--apply", "--as", "manager@example.org", "--json"))
    assert (said["create"], said["same"], said["duplicate"], said["refused"]) == (0, 1, 1, 1)


def test_one_unit_for_all_and_a_workbook(world, tmp_path, capsys):
    path = tmp_path / "liste.bin"
    path.write_bytes(workbook({"Comptes": ROWS}))
    printed(capsys, str(path), "--unit", "library", "--apply", "--as", "manager@example.org")
    assert Account.objects.get().unit == world.library


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--apply"], "--as"),
        (["--apply", "--as", "unknown@example.org"], "unknown@example.org"),
        (["--apply", "--as", "author@example.org"], "rôle"),
        (["--unit", "nowhere"], "nowhere"),
    ],
)
def test_what_is_missing_is_said(world, file, args, said):
    with pytest.raises(CommandError, match=said):
        call_command("import_accounts", file, *args)
    assert not Account.objects.exists()


def test_a_manager_elsewhere_applies_nothing_here(world, file, capsys):
    said = json.loads(
        printed(capsys, file, "--unit", "hydro", "--apply", "--as", "other_manager@example.org", "--json")
    )
    assert [each["reason"] for each in said["refusals"]] == ["unit_not_yours", "post"]
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\x89PNG\0\0", "binary"), (b"Nom,Note\na,bien\n", "no_addresses")],
    ids=["empty", "binary", "no_addresses"],
)
def test_an_unreadable_file_is_said_on_both_outputs(world, tmp_path, capsys, data, code):
    path = tmp_path / "liste.csv"
    path.write_bytes(data)
    with pytest.raises(CommandError) as error:
        call_command("import_accounts", str(path), "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["rows"], said["error"]["code"]) == (0, code)
    assert said["error"]["fr"] in str(error.value)


def test_a_missing_file_is_said(world):
    with pytest.raises(CommandError, match="nulle-part"):
        call_command("import_accounts", "/nulle-part.csv")


def test_a_header_alone_is_no_error(world, tmp_path, capsys):
    path = tmp_path / "liste.csv"
    path.write_text("Nom,URL\n")
    assert json.loads(printed(capsys, str(path), "--json"))["rows"] == 0
