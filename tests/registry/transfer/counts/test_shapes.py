"""Files in every layout, and what each cell of theirs becomes."""

from datetime import date

import pytest

from registry.transfer.counts.cells import Cell, Found
from registry.transfer.counts.days import Order
from registry.transfer.counts.importing import found_in
from registry.transfer.counts.words import Why
from registry.transfer.reading import Table, tables_of
from registry.transfer.words import Unreadable
from tests.registry.transfer.files import workbook

X, Y = "https://x.com/hydro_example", "https://www.instagram.com/hydro.example/"
ONE, TWO = date(2024, 1, 15), date(2024, 2, 20)
JAN, FEB = ONE.isoformat(), TWO.isoformat()
FIGURES = {("x", ONE, 100), ("x", TWO, 120), ("instagram", ONE, 2_000), ("instagram", TWO, 2_100)}


def found(rows: list[list[str]], order: Order = Order.UNTOLD) -> Found:
    return found_in([Table("", list(enumerate(rows, 1)))], order)[0]


def said(cells: list[Cell]) -> set[tuple]:
    return {
        (cell.line.who.reading.platform if cell.line.who.reading else cell.line.who.names[0], cell.run.day, cell.value)
        for cell in cells
    }


LAYOUTS = {
    "long, French": [
        ["Compte", "Jour", "Nombre d’abonnés"],
        [X, "15/01/2024", "100"],
        [X, "20/02/2024", "120"],
        [Y, "15 janvier 2024", "2 000"],
        [Y, "20 févr. 2024", "2 100"],
    ],
    "long, English, platform and handle": [
        ["Agency", "Platform", "Handle", "Date Sampled", "Followers"],
        ["Hydro", "Twitter", "@hydro_example", "01/15/2024", "100"],
        ["Hydro", "Twitter", "@hydro_example", "02/20/2024", "120"],
        ["Hydro", "Instagram", "hydro.example", "Jan 15, 2024", "2,000"],
        ["Hydro", "Instagram", "hydro.example", "Feb 20, 2024", "2,100"],
    ],
    "long, a day under another name": [
        ["account_url", "Mesure du", "followers_count", "following_count"],
        [X, "2024-01-15", "100", "7"],
        [X, "2024-02-20", "120", "7"],
        [Y, "2024-01-15", "2000", "7"],
        [Y, "2024-02-20", "2100", "7"],
    ],
    "long, no header": [
        [X, "2024-01-15", "100"],
        [X, "2024-02-20", "120"],
        [Y, "2024-01-15", "2000"],
        [Y, "2024-02-20", "2100"],
    ],
    "long, under a title": [
        ["Relevés 2024"],
        [],
        ["Adresse", "Date", "Valeur"],
        [X, "2024-01-15", "100"],
        [X, "2024-02-20", "120"],
        [Y, "2024-01-15", "2000"],
        [Y, "2024-02-20", "2100"],
    ],
    "wide": [["Adresse", "2024-01-15", "2024-02-20"], [X, "100", "120"], [Y, "2000", "2100"]],
    "wide, serial days": [
        ["Unité", "Lien", "45306", "45342"],
        ["Hydro", X, "100", "120"],
        ["Hydro", Y, "2000", "2100"],
    ],
    "wide, English days, a column aside": [
        ["Name", "URL", "January 15, 2024", "Remark", "February 20, 2024"],
        ["Hydro", X, "100", "new", "120"],
        ["Hydro", Y, "2,000", "", "2,100"],
    ],
    "tall": [["Jour", X, Y], ["2024-01-15", "100", "2000"], ["2024-02-20", "120", "2100"]],
    "tall, days under nothing": [["", X, Y], ["15/01/2024", "100", "2000"], ["20/02/2024", "120", "2100"]],
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_each_layout_says_the_same(rows):
    one = found([row for row in rows if row])
    assert said(one.cells) == FIGURES
    assert one.refused == []


def test_blanks_are_no_figures_and_what_is_no_number_is_named():
    one = found([["Adresse", "2024-01-15", "2024-02-20", "2024-03-20"], [X, "", "0", "n/a"], [Y, " ", "=A1", "1,2 k"]])
    assert said(one.cells) == {("x", TWO, 0), ("instagram", date(2024, 3, 20), 1_200)}
    assert [cell.is_exact for cell in one.cells] == [True, False]
    assert [(each.line, each.said.code) for each in one.refused] == [(2, Why.NOT_A_NUMBER), (3, Why.FORMULA)]
    assert one.blank == 2


def test_what_each_row_says_besides():
    one = found(
        [
            ["Adresse", "Date", "Nombre", "Mesure", "Exact", "Source"],
            [X, "2024-01-15", "100", "abonnés", "oui", "https://example.org/a"],
            [X, "2024-01-15", "90", "J’aime", "non", ""],
            [X, "2024-01-15", "80", "vues", "", ""],
            [X, "2024-01-15", "80", "", "peut-être", ""],
            [X, "", "80", "", "", ""],
            [X, "hier", "80", "", "", ""],
        ]
    )
    assert [(cell.run.metric, cell.is_exact, cell.line.source) for cell in one.cells] == [
        ("followers", True, "https://example.org/a"),
        ("likes", False, ""),
    ]
    assert [each.said.code for each in one.refused] == [
        Why.METRIC_UNKNOWN,
        Why.EXACT_UNKNOWN,
        Why.NO_DAY,
        Why.NOT_A_DAY,
    ]


def test_several_columns_of_figures_are_several_metrics():
    one = found([["Adresse", "Date", "Followers", "Likes"], [X, "2024-01-15", "100", "90"], [Y, "2024-01-15", "", "7"]])
    assert {(cell.run.metric, cell.value) for cell in one.cells} == {("followers", 100), ("likes", 90), ("likes", 7)}


def test_a_column_of_figures_under_no_day_is_named():
    one = found([["Adresse", "2024-01-15", "février"], [X, "100", "110"], [Y, "2000", "2050"]])
    assert len(one.cells) == 2
    assert [each.said.code for each in one.refused] == [Why.NOT_A_DAY] * 2


def test_a_name_counts_only_where_nothing_else_names_the_account():
    """A unit's name, and a name beside a platform that nobody knows, are those of no account."""
    rows = [
        ["Agency", "Platform", "Name", "Url", "Sampled", "Count"],
        ["Hydro", "Facebook", "Génie hydrique", "", "2024-01-15", "100"],
        ["Hydro", "Newsletter", "Génie hydrique", "", "2024-01-15", "100"],
        ["Hydro", "Facebook", "", "", "2024-01-15", "100"],
        ["Hydro", "", "", "facebook-hydro", "2024-01-15", "100"],
        ["Hydro", "Android", "", "Notre application", "2024-01-15", "100"],
    ]
    whos = [cell.line.who for cell in found(rows).cells]
    assert [(who.reading, who.names, who.platform) for who in whos] == [
        (None, ("Génie hydrique",), "facebook"),
        (None, (), ""),
        (None, (), ""),
        (None, ("facebook-hydro",), ""),
        (None, (), ""),
    ]


def test_a_row_of_two_accounts_gives_its_figure_to_neither():
    one = found([["Twitter", "Instagram", "Date", "Nombre"], [X, Y, "2024-01-15", "100"], [X, "", "2024-01-15", "120"]])
    whos = [cell.line.who for cell in one.cells]
    assert [(who.reading is None, who.said and who.said.code) for who in whos] == [
        (True, Why.SEVERAL_ACCOUNTS),
        (False, None),
    ]


def test_days_that_read_in_two_ways_are_asked_about():
    rows = [["Adresse", "Date", "Nombre"], [X, "01/02/2024", "100"], [X, "03/04/2024", "120"]]
    with pytest.raises(Unreadable) as refusal:
        found(rows)
    assert refusal.value.code == "days_ambiguous"
    assert {cell.run.day for cell in found(rows, Order.DAY).cells} == {date(2024, 2, 1), date(2024, 4, 3)}


@pytest.mark.parametrize(
    "rows",
    [
        [["a"]],
        [["Nom", "Adresse"], ["Hydro", X]],
        [["Adresse", "Abonnés"], [X, "100"]],
        [["2024-01-15"], ["2024-02-20"]],
        [["x"] * 200, ["y"] * 200],
    ],
    ids=["one cell", "accounts", "no day", "days alone", "200 columns"],
)
def test_what_holds_no_figures(rows):
    with pytest.raises(Unreadable) as refusal:
        found(rows)
    assert refusal.value.code == "no_figures"


def test_the_days_and_errors_of_a_workbook():
    data = workbook({"Relevés": [["Adresse", ONE, TWO], [X, 100, "#N/A"], [Y, 2000.0, None]], "Notes": [["rien"]]})
    one = found_in(tables_of(data), Order.UNTOLD)[0]
    assert said(one.cells) == {("x", ONE, 100), ("instagram", ONE, 2_000)}
    assert [(each.sheet, each.line, each.said.code) for each in one.refused] == [("Relevés", 2, Why.NOT_A_NUMBER)]


def test_a_number_cut_by_a_comma_is_refused_and_its_row_with_it():
    """12,345 without quotation marks is two cells: neither 12 nor 345 is what somebody counted."""
    rows = [["Adresse", JAN, FEB], [X, "12", "345", "1", "300"], [Y, "7", "8"]]
    one = found(rows)
    assert said(one.cells) == {("instagram", ONE, 7), ("instagram", TWO, 8)}
    assert {each.said.code for each in one.refused} == {Why.CUT}
    long = found([["Adresse", "Date", "Nombre"], [X, JAN, "12", "345"]])
    assert not long.cells
    assert [each.said.code for each in long.refused] == [Why.CUT]


def test_a_number_of_a_workbook_keeps_its_point():
    """What a spreadsheet holds as 1.234 is one and a bit, not a thousand."""
    one = found_in(tables_of(workbook({"Relevés": [["Adresse", JAN], [X, 1.234], [Y, 12.5]]})), Order.UNTOLD)[0]
    assert not one.cells
    assert [each.said.code for each in one.refused] == [Why.NOT_WHOLE] * 2


def test_no_row_of_figures_is_passed_over_for_a_header_below_it():
    """The last row looks like a header: it says "x", the name of a platform, and a day."""
    one = found([["Date", X, Y, "Autre"], [JAN, "10", "20", "30"], [FEB, "11", "", "x"]])
    assert one.shape.kind == "tall"
    assert {cell.value for cell in one.cells} == {10, 20, 30, 11}
    assert [each.value for each in one.refused] == ["Autre · x"]


def test_numbers_that_nobody_reads_are_said():
    one = found([["Adresse", "Date", "Followers", "Following", "Publications"], [X, JAN, "10", "20", "30"]])
    assert one.shape.unread == ["Following", "Publications"]
