"""The numbers of a drawn chart: where its line, its ticks and its bars lie. Pure; a template draws them, no script does.

Sideways everything is a share of the width, in per cent, so that a telephone shows the same chart without shrinking its words;
downwards it is in pixels. All of it is text with a decimal point, since templates would write 12.5 as "12,5" in French.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from operator import itemgetter

from registry.language import Pair
from registry.wording import number, partial_date

# Room above the line for the marks' numbers, the drawing itself, and the dates below it.
TOP, PLOT, FOOT = 26, 200, 26
# More dots than this are a second line.
MOST_DOTS = 60
# A line has no more corners than pixels: of each stretch of a longer one, the lowest and the highest are drawn.
MOST_CORNERS = 400
# A label needs this share of a telephone's width.
MARK_WIDTH = 6
RULES = 5
DATES = 4
# What a character of a rule's label takes of a telephone's width; the line begins to the right of the longest.
CHARACTER, WIDEST = 2, 26
# A line that moves by less than this share of its height is drawn without its zero, and the chart says so.
FLAT = 3
# How far from the figures something that happened is still drawn beside them.
NEAR = timedelta(days=90)
MONTH_STEPS = (1, 2, 3, 6)
DAY_STEPS = (1, 2, 7, 14)
PITCH, WORDS, BAR = 44, 14, 10


@dataclass(frozen=True, slots=True)
class Marker:
    """Something that happened on a day and may explain the figures: its words, and ``kind`` for the list beside the chart."""

    day: date
    label: object
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, with its label in both languages; ``anchor`` keeps the first and last words inside."""

    at: str
    label: Pair
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure: ``x`` in per cent, ``y`` in pixels, and what it says."""

    x: str
    y: str
    day: date
    value: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a marker stands, or several that are too close to be told apart: "2" or "2–4" in the list of `Curve.markers`."""

    x: str
    number: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A line in time. ``line`` lies in a box of 100 × 100; ``markers`` are those that the chart shows, in order of time."""

    line: str
    dots: tuple[Dot, ...]
    first: Dot
    last: Dot
    lowest: Dot
    highest: Dot
    rules: tuple[Tick, ...]
    days: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    markers: tuple[Marker, ...]
    from_zero: bool
    top: int = TOP
    plot: int = PLOT
    floor: int = TOP + PLOT
    notch: int = TOP + PLOT + 5
    height: int = TOP + PLOT + FOOT
    words: int = TOP + PLOT + FOOT - 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its words at ``words`` and its bar at ``y`` pixels, from ``x`` on and ``width`` wide, in per cent."""

    label: object
    value: int
    words: int
    y: int
    x: str
    width: str

    @property
    def falls(self) -> bool:
        """Whether it lies below zero, and is drawn as an outline."""
        return self.value < 0


@dataclass(frozen=True, slots=True)
class Bars:
    """The rows of a bar chart, in the order given; ``zero`` is where the bars begin."""

    rows: tuple[Bar, ...]
    zero: str
    height: int
    thick: int = BAR


def curve(points: Sequence[tuple[date, int]], markers: Sequence[Marker] = ()) -> Curve | None:
    """The line through figures of different days, given in any order, with what happened beside it; None without a figure."""
    if not points:
        return None
    series = sorted(points)
    shown = _shown(series, sorted(markers, key=lambda marker: marker.day))
    days = [day for day, _value in series] + [marker.day for marker in shown]
    values = [value for _day, value in series]
    grades = scale(min(values), max(values))
    span = Span(min(days), max(days), _left_of(grades))
    dots = [Dot(span.place(day), _pixels(value, grades), day, value) for day, value in series]
    return Curve(
        line=" ".join(f"{span.place(day)},{_down(value, grades)}" for day, value in thinned(series)),
        dots=tuple(dots) if len(dots) <= MOST_DOTS else (dots[0], dots[-1]),
        first=dots[0],
        last=dots[-1],
        lowest=min(dots, key=lambda dot: dot.value),
        highest=max(dots, key=lambda dot: dot.value),
        rules=tuple(Tick(_pixels(grade, grades), _figure(grade)) for grade in grades),
        days=tuple(_tick(text, span.place(day)) for text, day in _dates(span.start, span.end)),
        marks=tuple(_marks([span.place(marker.day) for marker in shown])),
        markers=tuple(shown),
        from_zero=grades[0] <= 0,
    )


def bars(rows: Sequence[tuple[object, int]]) -> Bars:
    """A bar for each row, its length by its value; those below zero go the other way."""
    values = [value for _label, value in rows]
    low, high = min([0, *values]), max([0, *values])
    drawn = []
    for index, (label, value) in enumerate(rows):
        left, right = sorted((_share(0, low, high), _share(value, low, high)))
        y = index * PITCH
        drawn.append(Bar(label, value, y + WORDS, y + WORDS + 7, _text(left), _text(right - left)))
    return Bars(tuple(drawn), _text(_share(0, low, high)), len(drawn) * PITCH)


