"""A stance that its source does not date, and what took its place."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import UnitKind
from registry.platforms.actions import record_stance
from registry.platforms.positions import Position
from registry.platforms.queries import stances_as_of
from workflows.exits.correcting import correct_text
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.stances_actions import Noted, change
from workflows.exits.states import Kind
from workflows.machine import Refused

TODAY = date(2026, 11, 20)  # of the cast
NOTED = datetime(2025, 9, 1, 17, tzinfo=UTC)


def undated(world, **about):
    peer = found_institution(slug="peer", name=Pair("Une ville", ""), kind=UnitKind.PEER, at=world.tick())
    words = {"position": Position.SILENT, "as_of": "", "source": "AEF", "actor": world.manager, "at": NOTED}
    return record_stance(peer, world.platform("x"), **words, **about)


@pytest.mark.parametrize("as_of", ["2024", "2025-03", "2025-03-10"])
def test_what_replaced_it_before_it_was_noted_counts_from_its_own_date(world, as_, as_of):
    stance = undated(world)
    data = {"position": "left", "as_of": as_of, "source": "Site"}
    assert as_("manager").post(reverse("exits:stance_change", args=[stance.pk]), data).status_code == 303
    now = stances_as_of(TODAY).get()
    assert (now.position, now.as_of) == (Position.LEFT, as_of)
    assert list(stances_as_of(date(2025, 3, 10))) == [now]
    assert not stances_as_of(date(2023, 12, 31)).exists(), "nobody knows since when the former held"
    assert (
        "Une position plus récente est notée"
        in as_("manager").get(reverse("exits:stance_check", args=[stance.pk])).content.decode()
    )


def test_what_was_announced_is_not_replaced_before_its_announcement(world):
    stance = undated(world, announced_on="2025-06")
    with pytest.raises(Refused, match="before that of the recorded stance"):
        change(stance, Noted(Position.LEFT, "Site", "2025-03"), actor=world.manager, at=world.tick())
    change(stance, Noted(Position.LEFT, "Site", "2025-07"), actor=world.manager, at=world.tick())
    assert list(stances_as_of(date(2025, 6, 30))) == [stance], "it held in between"


@pytest.mark.parametrize(("field", "after", "before"), [("source", "Bulletin", 0), ("effective_on", "2024-05", 1)])
def test_a_correction_of_its_decision_does_not_hide_what_took_its_place(world, field, after, before):
    said = Recorded(kind=Kind.SUSPEND, source="Journal")
    about = {"institution": world.poly, "platform": world.platform("x"), "desk": world.poly, "actor": world.manager}
    decision = record_decision(said, at=world.tick(), **about)
    left = Noted(Position.LEFT, "Site", "2025-03")
    change(stances_as_of(TODAY).get(), left, actor=world.manager, at=world.tick())
    words = {"reason_fr": "Erreur.", "reason_en": "A mistake.", "actor": world.manager, "at": world.tick()}
    correct_text(decision, field=field, after=after, seen=decision.version, **words)
    assert stances_as_of(TODAY).get().position == Position.LEFT
    assert stances_as_of(date(2025, 1, 1)).count() == before
