"""A plan carried out: what enters the register, under whose rights, all of it or nothing."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.accounts import bulk
from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit
from registry.organisation.permissions import NotAllowed
from registry.transfer.importing import Planned, carry_out, planned
from registry.transfer.reading import Table
from registry.transfer.words import Unreadable

HEADER = ["Nom", "Adresse", "Unité", "Langue"]
ROWS = [
    ["Hydro", "https://x.com/hydro.example", "", "fr"],
    ["Hydro_X", "https://x.com/hydro_example", "Génie hydrique", "fr"],
    ["Biblio", "https://www.instagram.com/biblio.example", "library", "Bilingue"],
    ["Club", "https://www.facebook.com/club.example", "Club inconnu", ""],
    ["Biblio", "instagram.com/Biblio.example?hl=fr", "", "en"],
]


def table(*rows: list[str]) -> list[Table]:
    return [Table("", list(enumerate([HEADER, *rows], 1)))]


def run(world, *rows: list[str], person: str = "manager", unit: str = "", institution: str = "poly") -> Planned:
    where = {"institution": world.units[institution], "unit": world.units.get(unit), "actor": world.people[person]}
    return carry_out(table(*rows), at=world.tick(), sha256="0" * 64, **where)


def found(*words: str) -> set[int]:
    query = SearchQuery(" & ".join(words), search_type="raw", config="simple")
    return set(Account.objects.filter(search=query).values_list("pk", flat=True))


def counts(done: Planned) -> dict[str, int]:
    return {name: number for name, number in done.plan.counts.items() if number}


def test_a_list_enters_the_register(world):
    done = run(world, *ROWS)
    assert counts(done) == {"rows": 5, "create": 3, "duplicate": 1, "refused": 1}
    entered = Account.objects.select_related("unit").order_by("pk")
    assert {(a.display, a.unit.slug, tuple(a.languages)) for a in entered} == {
        ("x.com/hydro_example", "hydro", ("fr",)),
        ("instagram.com/biblio.example", "library", ("fr", "en")),
        ("facebook.com/club.example", "poly-to-be-assigned", ()),
    }
    assert {(a.standing, a.status) for a in entered} == {(Standing.UNCONFIRMED, Status.ACTIVE)}


def test_what_enters_is_as_if_a_person_had_entered_it(world):
    """The bulk action writes what the single one writes: row, search vector and event."""
    one = world.account(
        "https://x.com/same_example", unit="library", standing=Standing.UNCONFIRMED, title=Pair("Même", "")
    )
    run(world, ["Même", "https://x.com/sbme_example", "library", ""])
    other = Account.objects.get(key="sbme_example")
    differing = {"id", "slug", "handle", "key", "traces", "address", "display", "search"}
    columns = [field.name for field in Account._meta.fields if field.name not in differing]
    assert {c: getattr(other, c) for c in columns} == {c: getattr(one, c) for c in columns}
    assert found("meme", "bibliotheque") == {one.pk, other.pk}
    events = [Event.objects.get(verb=Verb.ACCOUNT_REGISTERED, subject_id=a.pk) for a in (one, other)]
    assert events[0].facts == events[1].facts
    assert (events[1].actor, events[1].unit) == (world.manager, world.library)


def test_the_second_run_changes_nothing(world):
    run(world, *ROWS)
    before = list(Account.objects.values().order_by("pk")), Event.objects.count(), Unit.objects.count()
    assert counts(run(world, *ROWS)) == {"rows": 5, "same": 3, "duplicate": 1, "refused": 1}
    assert (list(Account.objects.values().order_by("pk")), Event.objects.count(), Unit.objects.count()) == before


def test_a_plan_writes_nothing(world):
    with CaptureQueriesContext(connection) as seen:
        planned(table(*ROWS), institution=world.poly, unit=None, actor=world.manager)
    assert [query["sql"] for query in seen if not query["sql"].startswith("SELECT")] == []
    assert not Account.objects.exists()


def test_the_number_of_statements_does_not_grow_with_the_file(world):
    def statements(*names: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            run(world, *[["Nom", f"https://x.com/{name}", "", "fr"] for name in names])
        return len(seen)

    run(world, ["Nom", "https://x.com/first", "", ""])
    assert statements("one") == statements(*[f"many{n}" for n in range(60)])


def test_an_unconfirmed_account_is_described_otherwise(world):
    account = world.account("https://x.com/hydro_example", standing=Standing.UNCONFIRMED, title=Pair("Ancien", "Old"))
    assert counts(run(world, ["Nouveau", "https://twitter.com/Hydro_Example", "", "en"])) == {"rows": 1, "change": 1}
    account.refresh_from_db()
    assert (account.title_fr, account.title_en, account.languages) == ("Nouveau", "Old", ["en"])
    assert found("nouveau") == {account.pk}
    event = Event.objects.about(account).first()
    assert (event.verb, event.facts["before"]["title_fr"], event.facts["after"]["title_fr"]) == (
        Verb.ACCOUNT_EDITED,
        "Ancien",
        "Nouveau",
    )


@pytest.mark.parametrize("standing", [Standing.OFFICIAL, Standing.IMPOSTOR])
def test_an_official_account_and_an_impostor_stay_as_they_are(world, standing):
    account = world.account("https://x.com/hydro_example", standing=standing, title=Pair("Ancien", ""))
    before = Account.objects.values().get(pk=account.pk)
    assert counts(run(world, ["Nouveau", "https://x.com/hydro_example", "", "en"])) == {"rows": 1, "refused": 1}
    assert Account.objects.values().get(pk=account.pk) == before


def test_an_account_to_be_assigned_goes_to_its_unit_when_the_file_names_it(world):
    run(world, ["Hydro", "https://x.com/hydro_example", "", ""])
    done = run(world, ["Hydro", "https://x.com/hydro_example", "Water Engineering", ""])
    assert counts(done) == {"rows": 1, "change": 1}
    assert Account.objects.get().unit == world.hydro


def test_one_unit_for_all_rows(world):
    run(world, *ROWS, unit="lab")
    assert set(Account.objects.values_list("unit__slug", flat=True)) == {"lab"}


def test_the_unit_to_be_assigned_is_made_once_per_institution(world):
    run(world, ["a", "https://x.com/a_example", "", ""])
    run(world, ["b", "https://x.com/b_example", "", ""])
    run(world, ["c", "https://x.com/c_example", "", ""], person="other_manager", institution="other")
    waiting = Unit.objects.filter(slug__endswith="-to-be-assigned")
    assert {(unit.slug, unit.parent.slug, unit.name_fr, unit.name_en) for unit in waiting} == {
        ("poly-to-be-assigned", "poly", "À attribuer", "To be assigned"),
        ("other-to-be-assigned", "other", "À attribuer", "To be assigned"),
    }


def test_another_institutions_unit_is_not_matched(world):
    (line,) = run(world, ["a", "https://x.com/a_example", "abroad", ""]).plan.lines
    assert line.unit is None
    assert Account.objects.get().unit.slug == "poly-to-be-assigned"


def test_another_institutions_account_is_not_changed(world):
    account = world.account("https://x.com/a_example", unit="abroad", standing=Standing.UNCONFIRMED)
    (line,) = run(world, ["Nouveau", "https://x.com/a_example", "", ""]).plan.lines
    assert line.refused.code == "account_not_yours"
    account.refresh_from_db()
    assert account.title_fr != "Nouveau"


def test_nothing_enters_without_the_right(world):
    for person in ("author", "head", "steward", "adviser", "leader", "auditor", "admin", "other_manager"):
        assert set(counts(run(world, *ROWS, person=person))) == {"rows", "duplicate", "refused"}, person
    assert not Account.objects.exists()
    assert not Unit.objects.filter(slug__endswith="-to-be-assigned").exists()


def test_the_bulk_actions_ask_the_right_themselves(world):
    account = world.account("https://x.com/a_example", standing=Standing.UNCONFIRMED)
    reading = planned(table(ROWS[1]), institution=world.poly, unit=None, actor=None).plan.lines[0].entry.reading
    newcomer = bulk.Newcomer(reading, world.hydro, Pair("a", ""))
    for person in (world.head, world.other_manager):
        with pytest.raises(NotAllowed):
            bulk.register_many([newcomer], actor=person, at=world.tick())
        with pytest.raises(NotAllowed):
            bulk.edit_many({account.pk: {"title_fr": "Autre"}}, actor=person, at=world.tick())


def test_standing_and_status_are_not_edited_in_bulk(world):
    account = world.account("https://x.com/a_example", standing=Standing.UNCONFIRMED)
    with pytest.raises(ValueError, match="standing"):
        bulk.edit_many({account.pk: {"standing": "official"}}, actor=world.manager, at=world.tick())


def test_a_failure_half_way_leaves_nothing(world, monkeypatch):
    run(world, ["Ancien", "https://x.com/old_example", "", ""])
    before = Account.objects.count(), Event.objects.count()

    def fail(*args: object, **words: object) -> None:
        raise RuntimeError("power cut")

    # The second of the two writes fails: the first must go with it.
    monkeypatch.setattr("registry.transfer.importing.edit_many", fail)
    with pytest.raises(RuntimeError):
        run(world, ["Nouveau", "https://x.com/old_example", "", ""], *ROWS)
    assert (Account.objects.count(), Event.objects.count()) == before


def test_a_table_of_something_else_is_refused_as_a_whole(world):
    with pytest.raises(Unreadable, match="no_addresses"):
        planned([Table("", [(1, ["Nom", "Note"]), (2, ["a", "bien"])])], institution=None, unit=None, actor=None)


def test_a_header_and_no_row_is_an_empty_plan(world):
    assert planned(table(), institution=world.poly, unit=None, actor=None).plan.counts["rows"] == 0


def test_sheets_without_addresses_are_left_aside(world):
    tables = [Table("Lisez-moi", [(1, ["Mode d’emploi"])]), Table("Comptes", table(ROWS[1])[0].rows)]
    done = planned(tables, institution=world.poly, unit=None, actor=world.manager)
    assert [(line.entry.sheet, line.entry.line) for line in done.plan.lines] == [("Comptes", 2)]
