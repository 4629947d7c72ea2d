"""The scope on a decision's page: what the public may not know is counted and not named; long scopes have pages."""

import pytest

from registry.accounts.status import Standing, Status
from workflows.exits.lines_shown import PER_PAGE, LinesShown
from workflows.exits.models import ExitDecision, ScopeLine
from workflows.exits.states import State, Treatment

HIDDEN = [{"status": Status.PLANNED}, {"standing": Standing.UNCONFIRMED}]


@pytest.mark.parametrize("words", HIDDEN, ids=["planned", "unconfirmed"])
@pytest.mark.parametrize(("person", "told"), [("", False), ("steward", False), ("manager", True), ("leader", True)])
def test_an_account_without_a_public_page_is_named_to_readers_only(world, client, as_, words, person, told):
    world.account("https://x.com/hydro_ex")
    world.account("https://x.com/secret_ex", **{"standing": Standing.UNCONFIRMED} | words)
    decision = world.exit(State.IN_FORCE)
    somebody = as_(person) if person else client
    page = somebody.get(decision.get_absolute_url()).content.decode()
    assert "hydro_ex" in page
    assert ("secret_ex" in page) == told
    assert ("non nommés" in page) != told


def test_a_long_scope_has_pages_and_its_sum_ends_it(world, as_):
    decision = world.exit(State.DRAFT)
    ScopeLine.objects.bulk_create(
        ScopeLine(
            decision=decision, label_fr=f"Comptes {n:03}", label_en=f"Accounts {n:03}", treatment=Treatment.SUSPENDED
        )
        for n in range(PER_PAGE + 1)
    )
    reader = as_("manager")
    first, last = (reader.get(decision.get_absolute_url(), {"page": n}).content.decode() for n in ("1", "2"))
    assert ("Comptes 000" in first, f"Comptes {PER_PAGE:03}" in first) == (True, False)
    assert ("Comptes 000" in last, f"Comptes {PER_PAGE:03}" in last) == (False, True)
    assert ("Somme des comptes couverts" in first, "Somme des comptes couverts" in last) == (False, True)
    assert 'href="?page=2"' in first


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("2", 2), ("99", 3), ("zéro", 1), ("-4", 3)])
def test_the_nearest_page_answers_a_number_that_is_not_one(asked, number):
    lines = [ScopeLine(decision=ExitDecision(), label_fr="Comptes") for _ in range(2 * PER_PAGE + 1)]
    assert LinesShown(lines, inside=False, asked=asked).page.number == number
