"""The stance board: as of any day, by position, as a file; what asks to be checked, and what is done about it."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import Unit, UnitKind
from registry.organisation.permissions import NotAllowed
from registry.platforms.actions import record_stance
from registry.platforms.models import PlatformStance, StanceCheck
from registry.platforms.positions import Position
from registry.platforms.queries import known, stances_as_of
from tests.workflows.exits.pages import peers, text
from tests.world import TOMORROW as TODAY
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.stances_actions import Noted, change, confirm, note_stance
from workflows.exits.states import Kind
from workflows.machine import Refused

BOARD, FILE, NOTE = reverse("exits:stances"), reverse("exits:stances_csv"), reverse("exits:stance_note")
pytestmark = pytest.mark.usefixtures("day_after")


def noted(world, slug, position=Position.STAYING, as_of="2025-01-10", platform="x", **about):
    unit = Unit.objects.filter(slug=slug).first() or found_institution(
        slug=slug, name=Pair(slug.title(), ""), kind=UnitKind.PEER, country="FR", at=world.at
    )
    words = {"source": "AEF", "actor": None, "at": world.at} | about
    return record_stance(unit, world.platform(platform), position=position, as_of=as_of, **words)


def shown(client, query=""):
    board = client.get(BOARD + query).context["board"]
    return [str(line.stance.institution) for line in board.lines]


def check_url(stance):
    return reverse("exits:stance_check", args=[stance.pk])


def change_url(stance):
    return reverse("exits:stance_change", args=[stance.pk])


# Reading


def test_an_empty_register_says_so(world, as_):
    assert "Aucune position n’est notée" in text(as_(None).get(BOARD))
    assert as_(None).get(FILE).status_code == 200


def test_the_platform_of_most_stances_is_the_first(world, as_):
    noted(world, "one", platform="facebook")
    noted(world, "two")
    noted(world, "three")
    visitor = as_(None)
    assert shown(visitor) == ["Three", "Two"]
    assert shown(visitor, "?platform=facebook") == ["One"]
    assert shown(visitor, "?platform=nowhere") == ["Three", "Two"]
    assert '<option value="x" selected>' in text(visitor.get(BOARD))


def test_the_day_before_its_effect_a_decision_has_changed_nothing(world, as_):
    noted(world, "one", Position.ACTIVE, "2012")
    said = Recorded(kind=Kind.SUSPEND, source="AEF", announced_on="2024-12-20", effective_on="2025-01-10")
    about = {"institution": Unit.objects.get(slug="one"), "platform": world.platform("x"), "desk": world.poly}
    decision = record_decision(said, actor=world.manager, at=world.tick(), **about)
    before = text(as_(None).get(f"{BOARD}?on=2025-01-09"))
    since = text(as_(None).get(f"{BOARD}?on=2025-01-10"))
    assert ('Au <time datetime="2025-01-09">' in before, "2012" in before) == (True, True)
    assert decision.get_absolute_url() not in before
    assert decision.get_absolute_url() in since
    tabs = as_(None).get(f"{BOARD}?on=2025-01-09").context["board"].tabs
    assert [str(tab.label) for tab in tabs] == ["Toutes", "Active"]


def test_a_year_is_said_as_a_year_while_it_lasts_and_no_day_is_made_of_it(world, as_):
    noted(world, "one", Position.LEFT, "2023")
    visitor = as_(None)
    assert shown(visitor, "?on=2022-12-31") == []
    assert "dans le courant de" in text(visitor.get(f"{BOARD}?on=2023-06-01")).split("<tbody>")[1]
    after = text(visitor.get(f"{BOARD}?on=2024-01-01")).split("<tbody>")[1]
    assert ('<time datetime="2023">2023</time>' in after, "dans le courant de" in after.split("</tbody>")[0]) == (
        True,
        False,
    )


def test_what_is_not_dated_is_said_to_be_announced_or_known_here(world, as_):
    noted(world, "told", Position.LEFT, "", announced_on="2024-11")
    noted(world, "untold", Position.SILENT, "")
    page = text(as_(None).get(BOARD))
    assert "effet non daté par la source" in page
    assert "date non donnée" in page
    past = as_(None).get(f"{BOARD}?on=2024-12-01")
    assert [str(line.stance.institution) for line in past.context["board"].lines] == ["Told"]
    assert "Institutions dont rien n’est encore su ce jour-là\u00a0: 1" in text(past)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ((TODAY + timedelta(days=1)).isoformat(), "Ce jour n’est pas encore venu"),
        ("1994-12-31", "avant toute plateforme"),
        ("2025-02-30", "Écrivez un jour qui existe"),
        ("hier", "Écrivez un jour qui existe"),
        ("%00", "Au jour du"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused_in_words(world, as_, day, words):
    noted(world, "one")
    answer = as_(None).get(f"{BOARD}?on={day}")
    assert words in text(answer)
    assert answer.context["board"].day == TODAY
    assert "Erreur" in text(answer)
    assert as_(None).get(f"{FILE}?on={day}").status_code == 422


def test_filters_and_counts(world, as_):
    noted(world, "one")
    noted(world, "two", Position.LEFT)
    noted(world, "three", Position.LEFT)
    record_stance(
        world.poly, world.platform("x"), position=Position.ACTIVE, as_of="2020", actor=None, at=world.at, source="Site"
    )
    visitor = as_(None)
    for query, expected in [
        ("?position=left", 2), ("?whose=register", 1), ("?whose=peers", 3), ("?q=ecole", 1), ("?q=TW", 1),
        ("?q=one&position=left", 0), ("?position=party", 4), ("?check=on", 4), ("?page=99", 4), ("?q=%00", 4),
    ]:  # fmt: skip
        assert len(shown(visitor, query)) == expected, query
    tabs = visitor.get(f"{BOARD}?whose=peers&position=left").context["board"].tabs
    assert [(str(tab.label), tab.count, tab.current) for tab in tabs] == [
        ("Toutes", 3, False), ("Quittée", 2, True), ("Reste active", 1, False),
    ]  # fmt: skip
    for tab in tabs:
        assert len(shown(visitor, tab.url)) == tab.count


def test_pages_of_twenty_five_and_the_file_of_all(world, as_):
    for number in range(26):
        noted(world, f"peer-{number}", note=("=1+1", ""))
    visitor = as_(None)
    assert (len(shown(visitor)), len(shown(visitor, "?page=2"))) == (25, 1)
    answer = visitor.get(f"{FILE}?position=staying&page=2")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert len(rows) == 26
    assert rows[0]["Depuis"] == "2025-01-10"
    assert {row["Précision"] for row in rows} == {"'=1+1"}
    assert f"stances-x-{TODAY.isoformat()}.csv" in answer["Content-Disposition"]


def test_the_file_says_what_is_announced_and_not_dated(world, as_):
    peers(world, 1)
    (row,) = csv.DictReader(io.StringIO(as_(None).get(FILE).content.decode().removeprefix("\ufeff")))
    assert (row["Depuis"], row["Annoncée le"]) == ("", "2010")


@pytest.mark.parametrize(("person", "most"), [(None, 7), ("manager", 10)])
def test_the_board_asks_the_same_whatever_its_length(world, as_, person, most, django_assert_max_num_queries):
    peers(world, 30)
    for number in range(10):
        noted(world, f"staying-{number}")
    client = as_(person)
    client.get(BOARD)
    for query in ("", "?on=2024-06-01", "?position=left", "?check=on&platform=x"):
        with django_assert_max_num_queries(most):
            client.get(BOARD + query)


# What asks to be checked


def test_only_who_records_is_asked_and_about_what_they_may_say(world, as_):
    noted(world, "old")
    noted(world, "fresh", as_of=(TODAY - timedelta(days=90)).isoformat())
    for root in (world.poly, world.other):
        record_stance(
            root, world.platform("x"), position=Position.ACTIVE, as_of="2020", actor=None, at=world.at, source="Site"
        )
    for person, expected in [("manager", 2), ("other_manager", 2), ("leader", 0), (None, 0)]:
        client = as_(person)
        assert client.get(BOARD).context["board"].to_check == expected, person
        assert ("Positions à vérifier" in text(client.get(reverse("exits:list")))) is (expected > 0)
        assert ("À vérifier" in text(client.get(BOARD))) is (expected > 0)
    assert shown(as_("manager"), "?check=on") == ["Old", "École d’exemple"]
    assert shown(as_("other_manager"), "?check=on") == ["Old", "Autre université"]


def test_the_list_of_what_is_due_opens_on_the_platform_where_most_is(world, as_):
    for number in range(2):
        noted(world, f"one-{number}", as_of=TODAY.isoformat())
    noted(world, "old", platform="facebook")
    assert shown(as_("manager"), "?check=on") == ["Old"]


def test_still_so_with_the_place_where_it_was_seen(world, as_):
    stance = noted(world, "old")
    client = as_("manager")
    refused = client.post(check_url(stance), {"source": " "})
    assert (refused.status_code, StanceCheck.objects.count()) == (422, 0)
    assert client.post(check_url(stance), {"source": "x.com/old"}).status_code == 303
    assert StanceCheck.objects.get().source == "x.com/old"
    assert shown(client, "?check=on") == []
    assert "Vérifiée le" in text(as_(None).get(BOARD))
    assert "x.com/old" in text(client.get(check_url(stance)))


def test_a_change_takes_its_place_and_the_old_one_stays_readable(world, as_):
    stance = noted(world, "old")
    client = as_("manager")
    said = {"position": "silent", "as_of": "2025-09", "source": "x.com/old", "note_fr": "Rien depuis septembre."}
    assert client.post(change_url(stance), said).status_code == 303
    now = stances_as_of(TODAY).get()
    assert (now.position, now.as_of, now.note_fr, now.source) == (
        Position.SILENT, "2025-09", "Rien depuis septembre.", "x.com/old",
    )  # fmt: skip
    assert PlatformStance.objects.count() == 2
    assert list(stances_as_of(TODAY.replace(year=2025, month=8, day=1))) == [stance]
    late = client.post(check_url(stance), {"source": "x.com/old"})
    assert (late.status_code, StanceCheck.objects.count()) == (409, 0)
    assert "Une autre position a été notée depuis" in text(late)
    assert "Une position plus récente est notée" in text(client.get(check_url(stance)))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"as_of": "2024"}, "avant celle de la position notée"),
        ({"as_of": "2025-01"}, "avant celle de la position notée"),
        ({"as_of": ""}, "obligatoire"),
        ({"as_of": (TODAY + timedelta(days=1)).isoformat()}, "à venir"),
        ({"as_of": "2025-02-30"}, "Écrivez une année"),
        ({"source": " "}, "obligatoire"),
        ({"position": "party"}, "Sélectionnez un choix valide"),
    ],
)
def test_a_change_that_would_say_nothing_clear_is_refused(world, as_, said, words):
    stance = noted(world, "old")
    data = {"position": "left", "as_of": "2025-06-01", "source": "Site"} | said
    answer = as_("manager").post(change_url(stance), data)
    assert answer.status_code == 422
    assert words in text(answer)
    assert PlatformStance.objects.count() == 1


def test_a_stance_is_noted_of_a_new_institution(world, as_):
    data = {
        "peer_fr": "Ville de Vancouver", "peer_en": "City of Vancouver", "peer_country": "ca", "platform": "x",
        "position": "evaluating", "as_of": "2025-01", "source": "Copie d’un article de presse", "confidence": "low",
        "stated_figure": "269000",
    }  # fmt: skip
    client = as_("manager")
    assert client.post(NOTE, data).status_code == 303
    stance = PlatformStance.objects.select_related("institution").get()
    assert (stance.institution.name_en, stance.institution.country) == ("City of Vancouver", "CA")
    assert stance.note_en == "269,000 followers stated. Reliability of the source: low."
    assert client.post(NOTE, data).status_code == 422, "known by now"
    assert client.post(NOTE, data | {"institution": stance.institution_id}).status_code == 422, "one or the other"
    undated = data | {"institution": stance.institution_id, "peer_fr": "", "as_of": ""}
    assert "dites depuis quand" in text(client.post(NOTE, undated))
    later = data | {"institution": stance.institution_id, "peer_fr": "", "as_of": "2025-06", "position": "staying"}
    assert client.post(NOTE, later).status_code == 303
    assert stances_as_of(TODAY).get().position == Position.STAYING


def test_a_note_that_would_be_cut_is_refused(world):
    said = Noted(Position.STAYING, "AEF", note=Pair("x" * 250, ""), figure=1, scope=Pair("y" * 50, ""))
    unit = found_institution(slug="one", name=Pair("Un", ""), kind=UnitKind.PEER, at=world.at)
    with pytest.raises(Refused):
        note_stance(said, institution=unit, platform=world.platform("x"), actor=world.manager, at=world.tick())
    assert not PlatformStance.objects.exists()


@pytest.mark.parametrize("person", ["leader", "author", "admin", "nobody"])
def test_who_does_not_record_changes_nothing(world, person):
    stance = noted(world, "old")
    actor, at = world.people[person], world.tick()
    said = Noted(Position.LEFT, "AEF", "2026")
    for act in (
        lambda: confirm(stance, source="x.com", actor=actor, at=at),
        lambda: change(stance, said, actor=actor, at=at),
        lambda: note_stance(said, institution=world.poly, platform=world.platform("x"), actor=actor, at=at),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (known().count(), StanceCheck.objects.count()) == (1, 0)


def test_nobody_speaks_for_a_sister_institution(world):
    said = Noted(Position.LEFT, "AEF", "2026")
    with pytest.raises(NotAllowed):
        note_stance(said, institution=world.other, platform=world.platform("x"), actor=world.manager, at=world.tick())
