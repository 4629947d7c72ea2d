"""Days as files write them, and those that nobody can tell."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.transfer.counts.days import SPREADSHEET, Order, day_of, is_day, order_told
from registry.transfer.counts.words import Why

SECOND = date(2024, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        *("2024-01-02", "2024/1/2", "20240102", "2024-01-02T00:00:00", "2024-01-02 13:05:59.25+00:00"),
        *("2 janvier 2024", "2 janv. 2024", "mardi 2 janvier 2024", "02.01.2024"),
        *("January 2, 2024", "Jan. 2nd, 2024", "2 January 2024", "02-Jan-24", "Tuesday, January 2, 2024", "45293"),
    ],
)
def test_the_second_of_january(text):
    assert day_of(text) == SECOND


@pytest.mark.parametrize("text", ["02/01/2024", "2-1-24", "02/01/2024 12:00:00 AM"])
def test_what_reads_in_two_ways_waits_to_be_told(text):
    assert day_of(text) == Why.DAY_AMBIGUOUS
    assert day_of(text, Order.DAY) == SECOND
    assert day_of(text, Order.MONTH) == date(2024, 2, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2024", "mars 2024", "31/02/2024", "5 mai", "1899-12-31", "99999", "1234", "2024-13-01", "n/a", "32 mai 2024"],
)
def test_what_is_no_day(text):
    assert day_of(text) == Why.NOT_A_DAY


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["28/11/2011", "01/02/2012"], {Order.DAY}),
        (["11/28/2011", "01/02/2012"], {Order.MONTH}),
        (["11/28/2011", "28/11/2011"], {Order.DAY, Order.MONTH}),
        (["01/02/2012", "2011-11-28", "28.11.2011"], set()),
        (["24-03-12", "24-04-11"], set()),
        (["24-01-31", "24-03-12"], {Order.YEAR}),
        (["24/01/31", "24/03/12"], {Order.YEAR}),
        (["13-03-24", "27-03-24"], {Order.DAY}),
        (["03-13-24", "03-27-24"], {Order.MONTH}),
        (["13/03/24", "01/02/24"], {Order.DAY}),
    ],
)
def test_a_thirteenth_month_tells_the_order_of_a_file(texts, told):
    assert order_told(texts, date(2026, 12, 31)) == told


def test_a_year_of_two_figures_may_come_first():
    """24-03-12 is a day of 2024 on a Canadian form, of 2012 elsewhere: it is asked, never guessed."""
    assert day_of("24-03-12") == Why.DAY_AMBIGUOUS
    assert day_of("24-03-12", Order.YEAR) == date(2024, 3, 12)
    assert day_of("24-03-12", Order.DAY) == date(2012, 3, 24)
    assert day_of("24-03-00", Order.YEAR) == Why.NOT_A_DAY


def test_one_day_and_month_alike_reads_in_one_way():
    assert day_of("05/05/2024") == date(2024, 5, 5)


@given(st.dates(date(1995, 1, 1), date(2060, 1, 1)))
def test_any_day_comes_back(day):
    serial = str((day - SPREADSHEET).days)
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d %B %Y}", f"{day:%b %d, %Y}", serial):
        assert day_of(text) == day
    assert day_of(f"{day:%d/%m/%Y}", Order.DAY) == day_of(f"{day:%m/%d/%Y}", Order.MONTH) == day


@given(st.text(max_size=24), st.sampled_from(Order))
def test_any_text_has_an_answer(text, order):
    assert isinstance(day_of(text, order), date | Why)
    assert is_day(text) in {True, False}


def test_a_figure_is_not_taken_for_a_day():
    assert not any(is_day(str(number)) for number in range(0, 60_000, 7))
    assert is_day(SECOND.isoformat())
    assert is_day((SECOND + timedelta(days=1)).strftime("%d/%m/%Y"))
