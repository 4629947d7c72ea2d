"""The table of forms made ready to read: a path against the ways in which a platform writes an account's address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs

from registry.platforms.catalog.entry import Entry, Form
from registry.platforms.kinds import Reason
from registry.platforms.reading import Address, clean, decoded

pattern = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Match:
    """A form that an address has, whose platform's it is, the handle as it was written, and the segments after it."""

    entry: Entry
    form: Form
    handle: str
    rest: tuple[str, ...]


class Reader:
    """One form made ready: its path cut into steps, its handle pattern compiled."""

    def __init__(self, entry: Entry, form: Form) -> None:
        path, _, query = form.path.removeprefix("#").partition("?")
        self.entry = entry
        self.form = form
        self.in_fragment = form.path.startswith("#")
        self.parameter = query.partition("=")[0]
        self.steps = tuple(step.partition("{}") for step in path.replace("{*}", "{}").split("/") if step)
        self.takes_rest = "{*}" in path
        step = self.steps[0] if self.steps and not self.in_fragment else ("", "{}", "")
        self.first = "" if step[1] or step[0] == "*" else step[0].lower()
        self.pattern = pattern(form.handle or entry.handle)
        # At the root of a platform its own pages stand beside the accounts, however the handle came in.
        self.at_root = form.address.partition("://")[2].partition("/")[2] == "{}"

    def match(self, address: Address, segments: tuple[str, ...], label: str) -> Match | Reason | None:
        """The match; a reason when the path is this form's but the handle is not possible; None for another path.

        `label` is the handle that stood before the host, "" where none did.
        """
        if self.in_fragment:
            segments = tuple(decoded(part) or "" for part in address.fragment.partition("?")[0].split("/") if part)
        if len(segments) < len(self.steps):
            return None
        handle = label
        if self.takes_rest:
            segments = (*segments[: len(self.steps) - 1], "/".join(segments[len(self.steps) - 1 :]))
        for at, ((before, place, after), segment) in enumerate(zip(self.steps, segments, strict=False)):
            if place:
                if not (segment.startswith(before) and segment.endswith(after) and len(segment) > len(before + after)):
                    return None
                handle = segment[len(before) : len(segment) - len(after)]
                handle = handle if at else handle.removeprefix("@")
            elif before != "*" and before.lower() != segment.lower():
                return None
        if self.parameter:
            handle = clean(parameters(address.query).get(self.parameter, "")) or ""
        if not handle:
            return None
        found = self.pattern.fullmatch(handle)
        if not found:
            return Reason.BAD_HANDLE
        name = found.groupdict().get("h") or handle
        own = self.entry.no_handle(name.lower()) if self.at_root else None
        return own or Match(self.entry, self.form, name + self.form.suffix, segments[len(self.steps) :])


def parameters(query: str) -> dict[str, str]:
    """The parameters of a query, the first value of each; "&amp;" and ";" separate like "&"."""
    query = query.replace("&amp;", "&").replace(";", "&")
    try:
        return {name: values[0].strip(" /") for name, values in parse_qs(query, max_num_fields=60).items()}
    except ValueError:
        return {}


class Site:
    """A host with the forms that are read there; `entry` is the platform that came first where several share the host."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.literal: dict[str, list[Reader]] = {}
        self.generic: list[Reader] = []
        self.skips = pattern(entry.skips) if entry.skips else None

    def add(self, entry: Entry, forms: Iterable[Form]) -> None:
        """Also read these forms here."""
        for form in forms:
            reader = Reader(entry, form)
            if reader.first:
                self.literal.setdefault(reader.first, []).append(reader)
            else:
                self.generic.append(reader)

    def read(self, address: Address, label: str = "") -> Match | Reason:
        """The account that an address at this host names, or why it names none."""
        segments = address.segments
        if self.skips and segments and self.skips.fullmatch(segments[0]):
            segments = segments[1:]
        found = self._find(address, segments, label)
        if isinstance(found, Reason):
            return found
        refused = found.form.refuses or _after(found) or _asked(found.entry, address.query)
        return refused or found

    def _find(self, address: Address, segments: tuple[str, ...], label: str) -> Match | Reason:
        first = segments[0].lower() if segments else ""
        refused = None
        for reader in self.literal.get(first, ()):
            found = reader.match(address, segments, label)
            if isinstance(found, Match):
                return found
            refused = refused or found
        # Below a handle's own host, "about" is the account's page, not the platform's.
        refused = refused or (None if label else self.entry.own_page(first))
        if refused:
            return refused
        for reader in self.generic:
            found = reader.match(address, segments, label)
            if isinstance(found, Match):
                return found
            refused = refused or found
        if refused or segments:
            return refused or Reason.NOT_ACCOUNT
        return self.entry.root_query if address.query else Reason.NO_HANDLE


def _after(found: Match) -> Reason | None:
    """What the segments after the handle say."""
    if not found.rest:
        return None
    name = found.rest[0].lower()
    tail = found.form.tails.get(name) or found.entry.tails.get(name) or found.form.tails.get("*")
    if tail:
        return tail.deeper if len(found.rest) > 1 else tail.alone
    if found.entry.repeats and name == found.handle.lower():
        return None
    return found.form.other_tail or found.entry.other_tail


def _asked(entry: Entry, query: str) -> Reason | None:
    """What the query says, where it turns an account's address into another thing's."""
    if not query or not entry.query:
        return None
    asked = parameters(query)
    return next((reason for name, reason in entry.query.items() if name in asked), None)
