"""How a platform answers, in values of our own: what the table of `test_table.py` is made of.

One file per collector in `shapes/`, with one `SHAPE`. What every collector must survive (limits, silence, nonsense) is said
once, in `situations.py`, and is played against each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.followers.collectors.base import Found
from registry.followers.states import Outcome

# Stands for a secret wherever one is needed: no failure, source or log may hold it.
CANARY = "canary-7f3a9e51"


@dataclass(frozen=True)
class Reply:
    """What the platform's server says to one call: to ``path`` with at least ``query`` and ``wants`` among its headers."""

    path: str
    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    wants: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    sent: Any = None


@dataclass(frozen=True)
class Row:
    """A situation of this platform's own: other ``asked`` words, its ``replies`` in order, and what must come of it.

    ``expected`` is a `Found` ("{root}" in its source is the server's) or an `Outcome`; ``pause`` the seconds it asks for
    ("some" for any number above zero).
    """

    name: str
    replies: tuple[Reply, ...]
    expected: Found | Outcome
    asked: Mapping[str, str] = field(default_factory=dict)
    pause: float | str | None = None


@dataclass(frozen=True)
class Shape:
    """A platform: the account that is asked for, the ``replies`` that lead to ``found``, and where the figure stands in the
    last of them (``figure``). ``impossible`` says of a situation why this API cannot tell it."""

    slug: str
    asked: Mapping[str, str]
    replies: tuple[Reply, ...]
    figure: tuple[str | int, ...]
    found: Found
    rows: tuple[Row, ...]
    impossible: Mapping[str, str] = field(default_factory=dict)
