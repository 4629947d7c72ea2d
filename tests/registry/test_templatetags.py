"""The tags and filters of every page, as templates use them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace as Thing
from xml.etree import ElementTree

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.context import Context
from django.test import RequestFactory
from django.utils import translation

from registry.templatetags.icons import ICONS, VERDICT_ICONS


def draw(source: str, language: str = "fr", path: str = "/", **values: object) -> str:
    """The text of a piece of template, by the project's own engine, without context processors (and their queries)."""
    template = engines["django"].from_string("{% load carrefour listing %}" + source).template
    context = Context(values)
    context.request = RequestFactory().get(path)
    with translation.override(language):
        return template.render(context)


UNIT = Thing(name_fr="Génie hydrique", name_en="Hydraulic Engineering")
HALF = Thing(name_fr="Bibliothèque", name_en="")


@pytest.mark.parametrize(
    ("unit", "language", "name"),
    [
        (UNIT, "fr", "Génie hydrique"),
        (UNIT, "en", "Hydraulic Engineering"),
        (HALF, "en", "Bibliothèque"),
    ],
)
def test_here_reads_the_column_of_the_active_language(unit, language, name):
    assert draw('{{ unit|here:"name" }}', language, unit=unit) == name


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [(60000, "fr", "60\u202f000"), (60000, "en", "60,000"), (0, "fr", "0"), (None, "fr", "non relevé")],
)
def test_number_speaks_the_language_and_says_the_unknown(value, language, text):
    assert draw("{{ value|number }}", language, value=value) == text


@pytest.mark.parametrize(
    ("value", "length", "html"),
    [
        ("2025", "long", '<time datetime="2025">2025</time>'),
        ("2025-01", "long", '<time datetime="2025-01">janvier 2025</time>'),
        (date(2025, 1, 10), "long", '<time datetime="2025-01-10">10 janvier 2025</time>'),
        (date(2025, 1, 10), "short", '<time datetime="2025-01-10">10 janv. 2025</time>'),
        # 3 h on the 11th in Greenwich is still the 10th for the register's readers.
        (datetime(2025, 1, 11, 3, tzinfo=UTC), "long", '<time datetime="2025-01-10">10 janvier 2025</time>'),
        ("", "long", ""),
        (None, "long", ""),
    ],
)
def test_partial_date(value, length, html):
    assert draw("{{ value|partial_date:length }}", value=value, length=length) == html


@pytest.mark.parametrize("value", ["hier", "2025-13", "2025-02-30", '2025"><script>'])
def test_partial_date_refuses_what_no_calendar_has(value):
    with pytest.raises(ValueError):
        draw("{{ value|partial_date }}", value=value)


def test_when_is_told_in_the_register_s_time_zone():
    html = draw("{{ at|when }}", at=datetime(2026, 11, 19, 19, 2, tzinfo=UTC))
    assert html == '<time datetime="2026-11-19T14:02:00-05:00">19 novembre 2026, 14\u00a0h\u00a002</time>'


@pytest.mark.parametrize("person", [Thing(full_name="Inès Caron"), "Inès Caron"])
def test_initials_of_a_person_or_a_name(person):
    assert draw("{{ person|initials }}", person=person) == "IC"


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_a_drawing_hidden_from_readers(name):
    svg = ElementTree.fromstring(draw("{% icon name %}", name=name))  # noqa: S314  our own drawing
    assert svg.get("aria-hidden") == "true"
    assert len(svg) > 0


def test_an_unknown_icon_is_a_fault():
    with pytest.raises(KeyError):
        draw("{% icon 'logo' %}")


def test_no_verdict_wears_another_s_icon():
    assert len(set(VERDICT_ICONS.values())) == len(VERDICT_ICONS)
    assert draw("{% verdict_icon 'official' %}") == draw("{% icon 'check' %}")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, [1, 2, 3, None, 14]),
        (7, [1, None, 5, 6, 7, 8, 9, None, 14]),
        (14, [1, None, 12, 13, 14]),
    ],
)
def test_pages_worth_a_link(number, shown):
    page = Paginator(range(140), 10).page(number)
    html = draw("{% pages page as ns %}{% for n in ns %}{{ n }} {% endfor %}", page=page)
    assert html.split() == [str(n) for n in shown]


class Filters(forms.Form):
    q = forms.CharField(label="Chercher", required=False)
    platform = forms.MultipleChoiceField(
        label="Plateforme", required=False, choices=[("fb", "Facebook"), ("Autres", [("x", "X"), ("ma", "Mastodon")])]
    )
    closed = forms.BooleanField(label="Y compris fermés", required=False)


@pytest.mark.parametrize(
    ("query", "chips"),
    [
        ("", []),
        ("q=&platform=&page=3", []),
        ("platform=nothing", []),
        ("q=a%26b", [("Chercher\u00a0: a&b", "?")]),
        ("platform=fb&platform=ma&page=3", [("Facebook", "?platform=ma"), ("Mastodon", "?platform=fb")]),
        ("q=g&closed=on&tri=nom", [("Chercher\u00a0: g", "?closed=on&tri=nom"), ("Y compris fermés", "?q=g&tri=nom")]),
    ],
)
def test_each_filter_that_is_on_can_be_taken_away(query, chips):
    form = Filters(RequestFactory().get(f"/?{query}").GET)
    source = "{% applied form as cs %}{% for c in cs %}{{ c.label|safe }}|{{ c.url|safe }}\n{% endfor %}"
    assert draw(source, path=f"/?{query}", form=form).splitlines() == [f"{label}|{url}" for label, url in chips]
