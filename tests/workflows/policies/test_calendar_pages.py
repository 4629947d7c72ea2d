"""The calendar's pages: years, proposals that wait for a yes, days of one's own, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair
from workflows.policies.models import Holiday
from workflows.policies.setting import add_holidays

PROPOSED = {"place": "CA-QC", "year": "2027"}
NAMES = {
    ("CA-QC", "fr"): ("Fête nationale du Québec", "Action de grâce"),
    ("CA-QC", "en"): ("Saint Jean Baptiste Day", "Thanksgiving"),
    ("FR", "fr"): ("Lundi de Pâques", "Toussaint"),
    ("FR", "en"): ("Easter Monday", "All Saints’ Day"),
}


@pytest.fixture
def page(world) -> str:
    return reverse("rules:calendar", args=[world.poly.pk])


@pytest.fixture
def yes(world) -> str:
    return reverse("rules:proposed", args=[world.poly.pk])


def noted(world, *days: str) -> list[Holiday]:
    named = [(date.fromisoformat(day), Pair(f"Congé du {day}", "")) for day in days]
    return add_holidays(world.poly, named, actor=world.admin, at=world.tick())


@pytest.mark.parametrize(("place", "language"), NAMES)
def test_proposals_come_in_the_readers_language_and_note_nothing(page, as_, place, language):
    shown = as_("admin").get(page, PROPOSED | {"place": place}, headers={"accept-language": language})
    words = shown.content.decode()
    assert all(name in words for name in NAMES[place, language])
    assert not Holiday.objects.exists()
    assert not Event.objects.filter(verb=Verb.HOLIDAY_CHANGED).exists()


def test_a_yes_notes_what_is_ticked_among_what_was_proposed(yes, as_):
    response = as_("admin").post(yes, PROPOSED | {"days": ["2027-06-24", "2027-06-25", "x"]})
    assert response.status_code == 303
    assert response.url.endswith("?year=2027")
    holiday = Holiday.objects.get()
    assert (holiday.day, holiday.name_fr) == (date(2027, 6, 24), "Fête nationale du Québec")
    assert holiday.name_en == "Saint Jean Baptiste Day"


def test_nothing_ticked_is_nothing_noted_and_said(yes, as_):
    admin = as_("admin")
    assert "rien n’est noté" in admin.post(yes, PROPOSED, follow=True).content.decode()
    assert not Event.objects.filter(verb=Verb.HOLIDAY_CHANGED).exists()


def test_the_same_yes_twice_notes_once(yes, as_):
    for _time in range(2):
        assert as_("admin").post(yes, PROPOSED | {"days": ["2027-06-24"]}).status_code == 303
    assert Holiday.objects.count() == 1
    assert Event.objects.filter(verb=Verb.HOLIDAY_CHANGED).count() == 1


ODD = [
    {"place": "XX"},
    {"place": ""},
    {"year": "99999"},
    {"year": "1999"},
    {"year": "2027.5"},
    {"year": "x"},
    {"year": ""},
]


@pytest.mark.parametrize("asked", ODD)
def test_an_odd_place_or_year_is_said(page, yes, as_, asked):
    looked = as_("admin").get(page, PROPOSED | asked)
    assert looked.status_code == 200
    assert "Erreur" in looked.content.decode()
    posted = as_("admin").post(yes, PROPOSED | asked | {"days": ["2027-06-24"]})
    assert posted.status_code == 422
    assert "Erreur" in posted.content.decode()
    assert not Holiday.objects.exists()


ODD_DAYS = [{"day": ""}, {"day": "2027-02-30"}, {"day": "1027-01-01"}, {"day": "2101-01-01"}]
ODD_NAMES = [{"name_fr": ""}, {"name_fr": "x" * 81}, {"name_en": "x" * 81}, {"name_fr": "\x00"}]


@pytest.mark.parametrize("day", [*ODD_DAYS, *ODD_NAMES])
def test_an_odd_day_is_said_and_not_noted(page, as_, day):
    posted = {"day": "2027-05-17", "name_fr": "Pont"} | day
    assert as_("admin").post(page, posted).status_code == 422
    assert not Holiday.objects.exists()


def test_a_day_that_is_noted_already_is_said_and_keeps_its_name(world, page, as_):
    noted(world, "2027-05-17")
    response = as_("admin").post(page, {"day": "2027-05-17", "name_fr": "Pont"})
    assert response.status_code == 422
    assert "déjà noté" in response.content.decode()
    assert Holiday.objects.get().name_fr == "Congé du 2027-05-17"


def test_the_days_of_one_year_at_a_time(world, page, as_):
    noted(world, "2026-12-25", "2027-01-01", "2031-01-01")
    words = as_("auditor").get(page, {"year": "2027"}).content.decode()
    assert "Congé du 2027-01-01" in words
    assert "Congé du 2026-12-25" not in words
    assert f"{page}?year=2031" in words
    assert date_format(date(2027, 1, 1), "Y-m-d") in words


@pytest.mark.parametrize("year", ["", "x", "1999", "2101", "20270", "²027", "-202", "2027 "])
def test_an_odd_year_shows_this_one(world, page, as_, year):
    today = timezone.localdate()
    noted(world, today.isoformat())
    response = as_("author").get(page, {"year": year})
    assert response.status_code == 200
    assert f"Congé du {today}" in response.content.decode()


def test_a_day_goes_and_one_comes_back_to_its_year(world, as_):
    (holiday,) = noted(world, "2027-05-17")
    removal = reverse("rules:holiday_remove", args=[world.poly.pk, holiday.pk])
    refused = as_("manager").post(removal)
    assert refused.status_code == 403
    assert "Votre rôle ne permet pas" in refused.content.decode()
    assert Holiday.objects.exists()
    assert as_("admin").post(removal).url.endswith("?year=2027")
    assert as_("admin").post(removal).status_code == 404
    assert not Holiday.objects.exists()


def test_another_institutions_day_is_not_there(world, as_):
    (holiday,) = noted(world, "2027-05-17")
    assert (
        as_("other_admin").post(reverse("rules:holiday_remove", args=[world.other.pk, holiday.pk])).status_code == 404
    )
    assert Holiday.objects.exists()


@pytest.mark.parametrize(
    ("name", "buttons"), [("admin", True), ("manager", False), ("author", False), ("auditor", False)]
)
def test_only_who_may_change_it_is_offered_to(world, page, as_, name, buttons):
    noted(world, "2027-05-17")
    words = as_(name).get(page, PROPOSED).content.decode()
    assert ("Retirer" in words) == ("Noter les jours cochés" in words) == ("Ajouter un jour" in words) == buttons


def test_a_full_calendar_costs_no_more(world, page, as_, django_assert_max_num_queries):
    noted(world, "2027-01-01")
    client = as_("admin")
    client.get(page)
    with django_assert_max_num_queries(14) as few:
        client.get(page, PROPOSED)
    noted(world, *(f"2027-{month:02}-{day:02}" for month in range(1, 13) for day in range(2, 27)))
    with django_assert_max_num_queries(len(few)):
        client.get(page, PROPOSED)
