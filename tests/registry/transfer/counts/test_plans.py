"""What the plan of a file of figures says before anything is written."""

from datetime import date

import pytest

from registry.followers.actions import Figure, measure
from registry.language import Pair
from tests.registry.transfer.counts.test_views import X, lines, sent

EMPTY, UNREAD, KNOWN = (
    "Ce fichier ne contient aucun chiffre.",
    "aucun de ses chiffres ne se lit",
    "le registre sait déjà ce que dit ce fichier.",
)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], EMPTY),
        ([f"{X};0202-01-15;100", "https://x.com/nobody_here;2024-01-15;100"], UNREAD),
        ([f"{X};2024-01-15;100"], KNOWN),
        ([f"{X};2024-01-15;100", f"{X};2024-01-16;cent"], KNOWN),
    ],
)
def test_a_plan_that_writes_nothing_says_why(world, as_, rows, why):
    manager = as_("manager")
    measure(world.account(X), Figure(date(2024, 1, 15), 100, "Page"), actor=world.manager, at=world.tick())
    page = manager.get(sent(manager, lines(*rows)).headers["Location"]).content.decode()
    assert [one for one in (EMPTY, UNREAD, KNOWN) if one in page] == [why]
    assert "Appliquer au registre" not in page


def test_what_is_asked_is_told_apart_on_platforms_where_the_title_is_the_same(world, as_):
    manager = as_("manager")
    for address in (X, "https://www.facebook.com/hydro.example"):
        account = world.account(address, title=Pair("Hydro en direct", "Hydro live"))
        measure(account, Figure(date(2024, 1, 15), 100, "Page"), actor=world.manager, at=world.tick())
    rows = [f"{X};2024-01-15;70000", "https://www.facebook.com/hydro.example;2024-01-15;70000"]
    where = sent(manager, lines(*rows)).headers["Location"]
    page = manager.get(where).content.decode()
    assert page.count("Hydro en direct<small") == 2
    assert "x.com/hydro_example</small>" in page
    assert "facebook.com/hydro.example</small>" in page
    world.manager.language = "en"
    world.manager.save()
    assert manager.get(where, headers={"Accept-Language": "en"}).content.decode().count("Hydro live<small") == 2
