"""The three lists, their filters, and what a file in preparation shows to the public: nothing."""

import pytest
from django.urls import reverse

from registry.platforms.actions import record_stance
from registry.platforms.models import PlatformStance
from registry.platforms.positions import Position
from tests.workflows.exits.pages import (
    LIST,
    listed,
    peers,
    stance,
)
from workflows.exits import actions
from workflows.exits.afterwards import open_review
from workflows.exits.correcting import correct_text
from workflows.exits.models import ExitDecision
from workflows.exits.states import PUBLIC, Kind, State


def test_filters_of_the_list(world, as_):
    peers(world, 2)
    world.exit(State.IN_FORCE, platform="facebook", kind=Kind.STAY)
    visitor = as_(None)
    assert len(listed(visitor)) == 3
    for query, expected in [
        ("?whose=register", 1), ("?whose=peers", 2), ("?platform=facebook", 1), ("?kind=leave", 2), ("?year=2010", 1),
        ("?q=universite", 2), ("?q=Université 1", 1), ("?year=2010&kind=stay", 0), ("?kind=party", 3), ("?page=99", 3),
        ("?q=%00", 3),
    ]:  # fmt: skip
        assert len(listed(visitor, query)) == expected, query


def test_positions_are_those_without_a_published_decision(world, as_):
    stance(world, "staying", Position.STAYING)
    stance(world, "silent", Position.SILENT)
    peers(world, 1)
    assert len(PlatformStance.objects.all()) == 3
    rows = listed(as_(None), "?view=positions")
    assert [row.split(" · ")[0] for row in rows] == ["Silent", "Staying"]
    assert listed(as_(None), "?view=positions&q=stay") == rows[1:]


def test_files_are_listed_for_readers_alone(world, as_):
    world.exit(State.DRAFT)
    world.exit(State.IN_FORCE, platform="facebook")
    assert len(listed(as_("adviser"), "?view=files")) == 1
    for name in (None, "author", "other_leader"):
        shown = as_(name).get(f"{LIST}?view=files").context["listing"]
        rows, offered = shown.page, [str(tab.label) for tab in shown.tabs]
        assert [row.state for row in rows if row.state not in PUBLIC] == [], name
        inside = ["En préparation", "À revoir"] * (name == "other_leader")
        assert offered == ["Décisions", "Positions sans décision", *inside], name


def test_a_page_holds_twenty_five(world, as_):
    peers(world, 26)
    assert (len(listed(as_(None))), len(listed(as_(None), "?page=2"))) == (25, 1)


def test_a_file_changes_no_byte_of_any_public_page(world, as_):
    account = world.account("https://x.com/hydro_ex")
    old = world.exit(State.IN_FORCE)
    peers(world, 1)
    stance(world, "staying", Position.STAYING)
    record_stance(
        world.poly, world.platform("facebook"), position=Position.STAYING, as_of="2025", actor=None, at=world.tick()
    )
    urls = [LIST, f"{LIST}?view=positions", f"{LIST}?view=files", f"{LIST}?kind=return", old.get_absolute_url()]
    urls += [reverse("policies:list")]
    before = [as_(None).get(url).content for url in urls]
    for state in (State.DRAFT, State.PROPOSED, State.DECIDED, State.WITHDRAWN):
        world.exit(state, platform="facebook", kind=Kind.DELETE, effective_on="2020")
    draft = world.exit(State.DRAFT, kind=Kind.RETURN, reverses=old, stated_figure=77)
    actions.edit(
        draft, actor=world.manager, at=world.tick(), seen=1, lines=[{"account": account, "treatment": "active"}]
    )
    assert [as_(None).get(url).content for url in urls] == before
    world.exit(State.ANNOUNCED, platform="facebook", kind=Kind.DELETE)
    assert as_(None).get(LIST).content != before[0], "the comparison can fail"


def test_a_corrected_decision_says_in_the_list_what_its_page_says(world, as_):
    first, other = (world.exit(State.IN_FORCE, platform=platform, stated_figure=7000) for platform in ("x", "facebook"))
    for field, after in [("stated_figure", "7500"), ("announced_on", "2019-02"), ("stated_scope_fr", "Partout")]:
        now = ExitDecision.objects.get(pk=first.pk)
        about = {"actor": world.manager, "at": world.tick(), "seen": now.version}
        correct_text(now, field=field, after=after, reason_fr="Oubli.", reason_en="Forgotten.", **about)
    shown = as_(None).get(LIST).context["listing"].page
    assert [(row, row.stated_figure) for row in shown] == [(other, 7000), (first, 7500)]
    assert (shown[1].sort_date, shown[1].stated_scope_fr) == ("2019-02", "Partout")
    assert listed(as_(None), "?year=2019") == [str(first)]
    now = ExitDecision.objects.get(pk=first.pk)
    open_review(now, actor=world.manager, at=world.tick(), seen=now.version, reason="Bilan.")
    assert ExitDecision.objects.get(pk=first.pk).sort_date == "2019-02", "a later step keeps it"


@pytest.mark.parametrize("query", ["", "?view=positions", "?view=files", "?view=again"])
def test_the_list_asks_the_same_whatever_its_length(world, as_, query, django_assert_max_num_queries):
    peers(world, 24)
    for number in range(10):
        stance(world, f"staying-{number}", Position.STAYING)
    for platform in ("x", "facebook", "instagram"):
        world.exit(State.DRAFT, platform=platform)
    client = as_("manager")
    with django_assert_max_num_queries(18):
        client.get(LIST + query)
