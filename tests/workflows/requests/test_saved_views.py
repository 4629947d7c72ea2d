"""Views of the queue that a person keeps: what is kept, what is refused, and for whom."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from registry.audit.models import Event
from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.requests.models import SavedView
from workflows.requests.saved_views import MOST, forget, keep, rename, replace

VIEWS = "requests:views"
# What an address says → what is kept of it.
KEPT = {
    "tab=late": "tab=late",
    "?tab=late&page=7": "tab=late",
    "order=-unit&tab=mine": "tab=mine&order=-unit",
    "q=++crue+%26+pluie+": "q=crue+%26+pluie",
    "unit=hydro&x=1&next=https://evil.example/": "unit=hydro",
    "tab=late&tab=mine": "tab=mine",
    "platform=instagram&priority=1&taken=nobody": "platform=instagram&priority=1&taken=nobody",
    "tab=late#https://evil.example/": None,
    "https://evil.example/?tab=late": None,
    "//evil.example": None,
    "": None,
    "page=2": None,
    "tab=nowhere": None,
    "unit=abroad": None,
    "platform=nowhere": None,
    "priority=9": None,
    "order=password": None,
    "taken=1%20OR%201=1": None,
    "q=%00": None,
    "q=" + "a" * 600: None,
    "q=" + "%C3%A9" * 200: None,
}
NAMES = {
    "Retards": "Retards",
    "  Mes   retards\n": "Mes retards",
    "a" * 60: "a" * 60,
    "": None,
    " \t": None,
    "\u00a0": None,
    "a" * 61: None,
    "a\x00b": None,
    "\u202eabc": None,
    "\u200b": None,
}


def kept(world, name="Retards", query="tab=late", who="manager"):
    return keep(actor=world.people[who], at=world.tick(), name=name, query=query)


@pytest.mark.parametrize(("query", "expected"), KEPT.items())
def test_only_known_filters_are_kept(world, query, expected):
    other = kept(world, "Autre")
    for act in (lambda: kept(world, query=query), lambda: replace(other, actor=world.manager, query=query)):
        if expected is None:
            with pytest.raises(Refused):
                act()
        else:
            assert act().query == expected


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_names(world, name, expected):
    other = kept(world, "Autre")
    for act in (lambda: kept(world, name=name), lambda: rename(other, actor=world.manager, name=name)):
        if expected is None:
            with pytest.raises(Refused):
                act()
        else:
            assert act().name == expected
            SavedView.objects.filter(name=expected).delete()


def test_a_name_serves_once_for_one_person_and_again_for_another(world):
    first = kept(world)
    kept(world, who="manager2")
    second = kept(world, name="Autre")
    for act in (lambda: kept(world), lambda: rename(second, actor=world.manager, name="Retards")):
        with pytest.raises(Refused, match="already"):
            act()
    assert rename(first, actor=world.manager, name="Retards").name == "Retards"


def test_there_is_an_end_to_them(world):
    for number in range(MOST):
        kept(world, name=str(number))
    with pytest.raises(Refused):
        kept(world)


def test_another_persons_view_is_out_of_reach(world, as_):
    view = kept(world)
    for act in (
        lambda: rename(view, actor=world.manager2, name="x"),
        lambda: replace(view, actor=world.manager2, query="tab=mine"),
        lambda: forget(view, actor=world.manager2),
    ):
        with pytest.raises(NotAllowed):
            act()
    for name in ("requests:view_change", "requests:view_forget"):
        assert as_("manager2").post(reverse(name, args=[view.pk]), {"name": "x"}).status_code == 404
    assert "Retards" not in as_("manager2").get(reverse("requests:queue")).content.decode()


def test_a_view_is_named_used_changed_and_forgotten(world, as_):
    events, client = Event.objects.count(), as_("manager")
    page = client.get(reverse(VIEWS) + "?tab=late&q=crue&order=unit").content.decode()
    assert all(words in page for words in ("En retard", "«\u00a0crue\u00a0»", "Unité"))
    bad = client.post(reverse(VIEWS), {"name": " ", "query": "tab=late"})
    assert bad.status_code == 422
    done = client.post(reverse(VIEWS), {"name": "Crues", "query": "tab=late&q=crue&order=unit&page=4"})
    view = SavedView.objects.get()
    assert (done.status_code, done["Location"]) == (303, f"{reverse('requests:queue')}?{view.query}")
    assert QueryDict(view.query) == QueryDict("q=crue&tab=late&order=unit")
    queue = client.get(done["Location"]).content.decode()
    assert 'aria-current="true">Crues</a>' in queue
    change = reverse("requests:view_change", args=[view.pk])
    assert client.post(change, {"name": "Hautes eaux"}).status_code == 303
    assert client.post(change, {"query": "tab=mine"})["Location"] == reverse(VIEWS) + "?tab=mine"
    view.refresh_from_db()
    assert (view.name, view.query) == ("Hautes eaux", "tab=mine")
    client.post(change, {"query": "https://evil.example/?tab=late"})
    client.post(change, {"name": ""})
    view.refresh_from_db()
    assert (view.name, view.query) == ("Hautes eaux", "tab=mine")
    assert client.post(reverse("requests:view_forget", args=[view.pk])).status_code == 303
    assert not SavedView.objects.exists()
    assert Event.objects.count() == events
