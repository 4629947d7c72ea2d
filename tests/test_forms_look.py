"""Every form of the product, by Django's own field templates: label, help, error, control, each tied to the others."""

import re

import pytest
from django import forms


class Choice(str):
    """A label with a line of help, as a form may give it."""

    help = "Elle n’existe pas encore."
    tone = "ok"


class Demand(forms.Form):
    kind = forms.ChoiceField(
        label="Nature", widget=forms.RadioSelect, choices=[("open", Choice("Ouvrir")), ("x", "Autre")]
    )
    address = forms.CharField(label="Adresse", help_text="Sans espace.")
    note = forms.CharField(label="Remarque", required=False, widget=forms.Textarea)
    read = forms.BooleanField(label="J’ai lu la directive", help_text="Celle de 2012.")
    page = forms.CharField(widget=forms.HiddenInput)


class Draft(Demand):
    optional_unsaid = True


@pytest.fixture
def refused() -> Demand:
    form = Demand(data={"page": "1"})
    form.add_error(None, "Rien ne va.")
    return form


def places(html: str, *parts: str) -> list[int]:
    return [html.index(part) for part in parts]


def test_label_help_error_control_in_that_order(refused):
    html = refused["address"].as_field_group()
    at = places(
        html, '<label for="id_address"', 'id="id_address_helptext"', 'id="id_address_error"', '<input type="text"'
    )
    assert at == sorted(at)
    assert html.startswith('<div class="field">')
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_address_helptext id_address_error"' in html


def test_choices_are_a_named_group_and_carry_their_help(refused):
    html = refused["kind"].as_field_group()
    assert re.match(r'<fieldset class="field" aria-describedby="id_kind_error">\s*<legend>Nature\s*</legend>', html)
    assert '<div class="choices boxed" id="id_kind">' in html
    assert '<div class="choice" data-tone="ok"><input type="radio" name="kind" value="open"' in html
    assert '<label for="id_kind_0">Ouvrir</label><div class="helptext">Elle n’existe pas encore.</div>' in html
    assert html.count("helptext") == 1


def test_a_box_stands_before_its_label(refused):
    html = refused["read"].as_field_group()
    at = places(html, 'id="id_read_error"', 'type="checkbox"', '<label for="id_read"', 'id="id_read_helptext"')
    assert at == sorted(at)


def test_only_what_may_stay_blank_is_called_optional():
    assert [field.name for field in Demand() if "facultatif" in field.as_field_group()] == ["note"]
    assert [field.name for field in Draft() if "facultatif" in field.as_field_group()] == []


def test_a_whole_form_loses_neither_its_own_errors_nor_what_is_hidden(refused):
    html = str(refused)
    assert "Rien ne va." in html
    assert '<input type="hidden" name="page" value="1"' in html
    assert len(re.findall(r'class="field"', html)) == 4


def test_what_people_type_is_escaped():
    html = str(Demand(data={"address": '"><script>'}))
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
