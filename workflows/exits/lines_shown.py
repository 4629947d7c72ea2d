"""The scope of a decision as one person may read it, a page at a time."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Page, Paginator

from workflows.exits.models import ScopeLine

PER_PAGE = 50


@dataclass
class LinesShown:
    """The lines that may be named to somebody; ``inside`` tells a reader of the institution's files.

    The public is told how many other accounts there are, and not which: they have no public page (planned, not confirmed).
    """

    lines: list[ScopeLine]
    inside: bool
    asked: str = ""
    named: list[ScopeLine] = field(init=False)

    def __post_init__(self) -> None:
        self.named = [line for line in self.lines if self.inside or not line.account or line.is_listed]

    @property
    def unnamed(self) -> int:
        """How many accounts are counted in the figures and not named."""
        return len(self.lines) - len(self.named)

    @cached_property
    def page(self) -> Page:
        """The part that is asked for (``asked``: a number as text; the nearest one where there is no such page)."""
        return Paginator(self.named, PER_PAGE).get_page(self.asked)

    @property
    def is_last(self) -> bool:
        """Whether nothing follows, so that the sum may stand under it."""
        return not self.page.has_next()

    @cached_property
    def without_figure(self) -> list[ScopeLine]:
        """The covered lines of which the register has no figure, as far as they may be named."""
        return [line for line in self.named if line.covered and line.followers is None]
