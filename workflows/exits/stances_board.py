"""The stance board of a platform: who stands where as of a day, how many of each, and what asks to be looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, Value, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.folding import sort_key
from registry.organisation.models import UnitKind, User
from registry.platforms.models import Platform, PlatformStance, PlatformStanceQuerySet
from registry.platforms.positions import Position
from registry.platforms.queries import asks_to_be_checked, stances_as_of, surely_begun, with_last_check
from workflows.exits.forms import recording_for
from workflows.exits.listing import Tab
from workflows.exits.stances_forms import BoardForm

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PAGE_SIZE = 25


@dataclass(frozen=True)
class Line:
    """A stance as the board shows it on its day; ``check`` asks this reader to look at it again, ``mine`` lets them."""

    stance: PlatformStance
    course: bool
    check: bool
    mine: bool


class Board:
    """The answer to a reader's question. Without a platform, the one of which the register knows most stances."""

    def __init__(self, query: QueryDict, user: "User | AnonymousUser") -> None:
        self.query = query
        self.today = timezone.localdate()
        self.desks = recording_for(user) if user.is_authenticated else []
        self.platforms = list(
            Platform.objects.filter(stances__isnull=False)
            .annotate(held=Count("stances__institution", distinct=True))
            .order_by("-held", "name", "pk")
        )
        asked = query.copy()
        if not asked.get("platform") and self.platforms:
            asked["platform"] = self._usual(asked.get("check")).slug
        self.form = BoardForm(asked, platforms=self.platforms, may_record=bool(self.desks))
        self.form.is_valid()
        self.asked = self.form.cleaned_data

    @cached_property
    def platform(self) -> Platform | None:
        """The platform asked for; None where nothing is noted at all."""
        wanted = self.asked.get("platform")
        return next(
            (row for row in self.platforms if row.slug == wanted), self.platforms[0] if self.platforms else None
        )

    @property
    def day(self) -> date:
        """The day asked for, or today."""
        return self.asked.get("on") or self.today

    @property
    def is_past(self) -> bool:
        """Whether another day than today is shown."""
        return self.day != self.today

    @cached_property
    def of_the_day(self) -> PlatformStanceQuerySet:
        """Every stance of the day on the platform, by the institutions asked for, whatever its position."""
        rows = with_last_check(stances_as_of(self.day), self.day).filter(platform=self.platform)
        if self.asked.get("q"):
            rows = rows.filter(institution__sort_key__contains=sort_key(self.asked["q"]))
        if self.asked.get("whose"):
            peers = Q(institution__kind=UnitKind.PEER)
            rows = rows.filter(peers if self.asked["whose"] == "peers" else ~peers)
        return rows

    @cached_property
    def rows(self) -> PlatformStanceQuerySet:
        """The stances that the whole question leaves, the last begun first."""
        rows = self.of_the_day
        if self.asked.get("position"):
            rows = rows.filter(position=self.asked["position"])
        if self.asked.get("check"):
            rows = rows.filter(self._to_check())
        return rows.select_related("institution", "platform").order_by("-known_on", "institution__sort_key", "pk")

    @cached_property
    def page(self) -> Page:
        """The page asked for, each row with ``due``: whether it asks this reader to be looked at again."""
        rows = self.rows
        if self.desks and not self.is_past:
            rows = rows.annotate(due=Case(When(self._to_check(), then=True), default=False))
        else:
            rows = rows.annotate(due=Value(False))
        return _Counted(rows, PAGE_SIZE, known=self._number()).get_page(self.query.get("page"))

    @property
    def lines(self) -> list[Line]:
        """The lines of the page."""
        own = {unit.pk for unit in self.desks}
        return [
            Line(
                stance,
                course=not surely_begun(stance, self.day),
                check=stance.due,
                mine=bool(own) and (stance.institution.kind == UnitKind.PEER or stance.institution_id in own),
            )
            for stance in self.page
        ]

    def every(self) -> Iterator[Line]:
        """All the lines, for a file."""
        for stance in self.rows.iterator(chunk_size=500):
            yield Line(stance, course=not surely_begun(stance, self.day), check=False, mine=False)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many institutions stand where, most first."""
        counted = (
            self.of_the_day.order_by().values("position").annotate(number=Count("pk")).order_by("-number", "position")
        )
        return {row["position"]: row["number"] for row in counted}

    @property
    def tabs(self) -> list[Tab]:
        """All of them, then each position, with its number and the address of its own."""
        chosen = self.asked.get("position") or ""
        rows = [("", _("Toutes"), sum(self.numbers.values()))]
        rows += [(name, Position(name).label, number) for name, number in self.numbers.items()]
        return [Tab(label, self.address(position=name), number, name == chosen) for name, label, number in rows]

    @cached_property
    def silent(self) -> int:
        """Of how many institutions with a stance on the platform the register knows none by the day that is shown."""
        if not self.is_past or not self.platform:
            return 0
        return self.platform.held - stances_as_of(self.day).filter(platform=self.platform).count()

    @cached_property
    def to_check(self) -> int:
        """How many of today's stances on the platform ask this person to be looked at again."""
        if not self.desks or not self.platform:
            return 0
        return stances_as_of(self.today).filter(self._to_check(), platform=self.platform).count()

    @property
    def here(self) -> str:
        """The question itself, all pages of it."""
        return self.address()

    @property
    def due_address(self) -> str:
        """What asks to be looked at again, of this platform."""
        return self.address(check="on", position="")

    @property
    def clear_address(self) -> str:
        """The platform alone, without any filter."""
        return f"?platform={self.platform.slug}"

    def address(self, **changes: str) -> str:
        """The address of the same question with other words; an empty one is left out, and so is the page."""
        query = self.query.copy()
        query.pop("page", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}"

    def _usual(self, check: str | None) -> Platform:
        """The platform of most stances; when what is due is asked for, that of most of these."""
        if not check or not self.desks:
            return self.platforms[0]
        due = (
            stances_as_of(self.today)
            .filter(self._to_check())
            .order_by()
            .values("platform")
            .annotate(number=Count("pk"))
        )
        most = due.order_by("-number", "platform").first()
        return next((row for row in self.platforms if most and row.pk == most["platform"]), self.platforms[0])

    def _to_check(self) -> Q:
        return to_check_by(self.desks, self.today)

    def _number(self) -> int | None:
        """How many rows there are, where the numbers by position say it already."""
        if self.asked.get("check"):
            return None
        chosen = self.asked.get("position")
        return self.numbers.get(chosen, 0) if chosen else sum(self.numbers.values())


class _Counted(Paginator):
    """A paginator that need not ask how many rows there are when somebody has counted."""

    def __init__(self, rows: PlatformStanceQuerySet, size: int, *, known: int | None) -> None:
        super().__init__(rows, size)
        if known is not None:
            self.count = known


def waiting_for(user: "User | AnonymousUser") -> int:
    """How many stances of today, on whatever platform, ask this person to be looked at again."""
    desks = recording_for(user) if user.is_authenticated else []
    today = timezone.localdate()
    return stances_as_of(today).filter(to_check_by(desks, today)).count() if desks else 0


def to_check_by(desks: list, today: date) -> Q:
    """Which stances of today ask to be looked at by who records at these desks: peers', and the desks' own."""
    return asks_to_be_checked(today) & (Q(institution__kind=UnitKind.PEER) | Q(institution__in=desks))
