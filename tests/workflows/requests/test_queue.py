"""The queue: its orders and filters, its headers, its CSV, and what it costs."""

import csv
import io

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from workflows.requests.filters import ORDERS, QueueFilter
from workflows.requests.models import Contribution, PageRequest, SavedView
from workflows.requests.queries.lists import queue_tabs
from workflows.requests.sorting import COLUMNS, columns
from workflows.requests.states import Kind, Priority, State
from workflows.requests.tabs import QUEUE_TABS

QUEUE, CSV = "requests:queue", "requests:queue_csv"
HERE = "/requests/queue/"
MOST = 10


def titles(client, query="", path=HERE):
    return [line.asked.title for line in client.get(f"{path}?{query}").context["lines"]]


def table(client, query=""):
    answer = client.get(f"{reverse(CSV)}?{query}")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@pytest.fixture
def desk(world):
    """Three requests in the manager's hands, each first in some orders and last in others."""
    rows = {
        "a": {"due_on": "2026-12-03", "priority": Priority.LOW, "kind": Kind.DECLARE, "platform": "mastodon"},
        "b": {"due_on": "2026-12-01", "priority": Priority.HIGH, "kind": Kind.EXCEPTION, "platform": "github"},
        "c": {"due_on": "2026-12-02", "priority": Priority.NORMAL, "kind": Kind.OPEN, "platform": "youtube"},
    }
    units = {"a": world.lab, "b": world.library, "c": world.hydro}
    for title, values in rows.items():
        asked = world.request(State.IN_REVIEW, title=title)
        values["platform"] = world.platform(values["platform"])
        PageRequest.objects.filter(pk=asked.pk).update(unit=units[title], **values)
    return world


SORTED = {
    "": "bca",
    "-due": "acb",
    "priority": "bca",
    "-priority": "acb",
    "unit": "bca",  # Bibliothèque, Génie hydrique, Laboratoire Littoral
    "-unit": "acb",
    "platform": "bac",
    "-platform": "cab",
    "kind": "cab",
    "-kind": "bac",
    "since": "abc",
    "-since": "cba",
}
FILTERS = {"": "abc", "kind=declare": "a", "priority=1": "b", "unit=hydro": "c", "platform=github": "b", "q=c": "c"}


def test_every_order_has_its_expectation():
    assert set(SORTED) == set(ORDERS)


@pytest.mark.parametrize(("order", "expected"), SORTED.items())
def test_each_order_with_each_filter(desk, as_, order, expected):
    manager = as_("manager")
    for query, left in FILTERS.items():
        asked = f"order={order}&{query}"
        page = titles(manager, asked)
        assert page == [title for title in expected if title in left], asked
        assert [row["Demande"] for row in table(manager, asked)] == page, asked


def test_who_has_it_in_hand(desk, as_):
    world = desk
    world.request(State.ENDORSED, title="libre")
    world.request(State.IN_REVIEW, title="autre")
    PageRequest.objects.filter(title="autre").update(reviewer=world.manager2)
    manager = as_("manager")
    cases = {f"{world.manager.pk}": "bca", f"{world.manager2.pk}": ["autre"], "nobody": ["libre"]}
    for taken, expected in cases.items():
        assert titles(manager, f"taken={taken}") == list(expected), taken
    assert f'value="{world.manager2.pk}"' in manager.get(HERE).content.decode()
    assert f'value="{world.manager2.pk}"' not in as_("head").get(HERE).content.decode()


def test_the_tabs_are_those_of_the_table(world):
    assert [tab.key for tab in queue_tabs(world.manager, world.at.date())] == list(QUEUE_TABS)


