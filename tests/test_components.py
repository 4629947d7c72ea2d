"""The components whose markup decides something: what the others show is looked at, not asserted."""

import re
from datetime import date
from types import SimpleNamespace as Thing

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.context import Context
from django.test import RequestFactory
from django.utils import translation

from registry.followers.charts import Marker, bars, curve


def draw(component: str, *, language: str = "fr", path: str = "/", **values: object) -> str:
    """One component with its parameters only, as pages include it."""
    template = engines["django"].get_template(f"components/{component}.html").template
    context = Context(values)
    context.request = RequestFactory().get(path)
    with translation.override(language):
        html = template.render(context)
    assert "⟪" not in html
    return html


@pytest.mark.parametrize(
    ("language", "path", "link"),
    [
        ("fr", "/", "?langue=en"),
        ("en", "/", "?langue=fr"),
        ("fr", "/?q=a%26b&page=2", "?q=a%26b&amp;page=2&amp;langue=en"),
        ("en", "/?langue=en&q=x", "?langue=fr&amp;q=x"),
    ],
)
def test_the_other_language_keeps_the_search(language, path, link):
    assert f'href="{link}"' in draw("languages", language=language, path=path)


def test_the_pager_keeps_the_search_and_marks_its_page():
    page = Paginator(range(1260), 9).page(2)
    html = draw("pager", path="/?q=g&page=2", page_obj=page, label="Pages", what="Comptes")
    assert "Comptes 10 à 18 sur 1\u202f260" in html
    assert re.search(r'aria-current="page"><span class="visually-hidden">Page </span>2<', html)
    assert '<a href="?q=g&amp;page=3" rel="next">' in html


def test_one_page_needs_no_pager():
    assert not draw("pager", page_obj=Paginator([1], 9).page(1), label="Pages", what="Comptes").strip()


class Refused(forms.Form):
    kind = forms.ChoiceField(label="Nature", widget=forms.RadioSelect, choices=[("a", "A")])
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("L’ensemble ne tient pas.")


def test_each_error_leads_to_its_field():
    form = Refused(data={})
    html = draw("error_summary", form=form)
    assert '<a href="#id_kind">Nature\u00a0: ' in html
    assert 'id="id_kind"' in str(form)
    assert "<li>L’ensemble ne tient pas.</li>" in html
    assert html.count("<li>") == 3


def test_a_form_without_errors_has_no_summary():
    assert not draw("error_summary", form=forms.Form(data={})).strip()


UNKNOWN = [
    ("followers", {"count": None}, "non relevé"),
    ("who", {"person": None}, "Personne"),
    ("due", {"date": None}, "Sans échéance"),
    ("fact", {"name": "Langue", "value": ""}, "Non précisé"),
    ("facts", {"facts": [{"name": "Langue", "value": ""}]}, "Non précisé"),
    ("dates", {"dates": [{"label": "Effective", "value": ""}]}, "Non précisé"),
    ("figures", {"figures": [{"label": "Somme", "value": None}]}, "Aucun"),
    ("journal", {"events": []}, "Rien n’est encore consigné."),
]


@pytest.mark.parametrize(("component", "values", "words"), UNKNOWN, ids=[row[0] for row in UNKNOWN])
def test_the_unknown_is_said(component, values, words):
    assert words in draw(component, **values)


def test_a_sum_of_nothing_is_a_figure():
    assert "<dd>0</dd>" in draw("figures", figures=[{"label": "Somme", "value": 0}])


def test_what_an_account_is_called_is_escaped():
    platform = Thing(mark="Fb", name="Facebook")
    account = Thing(platform=platform, title="<b>x</b>", display="x.com/a", get_absolute_url='/a/"x/')
    html = draw("handle", account=account)
    assert "<b>" not in html
    assert 'href="/a/&quot;x/"' in html


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_drawing_writes_its_numbers_with_a_point_in_either_language(language):
    """A comma would be two numbers to a browser."""
    points = [(date(2026, 1, 1), 1200), (date(2026, 2, 4), 1250), (date(2026, 9, 9), 1601)]
    html = draw(
        "curve", language=language, curve=curve(points, [Marker(date(2026, 3, 3), "<b>")]), name="c", title="Abonnés"
    )
    html += draw("bars", language=language, bars=bars([("Facebook", 1601), ("X", -200)]), name="b", title="Abonnés")
    drawn = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy|width|height)="(.*?)"', html)
    assert len(drawn) > 40
    assert [text for text in drawn if not re.fullmatch(r"\d+(\.\d+)?%?", text)] == []
    assert "&lt;b&gt;" in html
    assert 'aria-labelledby="c-title c-desc"' in html
    assert ("1\u202f601 (9 septembre 2026)" if language == "fr" else "1,601 (9 September 2026)") in html
