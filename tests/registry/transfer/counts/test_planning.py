"""Whatever a file holds, each filled cell is kept, asked, refused, or known already: the counts add up."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.followers.implausible import Suspicion
from registry.followers.states import Doubt
from registry.platforms.canonical import canonicalise
from registry.transfer.counts.cells import default
from registry.transfer.counts.days import Order
from registry.transfer.counts.importing import found_in
from registry.transfer.counts.known import Accounts, Figures, Held, Named
from registry.transfer.counts.planning import Plan, resolve, sort_out
from registry.transfer.reading import Table
from tests.registry.transfer.counts.seeded import address

TODAY = date(2026, 11, 20)
KNOWN = 4


def accounts(many: int) -> Accounts:
    """The accounts of the first numbers, under the names that they have and had."""
    found = Accounts()
    for number in range(many):
        held = Held(number + 1)
        for written in (False, True):
            read = canonicalise(address(number, written=written))
            found.by_key[read.platform, read.key] = Named(now=held, taken=True)
    return found


def planned(rows: list[list[str]], register: Figures, many: int = KNOWN) -> Plan:
    found = found_in([Table("", list(enumerate(rows, 1)))], Order.DAY)
    figures, plan = resolve(found, accounts(many), TODAY)
    return sort_out(figures, register, plan, found, TODAY)


def applied(plan: Plan) -> Figures:
    """What the register has once a plan was carried out."""
    after = Figures()
    for held, cell in plan.kept:
        series = after.series.setdefault((held.number, default(cell.run.metric)), {})
        assert cell.run.day not in series, "two figures of one account on one day"
        series[cell.run.day] = (cell.value, cell.is_exact)
    for one in plan.asked:
        asked = after.asked.setdefault((one.held.number, default(one.cell.run.metric)), {})
        asked[one.cell.run.day, one.cell.value] = True
    return after


days = st.dates(date(2022, 1, 1), date(2028, 1, 1)).map(date.isoformat) | st.sampled_from(
    ["2024-01-15", "2024-02-15", "hier", ""]
)
figures = st.integers(0, 10**6).map(str) | st.sampled_from(["", "n/a", "1,2 k", "1200", "=A1", "12,5"])
named = st.integers(0, KNOWN + 1).map(address)
longs = st.lists(st.tuples(named, days, figures).map(list), min_size=1, max_size=40)


@given(longs)
@settings(max_examples=150, deadline=None)
def test_every_figure_of_a_long_file_has_its_place(body):
    filled = sum(bool(row[2]) for row in body)
    plan = planned([["Adresse", "Jour", "Nombre"], *body], Figures())
    assert plan.counts["points"] == filled
    assert plan.counts["blank"] == len(body) - filled


wides = st.lists(st.dates(date(2022, 1, 1), date(2028, 1, 1)), min_size=2, max_size=6).flatmap(
    lambda head: st.lists(st.tuples(named, *([figures] * len(head))).map(list), min_size=1, max_size=8).map(
        lambda body: [["Adresse", *map(date.isoformat, head)], *body]
    )
)


@given(wides)
@settings(max_examples=150, deadline=None)
def test_every_figure_of_a_wide_file_has_its_place(rows):
    plan = planned(rows, Figures())
    assert plan.counts["points"] == sum(bool(cell) for row in rows[1:] for cell in row[1:])


@given(longs)
@settings(max_examples=150, deadline=None)
def test_the_same_file_again_brings_nothing(body):
    rows = [["Adresse", "Jour", "Nombre"], *body]
    again = planned(rows, applied(planned(rows, Figures())))
    assert (again.kept, again.asked) == ([], [])


def test_two_columns_of_one_day_keep_one_figure_of_each_account():
    rows = [
        ["Adresse", "2024-01-15", "2024-02-15", "2024-02-15"],
        [address(0), "100", "105", "105"],
        [address(1), "5", "", "6"],
    ]
    rows.append([address(2), "50", "51", "58"])
    plan = planned(rows, Figures())
    assert sorted((held.number, cell.value) for held, cell in plan.kept) == [
        (1, 100),
        (1, 105),
        (2, 5),
        (2, 6),
        (3, 50),
        (3, 51),
    ]
    assert [(one.held.number, one.suspicion.doubt) for one in plan.asked] == [(3, Doubt.OTHER_FIGURE)]
    assert plan.twice == 1


def test_a_figure_after_an_account_has_ended_is_asked_about():
    rows = [["Adresse", "Jour", "Nombre"], [address(0), "2024-01-15", "100"], [address(0), "2024-03-15", "100"]]
    found = found_in([Table("", list(enumerate(rows, 1)))], Order.DAY)
    read = canonicalise(address(0))
    closed = Accounts({(read.platform, read.key): Named(now=Held(1, ended="2024-02"), taken=True)})
    figures, plan = resolve(found, closed, TODAY)
    sort_out(figures, Figures(), plan, found, TODAY)
    assert [(one.cell.run.day, one.suspicion) for one in plan.asked] == [
        (date(2024, 3, 15), Suspicion(Doubt.ENDED, None))
    ]


def test_a_later_file_that_stays_where_a_questioned_one_fell_asks_no_second_time():
    start = date(2024, 1, 1)
    steady = {start + timedelta(weeks=week): (5_000 + 10 * week, True) for week in range(12)}
    fell, later = start + timedelta(weeks=12), start + timedelta(weeks=13)
    register = Figures({(1, "followers"): steady}, {(1, "followers"): {(fell, 3_900): True}})
    rows = [["Adresse", "Jour", "Nombre"], [address(0), later.isoformat(), "3910"]]
    assert len(planned(rows, register).kept) == 1
    assert len(planned(rows, Figures({(1, "followers"): steady})).asked) == 1


def test_gaps_in_the_first_rows_are_no_disorder_of_the_days():
    """A column's place is its own, whichever account is the first to have a figure in it; rows by account have no order."""
    start = date(2023, 1, 2)
    head = [start + timedelta(days=30 * n) for n in range(10)]
    body = [[address(n), *(str(900 + 10 * at) if (at + n) % 2 else "" for at in range(10))] for n in range(KNOWN)]
    wide = [["Adresse", *map(date.isoformat, head)], *body]
    long = [[row[0], day.isoformat(), cell] for row in body for day, cell in zip(head, row[1:], strict=True) if cell]
    for rows in (wide, [["Adresse", "Jour", "Nombre"], *long]):
        plan = planned(rows, Figures())
        assert (len(plan.kept), plan.asked) == (20, [])


def test_a_slip_that_the_order_of_the_columns_shows_is_asked_as_a_whole():
    head = [date(2023, 1, 2) + timedelta(days=30 * n) for n in range(10)]
    head[6] = head[6].replace(year=2022)
    rows = [["Adresse", *map(date.isoformat, head)], [address(0), *["900"] * 10]]
    asked = planned(rows, Figures()).asked
    assert [(one.cell.run.day, one.suspicion.doubt, bool(one.snapshot)) for one in asked] == [
        (head[6], Doubt.FILE_DATE, True)
    ]
