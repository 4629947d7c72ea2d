"""Measures the reader of addresses on a collection of labelled ones.

    python bench/addresses.py FILE [--show N]

FILE is JSON Lines with `url`, `platform`, `handle` and `kind` (profile, post, share, other; `negative_scope` "any" marks
what must never be read), or CSV, whose addresses are then read without labels. Prints the figures, then what differs.
"""

import argparse
import csv
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from registry.platforms.canonical import Reading, Refusal, canonicalise
from registry.platforms.catalog import CATALOG

# How collections call what the catalogue calls otherwise; squeezed to letters and digits.
SPELLINGS = {"lemmyworld": "lemmy", "spotifyartist": "spotify", "spotifyuser": "spotify", "subreddit": "reddit"} | {
    "intagram": "instagram",
    "gplus": "googleplus",
    "yelpbusiness": "yelp",
    "yelpuser": "yelp",
    "qq": "qzone",
    "stackexchangenetwork": "stackexchange",
}


def squeezed(name: str) -> str:
    """Letters and digits of a name in lower case, as spellings of platforms vary in the rest."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


SLUGS = {squeezed(name): slug for slug, e in CATALOG.items() for name in (slug, e.name, *e.former_names)}


def slug_of(label: str | None) -> str | None:
    """The catalogue's slug for a collection's platform label; the squeezed label itself when there is none."""
    squeezed_label = squeezed(label or "")
    spelled = SPELLINGS.get(squeezed_label, squeezed_label)
    return SLUGS.get(spelled, spelled) or None


def same_handle(label: str, reading: Reading) -> bool:
    """Whether a label names the reading's handle: case, "@" and the fediverse's server aside."""
    ours = reading.handle.lower()
    label = label.lower().removeprefix("@")
    return label in (ours, ours.partition("@")[0], ours.removesuffix(".bsky.social"))


@dataclass
class Tally:
    """What was counted, and the rows that differ."""

    counts: Counter = field(default_factory=Counter)
    reasons: Counter = field(default_factory=Counter)
    rows: list[str] = field(default_factory=list)

    def differ(self, what: str, row: dict, answer: Reading | Refusal) -> None:
        """Remember a row whose answer is not its label's."""
        self.counts[what] += 1
        said = f"{answer.platform} {answer.handle}" if isinstance(answer, Reading) else f"refused: {answer.reason}"
        self.rows.append(
            f"{what:18} {row.get('platform')!s:16} {row.get('handle')!s:24.24} {said:45.45} {row['url']!r:.120}"
        )


def rows_of(path: Path) -> Iterator[dict]:
    """The rows of a collection; of a CSV every cell that looks like the address column's."""
    if path.suffix == ".jsonl":
        yield from (json.loads(line) for line in path.read_text().splitlines() if line.strip())
        return
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as lines:
        rows = [row for row in csv.reader(lines) if row]
    header = [cell.strip().lower() for cell in rows[0]]
    column = header.index("url") if "url" in header else 3
    for row in rows[1:] if "url" in header else rows:
        yield {
            "url": row[column],
            "platform": row[header.index("platform")] if "platform" in header else None,
            "kind": "profile",
        }


def judge(row: dict, answer: Reading | Refusal, tally: Tally) -> None:
    """Count one row."""
    read = isinstance(answer, Reading)
    kind = "any" if row.get("negative_scope") == "any" else row["kind"]
    tally.counts[kind] += 1
    if not read:
        tally.counts[f"{kind} refused"] += 1
        tally.reasons[answer.reason.value] += kind == "profile"
    if kind in ("any", "post", "share") and read:
        tally.differ(f"{kind} read", row, answer)
    if kind != "profile":
        return
    wanted = slug_of(row.get("platform"))
    tally.counts["labelled"] += wanted is not None
    if not read:
        tally.differ("refused", row, answer)
    elif wanted and wanted != answer.platform:
        tally.differ("platform differs", row, answer)
    elif row.get("handle"):
        tally.counts["handles"] += 1
        if not same_handle(row["handle"], answer):
            tally.differ("handle differs", row, answer)


def main() -> None:
    """Read the collection once for the figures and once more for the time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=200, help="how many differing rows to print")
    options = parser.parse_args()
    rows = list(rows_of(options.file))
    tally = Tally()
    for row in rows:
        judge(row, canonicalise(row["url"]), tally)
    start = time.perf_counter()
    for row in rows:
        canonicalise(row["url"])
    spent = time.perf_counter() - start
    count = tally.counts
    platform_wrong = count["refused"] + count["platform differs"]
    print(f"{len(rows)} rows, {len(rows) / spent:,.0f} a second")
    print(
        f"profiles {count['profile']}, refused {count['refused']} ({count['refused'] / max(count['profile'], 1):.1%})"
    )
    print(f"platform right {1 - platform_wrong / max(count['profile'], 1):.2%}")
    print(f"handle right {1 - count['handle differs'] / max(count['handles'], 1):.2%} of {count['handles']}")
    for kind in ("any", "post", "share"):
        print(f"{kind}: {count[kind]} rows, {count[f'{kind} read']} taken for accounts")
    print(f"other: {count['other']} rows, {count['other'] - count['other refused']} read")
    print("reasons", dict(tally.reasons.most_common()))
    print("\n".join(tally.rows[: options.show]))


if __name__ == "__main__":
    main()
