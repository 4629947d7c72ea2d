"""The text of a policy, as it is written, cut into what a page draws: headings, paragraphs and lists. Pure; no markup."""

from dataclasses import dataclass
from itertools import groupby

BULLET = "- "


@dataclass(frozen=True)
class Block:
    """``kind`` is "heading", "paragraph" or "list"; the lines are the text of each, a list's without their dash."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Cut at blank lines; a line directly above a list is its heading, other lines are paragraphs."""
    lines = [line.strip() for line in text.splitlines()]
    chunks = [list(chunk) for filled, chunk in groupby(lines, key=bool) if filled]
    return [block for chunk in chunks for block in _chunk(chunk)]


def _chunk(lines: list[str]) -> list[Block]:
    runs = [(listed, list(run)) for listed, run in groupby(lines, key=lambda line: line.startswith(BULLET))]
    found = []
    for n, (listed, run) in enumerate(runs):
        if listed:
            found.append(Block("list", tuple(line.removeprefix(BULLET).strip() for line in run)))
            continue
        above_list = n + 1 < len(runs)
        plain = run[:-1] if above_list else run
        found += [Block("paragraph", (line,)) for line in plain]
        found += [Block("heading", (run[-1],))] if above_list else []
    return found
