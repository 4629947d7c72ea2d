"""The sums of a moment once more, in plain Python, from a diary that never reads the journal."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.timezone import localdate

from registry.organisation.models import Unit
from workflows.dashboard.as_of import Moment

METRICS = ("followers", "subscribers", "members", "likes")
REACH = {"official", "unconfirmed", "affiliated", "student"}
ALIVE = {"active", "dormant", "closing", "lost", "compromised"}


@dataclass
class Diary:
    """One account: what it became and when, its figures by metric and day, and who answered for it from when to when."""

    platform: str
    entered: date
    became: dict[str, list[tuple[date, object]]] = field(default_factory=lambda: defaultdict(list))
    figures: dict[str, dict[date, int]] = field(default_factory=lambda: defaultdict(dict))
    stewards: list[list] = field(default_factory=list)

    def now(self, at, **words: object) -> None:
        for name, value in words.items():
            self.became[name].append((localdate(at), value))

    def on(self, name: str, day: date) -> object:
        lines = self.became[name]
        return lines[max(bisect_right([when for when, _value in lines], day) - 1, 0)][1]

    def figure(self, day: date, metric: str | None = None) -> tuple[str, date, int] | None:
        for one in [metric] if metric else METRICS:
            days = [when for when in self.figures[one] if when <= day]
            if days:
                return one, max(days), self.figures[one][max(days)]
        return None

    def answerers(self, day: date) -> int:
        return len(
            {who for _rank, who, since, until in self.stewards if since <= day and (until is None or day < until)}
        )


def recounted(diaries: list[Diary], units: dict[int, Unit], moment: Moment) -> dict[str, dict[str, list[int]]]:
    sums: dict = defaultdict(lambda: defaultdict(lambda: [0] * 11))
    for diary in diaries:
        for cut, line in _lines(diary, units, moment):
            sums[cut[0]][cut[1]] = [a + b for a, b in zip(sums[cut[0]][cut[1]], line, strict=True)]
    return {dimension: dict(keys) for dimension, keys in sums.items()}


def _lines(diary: Diary, units: dict[int, Unit], moment: Moment):
    day = moment.as_of
    figure = diary.figure(day)
    unit = units[diary.on("unit", day)]
    if not unit.path.startswith(moment.unit.path) or not (figure or diary.entered <= day):
        return
    before = None
    if figure and moment.since < day and figure[1] > moment.since:
        before = diary.figure(moment.since, figure[0])
    old = bool(figure and figure[1] < day - timedelta(days=90))
    value = figure[2] if figure else 0
    amounts = [value, bool(before), before[2] if before else 0, value if before else 0]
    line = [1, bool(figure), old, *amounts, *(amount if old else 0 for amount in amounts)]
    standing, status = diary.on("standing", day), diary.on("status", day)
    cuts = [("register", ""), ("standing", standing), ("status", status)]
    cuts += [("unsaid", "")] if diary.entered > day else []
    if standing in REACH and status in ALIVE:
        below = unit.path.removeprefix(moment.unit.path).split("/")[0]
        cuts += [("reach", ""), ("platform", diary.platform), ("unit", below)]
        cuts += [("stewards", str(min(diary.answerers(day), 2)))]
        cuts += [("language", code) for code in (diary.on("languages", day) or [""])]
        if figure and status == "active" and figure[1] < day - timedelta(days=180):
            cuts.append(("silent", ""))
    for cut in cuts:
        yield cut, line
