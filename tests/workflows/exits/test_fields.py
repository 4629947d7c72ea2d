"""Dates as sources give them and addresses of pages, as people type them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from registry.partial_dates import first_day
from workflows.exits.fields import PartialDateField, WebAddressField

REFUSED_DATES = [
    "10/01/2025",
    "2025-13",
    "2025-02-30",
    "25",
    "2025-1",
    "janvier 2025",
    "0000",
    "0000-01-01",
    "٢٠٢٥",
    "2025-01-10T00",
]
REFUSED_ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.org/x",
    "example.org/communique",
    "ftp://example.org/x",
    "https://x.com\\@evil.example/",
    "https://x.com@evil.example/",
    "https://exam\u200bple.org/",
    "https://ｅxample.org/",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://example.org:8080/",
    "https://example.org/\u202egpj.exe",
    "https://example.org/" + "a" * 400,
]  # fmt: skip


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_date_is_kept_as_precise_as_it_was_given(day, length):
    text = day.isoformat()[:length]
    assert PartialDateField().clean(f" {text} ") == text
    assert first_day(text) <= day


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    try:
        kept = PartialDateField().clean(text)
    except ValidationError:
        return
    assert kept == "" or first_day(kept)


@pytest.mark.parametrize("text", REFUSED_DATES)
def test_what_no_calendar_has_is_refused(text):
    with pytest.raises(ValidationError, match="2025-01-10"):
        PartialDateField().clean(text)


def test_nothing_stays_nothing():
    assert PartialDateField().clean("") == PartialDateField().clean(None) == ""
    assert WebAddressField().clean("  ") == ""


@pytest.mark.parametrize("text", REFUSED_ADDRESSES)
def test_an_address_that_misleads_is_refused(text):
    with pytest.raises(ValidationError):
        WebAddressField().clean(text)


@pytest.mark.parametrize(
    "text", ["https://www.example.org/a?b=c#d", "http://example.org/communiqué", "HTTPS://example.org"]
)
def test_a_page_is_kept_as_it_is(text):
    assert WebAddressField().clean(f" <{text}> ") == text