def scale(low: int, high: int) -> list[int]:
    """The rules of an axis that holds both values: rounds of 1, 2 or 5, from zero unless all moves far above it."""
    if high == low or low <= 0 or (high - low) * FLAT >= high:
        low, high = min(low, 0), max(high, 0)
    step = _step(high - low)
    bottom, top = low // step * step, -(-high // step) * step
    return list(range(bottom, max(top, bottom + step) + 1, step))


def thinned(series: Sequence[tuple[date, int]]) -> Sequence[tuple[date, int]]:
    """A series that is sorted by day as far as a line can show it: its first and last figure, and each stretch's extremes."""
    if len(series) <= MOST_CORNERS:
        return series
    stretch = -(-len(series) // (MOST_CORNERS // 2 - 1))
    kept = {series[0], series[-1]}
    for start in range(0, len(series), stretch):
        part = series[start : start + stretch]
        kept |= {min(part, key=itemgetter(1)), max(part, key=itemgetter(1))}
    return sorted(kept)


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a chart shows, drawn from ``left`` per cent on."""

    start: date
    end: date
    left: int

    def place(self, day: date) -> str:
        """Where a day lies, in per cent with two decimals; the middle when the span is one day."""
        share = _share(day.toordinal(), self.start.toordinal(), self.end.toordinal()) if self.end > self.start else 5000
        return _text(self.left * 100 + share * (100 - self.left) // 100)


def _shown(series: Sequence[tuple[date, int]], markers: Sequence[Marker]) -> list[Marker]:
    """The markers within the figures' time, or as near to it as a quarter of that time."""
    first, last = series[0][0], series[-1][0]
    near = max(NEAR, (last - first) / 4)
    return [marker for marker in markers if first - marker.day <= near and marker.day - last <= near]


def _step(extent: int) -> int:
    wanted, power = max(-(-extent // (RULES - 1)), 1), 1
    while True:
        for factor in (1, 2, 5):
            if factor * power >= wanted:
                return factor * power
        power *= 10


def _share(value: int, low: int, high: int) -> int:
    """The place of a value between two in hundredths of a per cent, in whole numbers: no figure is too large for it."""
    return (value - low) * 10_000 // (high - low) if high > low else 0


def _text(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _down(value: int, grades: Sequence[int]) -> str:
    return _text(10_000 - _share(value, grades[0], grades[-1]))


def _pixels(value: int, grades: Sequence[int]) -> str:
    return _text(TOP * 100 + (10_000 - _share(value, grades[0], grades[-1])) * PLOT // 100)


def _left_of(grades: Sequence[int]) -> int:
    return min(CHARACTER * (max(len(f"{grade:,}") for grade in grades) + 1), WIDEST)


def _figure(value: int) -> Pair:
    return Pair(number(value, "fr"), number(value, "en"))


def _tick(text: str, at: str) -> Tick:
    return Tick(at, Pair(partial_date(text, "fr", short=True), partial_date(text, "en", short=True)), _anchor(at))


def _anchor(at: str) -> str:
    return "start" if float(at) < 10 else "end" if float(at) > 90 else "middle"


def _dates(start: date, end: date) -> list[tuple[str, date]]:
    """The dates below an axis, as they are written and where they lie: years, months or days, never more than fit."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    for step in DAY_STEPS:
        if (end - start).days // step < DATES:
            days = [start + timedelta(days=n) for n in range(0, (end - start).days + 1, step)]
            return [(day.isoformat(), day) for day in days]
    for step in MONTH_STEPS:
        months = [date(n // 12, n % 12 + 1, 1) for n in _every(step, first, last)[: DATES + 2]]
        months = [day for day in months if start <= day <= end]
        if len(months) <= DATES:
            return [(day.isoformat()[:7], day) for day in months]
    years = [year for year in _every(_step(end.year - start.year), start.year, end.year) if date(year, 1, 1) >= start]
    return [(f"{year:04}", date(year, 1, 1)) for year in years]


def _every(step: int, first: int, last: int) -> range:
    return range(-(-first // step) * step, last + 1, step)


def _marks(places: Sequence[str]) -> Iterator[Mark]:
    """One mark for each run of places in which the next is too close to the first for its own number."""
    runs: list[list[str]] = []
    for at in places:
        if runs and float(at) - float(runs[-1][0]) < MARK_WIDTH:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run, last in zip(runs, accumulate(len(run) for run in runs), strict=True):
        first = last - len(run) + 1
        yield Mark(run[0], str(last) if first == last else f"{first}–{last}", _anchor(run[0]))
