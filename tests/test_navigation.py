"""Where each person is led: nobody is shown a door that would not open, nor misses one that would."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve, reverse

from carrefour.context import Navigation

EVERYBODY = {"accounts:mine", "requests:list", "reviews:list", "notifications:list", "rules:reading", "exits:tasks"}
DESKS = {
    "author": EVERYBODY,
    "steward": EVERYBODY | {"followers:grid", "followers:questions"},
    "head": EVERYBODY | {"requests:queue", "organisation:stand_ins"},
    "adviser": EVERYBODY,
    "manager": EVERYBODY
    | {"requests:queue", "organisation:stand_ins", "exits:list", "transfer:upload", "directory:reports", "rules:home"}
    | {"followers:grid", "followers:questions", "followers:nights", "dashboard:home", "what_if:home", "exits:stances"}
    | {"exits:tasks", "exits:feeds"},
    "leader": EVERYBODY
    | {"requests:queue", "organisation:stand_ins", "exits:list", "journal:list", "dashboard:home", "what_if:home"},
    "auditor": EVERYBODY | {"journal:list", "dashboard:home"},
    "admin": EVERYBODY
    | {"organisation:units", "organisation:people", "notifications:dead", "rules:home"}
    | {"followers:tokens", "followers:nights", "organisation:programs"},
}


def navigation(user, page: str, **args) -> Navigation:
    request = RequestFactory().get(reverse(page, kwargs=args))
    request.user = user
    request.resolver_match = resolve(request.path)
    return Navigation(request)


@pytest.mark.parametrize(("name", "doors"), DESKS.items(), ids=list(DESKS))
def test_the_desk_of_each_role(world, name, doors):
    groups = navigation(world.people[name], "requests:list").desk
    assert {item.url for group in groups for item in group.items} == {reverse(door) for door in doors}


@pytest.mark.parametrize("page", ["rules:numbers", "rules:calendar"])
def test_a_page_below_marks_the_door_it_lies_under(world, page):
    items = [item for group in navigation(world.admin, page, pk=world.poly.pk).desk for item in group.items]
    assert {item.url: item.current for item in items if item.current} == {reverse("rules:home"): "true"}


@pytest.mark.parametrize(
    ("page", "current"),
    [
        ("directory:list", ["page", "", "", ""]),
        ("directory:verify", ["", "page", "", ""]),
        ("exits:list", ["", "", "page", ""]),
        ("requests:list", ["", "", "", "page"]),
        ("accounts:mine", ["", "", "", "true"]),
        ("journal:list", ["", "", "", "true"]),
        ("account_login", ["", "", "", ""]),
    ],
)
def test_the_head_marks_where_one_is(world, page, current):
    assert [item.current for item in navigation(world.people["author"], page).main] == current
    assert [item.current for item in navigation(AnonymousUser(), page).main] == current[:3]


def test_an_error_page_marks_nothing():
    request = RequestFactory().get("/nowhere/")
    request.user = AnonymousUser()
    assert [item.current for item in Navigation(request).main] == ["", "", ""]
