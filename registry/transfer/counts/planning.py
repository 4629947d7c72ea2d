"""The figures of a file, beside the register → what would be kept, what is asked about and why, what is refused. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from registry.followers.implausible import Point, Suspicion
from registry.followers.snapshots import Review, Snapshot, moved, review
from registry.followers.states import Doubt
from registry.transfer.counts.cells import Cell, Found, Refused, Run, default
from registry.transfer.counts.known import Accounts, Figures, Held
from registry.transfer.counts.shape import Kind
from registry.transfer.counts.words import Why, refused
from registry.transfer.entries import Said

# A day further in the future than a mistyped year brings it is no day at all.
SLIP = timedelta(days=366)
# A file has its days together when there are hardly more runs of one day than days.
TOGETHER = 1.2


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure that is asked about; ``snapshot`` gathers those that are answered together, "" for one alone."""

    held: Held
    cell: Cell
    suspicion: Suspicion
    snapshot: str = ""
    year: int | None = None


@dataclass
class Plan:
    """What a file would do. Every filled cell is in exactly one of ``kept``, ``asked``, ``refused`` or the three counts."""

    kept: list[tuple[Held, Cell]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    same: int = 0
    twice: int = 0
    asked_before: int = 0
    blank: int = 0
    rows: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many cells; the six after ``points`` add up to it."""
        parts = {
            "kept": len(self.kept),
            "questioned": len(self.asked),
            "refused": sum(one.points for one in self.refused),
            "same": self.same,
            "twice": self.twice,
            "asked_before": self.asked_before,
        }
        return {"points": sum(parts.values())} | parts | {"blank": self.blank, "rows": self.rows}


def resolve(found: Sequence[Found], accounts: Accounts, today: date) -> tuple[list[tuple[Held, Cell]], Plan]:
    """The figures with their accounts, and a plan that has the refusals so far."""
    plan = Plan(blank=sum(one.blank for one in found), rows=sum(one.rows for one in found))
    plan.refused = [line for one in found for line in one.refused]
    known: dict[tuple[int, date], Held | Said] = {}
    figures = []
    for one in found:
        for cell in one.cells:
            day = cell.run.day
            if day > today + SLIP:
                _refuse(plan, cell, refused(Why.DAY_TO_COME, day=day.isoformat()))
                continue
            key = (id(cell.line.who), day)
            if key not in known:
                known[key] = accounts.of(cell.line.who, day)
            held = known[key]
            if isinstance(held, Said):
                _refuse(plan, cell, held)
            else:
                figures.append((held, cell))
    return figures, plan


def _refuse(plan: Plan, cell: Cell, said: Said) -> None:
    """Refuse a figure by name; those of one row for one reason are one refusal that says how many."""
    line = cell.line
    last = plan.refused[-1] if plan.refused else None
    if last and (last.sheet, last.line, last.value, last.said) == (line.sheet, line.number, line.who.shown, said):
        plan.refused[-1] = Refused(last.sheet, last.line, last.value, said, last.points + 1)
    else:
        plan.refused.append(Refused(line.sheet, line.number, line.who.shown, said))


def sort_out(
    figures: Iterable[tuple[Held, Cell]], register: Figures, plan: Plan, found: Sequence[Found], today: date
) -> Plan:
    """Every figure into ``plan``: known already, alone in question, or judged with its day by `snapshots.review`."""
    numbers = _numbers(found)
    days: dict[str, dict[tuple[date, int], dict[int, tuple[Held, Cell]]]] = {}
    for held, cell in figures:
        run = cell.run
        metric, day = default(run.metric), run.day
        series = (held.number, metric)
        there = register.series.get(series, {}).get(day)
        doubt = None
        if (day, cell.value) in register.asked.get(series, ()):
            plan.asked_before += 1
        elif there == (cell.value, cell.is_exact):
            plan.same += 1
        elif there:
            doubt = Suspicion(Doubt.OTHER_FIGURE, Point(day, there[0]))
        elif held.ended and day.isoformat() > held.ended:
            doubt = Suspicion(Doubt.ENDED, None)
        else:
            values = days.setdefault(metric, {}).setdefault((day, numbers[run]), {})
            doubt = _put_in(values, held, cell, plan)
        if doubt:
            _ask_alone(plan, register, held, cell, doubt)
    for metric, snapshots in days.items():
        ordered = sorted(snapshots, key=numbers.places.get if numbers.together else None)
        _judge(metric, {key: snapshots[key] for key in ordered}, register, plan, today)
    return plan


def _ask_alone(plan: Plan, register: Figures, held: Held, cell: Cell, doubt: Suspicion) -> None:
    """Ask about one figure, once however often the file has it."""
    asked = register.asked.setdefault((held.number, default(cell.run.metric)), {})
    asked[(cell.run.day, cell.value)] = False
    plan.asked.append(Asked(held, cell, doubt))


def _put_in(values: dict[int, tuple[Held, Cell]], held: Held, cell: Cell, plan: Plan) -> Suspicion | None:
    """Put a figure into its day; a second one of the same account is the same, or in question beside the first."""
    if held.number not in values:
        values[held.number] = (held, cell)
        return None
    first = values[held.number][1]
    if (first.value, first.is_exact) == (cell.value, cell.is_exact):
        plan.twice += 1
        return None
    return Suspicion(Doubt.OTHER_FIGURE, Point(cell.run.day, first.value))


class _Numbers(dict[Run, int]):
    """Run → which of the runs of its day it is; ``together`` when the order of days, by ``places``, means something."""

    def __init__(self) -> None:
        super().__init__()
        self.together = True
        self.places: dict[tuple[date, int], int] = {}


def _numbers(found: Sequence[Found]) -> _Numbers:
    """Tell apart two columns, or two blocks of rows, that are dated the same day."""
    numbers = _Numbers()
    orders = set()
    for one in found:
        runs = sorted({cell.run for cell in one.cells}, key=lambda run: run.place)
        each = {(run.day, run.metric) for run in runs}
        together = one.shape.kind != Kind.LONG or len(runs) <= TOGETHER * len(each)
        times: dict[tuple[date, str], int] = {}
        for run in runs:
            key = (run.day, run.metric)
            numbers[run] = times.get(key, 0) if together else 0
            times[key] = numbers[run] + 1
            numbers.places.setdefault((run.day, numbers[run]), run.place)
        if one.cells:
            orders.add(tuple(dict.fromkeys(run.day for run in runs)) if together else None)
    # Several sheets have an order only when it is the same in all of them.
    numbers.together = len(orders) == 1 and None not in orders
    return numbers


def _judge(
    metric: str,
    days: dict[tuple[date, int], dict[int, tuple[Held, Cell]]],
    register: Figures,
    plan: Plan,
    today: date,
) -> None:
    """Judge the days of a metric, given in the order that the file has them in."""
    snapshots = [
        Snapshot(day, {number: cell.value for number, (_held, cell) in values.items()})
        for (day, _n), values in days.items()
    ]
    done = review(register.points(metric), snapshots, register.waiting(metric))
    places = _Places(days)
    taken: dict[tuple[int, date], Cell] = {}
    doubled = len({day for day, _n in days}) < len(days)
    for number, point in done.kept:
        held, cell = places.take(number, point)
        if point.day > today:
            _ask_as_future(plan, metric, held, cell)
        elif doubled and (number, point.day) in taken:
            first = taken[(number, point.day)]
            if (first.value, first.is_exact) == (cell.value, cell.is_exact):
                plan.twice += 1
            else:
                plan.asked.append(Asked(held, cell, Suspicion(Doubt.OTHER_FIGURE, Point(point.day, first.value))))
        else:
            plan.kept.append((held, cell))
            if doubled:
                taken[(number, point.day)] = cell
    _ask(metric, done, places, plan)


def _ask(metric: str, done: Review, places: "_Places", plan: Plan) -> None:
    asked: set[tuple[int, str]] = set()
    for number, point, doubt, whole in done.questioned:
        held, cell = places.take(number, point)
        year = done.fitting_years.get(point.day) if doubt.doubt == Doubt.FILE_DATE else None
        name = snapshot_name(metric, point.day, doubt.doubt) if whole else ""
        # One answer for a day keeps one figure of each account.
        name = "" if (number, name) in asked else name
        asked.add((number, name))
        plan.asked.append(Asked(held, cell, doubt, name, year))


def _ask_as_future(plan: Plan, metric: str, held: Held, cell: Cell) -> None:
    """Nobody counted tomorrow: whatever its figures say, such a day is a year too late."""
    day = cell.run.day
    doubt = Suspicion(Doubt.FILE_DATE, None)
    plan.asked.append(Asked(held, cell, doubt, snapshot_name(metric, day, doubt.doubt), moved(day, -1).year))


def snapshot_name(metric: str, day: date, doubt: str) -> str:
    """What the questions of one day of one file share."""
    return f"{metric}:{day.isoformat()}:{doubt}"


class _Places:
    """Where the figures that a review gives back stand in the file."""

    def __init__(self, days: dict[tuple[date, int], dict[int, tuple[Held, Cell]]]) -> None:
        self._days: dict[date, list[dict[int, tuple[Held, Cell]]]] = {}
        for (day, _n), values in days.items():
            self._days.setdefault(day, []).append(dict(values))

    def take(self, number: int, point: Point) -> tuple[Held, Cell]:
        """The account and the cell of a figure; each is given once."""
        snapshots = self._days[point.day]
        if len(snapshots) == 1:
            return snapshots[0][number]
        values = next(one for one in snapshots if number in one and one[number][1].value == point.value)
        return values.pop(number)