def test_a_header_keeps_the_filters_and_turns_its_order_round():
    found = {str(column.label): column for column in columns(QueryDict("tab=late&unit=hydro&page=3"), "")}
    due = next(column for column in columns(QueryDict("tab=late&page=3"), "") if column.direction)
    assert (due.direction, due.sorts[0].url) == ("ascending", "?tab=late&order=-due")
    assert found["Demande"].sorts[0].url == "?tab=late&unit=hydro&order=platform"
    for _label, sorts in COLUMNS:
        for name, _said in sorts:
            backwards = f"-{name}" if name else "-due"
            assert {name, backwards} <= set(ORDERS)
            (now,) = [s for c in columns(QueryDict(), backwards) for s in c.sorts if s.direction]
            assert (now.direction, now.url) == ("descending", f"?order={name}" if name else "?")


def test_the_page_says_how_it_is_sorted(desk, as_):
    for order, said in (("", "ascending"), ("-platform", "descending")):
        html = as_("manager").get(HERE, {"order": order}).content.decode()
        assert html.count("aria-sort=") == 1
        assert f'aria-sort="{said}"' in html


def test_filters_stay_in_their_tab(desk, as_):
    html = as_("manager").get(HERE, {"tab": "decide", "q": "a"}).content.decode()
    assert '<input type="hidden" name="tab" value="decide"' in html


def test_no_cell_is_a_formula_and_none_is_foreign(world, as_):
    world.request(State.IN_REVIEW, title="=1+1")
    (row,) = table(as_("manager"))
    assert row["Demande"] == "'=1+1"
    assert row["En main"] == "Manager"
    assert table(as_("other_manager")) == []
    assert as_("author").get(reverse(CSV)).status_code == 403


def more(world, count):
    """So many copies of one request in review, and views to draw."""
    model = PageRequest.objects.order_by("pk").first()
    fields = {field.attname: getattr(model, field.attname) for field in PageRequest._meta.concrete_fields[1:]}
    rows = [PageRequest(**fields | {"title": f"Copie {n}"}) for n in range(count)]
    made = PageRequest.objects.bulk_create(rows)
    Contribution.objects.bulk_create(
        Contribution(page_request=row, user=world.author, at=world.at, version=1, content={}) for row in made
    )


@pytest.mark.parametrize("person", ["manager", "head", "leader"])
def test_no_tab_costs_more_for_five_hundred_than_for_fifty(world, as_, person, django_assert_max_num_queries):
    state = {"manager": State.IN_REVIEW, "head": State.SUBMITTED, "leader": State.WITH_LEADERSHIP}[person]
    world.request(state)
    for number in range(3):
        SavedView.objects.create(
            user=world.people[person], name=str(number), query="tab=late", created_at=timezone.now()
        )
    client, told = as_(person), []
    for count in (49, 450):
        more(world, count)
        for tab in QUEUE_TABS:
            with django_assert_max_num_queries(MOST) as asked:
                client.get(HERE, {"tab": tab, "unit": "hydro", "platform": "instagram", "q": "Copie"})
            told.append(len(asked))
    half = len(QUEUE_TABS)
    assert told[:half] == told[half:]


def test_the_csv_costs_the_same_for_every_length(world, as_, django_assert_max_num_queries):
    world.request(State.IN_REVIEW)
    more(world, 30)
    manager = as_("manager")
    with django_assert_max_num_queries(MOST):
        assert len(table(manager)) == 31


def test_postgresql_knows_how_many_requests_the_searched_words_leave(db):
    """Its statistics serve only while they are made of the very expressions that the search compares."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unnest(pg_get_statisticsobjdef_expressions(oid)) FROM pg_statistic_ext WHERE stxname LIKE 'request_words_%'"
        )
        known = {expression for (expression,) in cursor.fetchall()}
    found = QueueFilter({"q": "chantier"}, PageRequest.objects.all()).qs
    asked = str(found.query).replace('"workflows_pagerequest".', "").replace('"', "")
    assert known == {f"upper(({name})::text)" for name in ("title", "wanted_handle", "handle")}
    for name in ("title", "wanted_handle", "handle"):
        assert f"UPPER({name}::text)" in asked
