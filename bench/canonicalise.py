"""Measures the reader of addresses side by side with the PyPI package `social-links`, on the same rows in one run.

    python bench/canonicalise.py FILE [--rounds N]

FILE is JSON Lines with `url`, `platform`, `handle` and `kind`, as `bench/addresses.py` takes it. Each address is read once
a round, nothing is kept between rows; one core. Prints addresses a second of both and their ratio, how exact both are, and
the memory after one and after many times as many addresses. Without the package (`pip install social-links`) it says so.
"""

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from addresses import rows_of, slug_of

from registry.platforms.canonical import Reading, canonicalise

PROMISED_RATIO = 1.5
TIMES_AS_MANY = 20
FLAT = 64 * 1024

Reader = Callable[[str], tuple[str, str] | None]


def ours(text: str) -> tuple[str, str] | None:
    """The platform and the handle that the product reads."""
    reading = canonicalise(text)
    return (reading.platform, reading.handle) if isinstance(reading, Reading) else None


def theirs() -> Reader:
    """The same of `social-links`: its two questions, which platform and which name there."""
    package = import_module("sociallinks")

    def read(text: str) -> tuple[str, str] | None:
        platform = package.detect_platform(text)
        return (platform, package.extract_id(platform, text)) if platform else None

    return read


def rate(read: Reader, addresses: list[str]) -> float:
    """Addresses a second of processor time: what one core does, whatever else runs on it."""
    start = time.process_time()
    for address in addresses:
        read(address)
    return len(addresses) / (time.process_time() - start)


def exactness(read: Reader, rows: list[dict]) -> dict[str, tuple[int, int]]:
    """Right and asked: profiles found on their platform, handles that the address shows, what is never an account refused."""
    found, handles, refused = [], [], []
    for row in rows:
        said = read(row["url"])
        if row["kind"] == "profile":
            right = bool(said) and slug_of(said[0]) == slug_of(row.get("platform"))
            found += [right] if row.get("platform") else []
            shown = row.get("handle")
            handles += [right and same(shown, said[1])] if shown and shown.lower() in row["url"].lower() else []
        elif row["kind"] in ("post", "share") or row.get("negative_scope") == "any":
            refused.append(said is None)
    return {"profiles": _share(found), "handles": _share(handles), "strict negatives refused": _share(refused)}


def _share(answers: list[bool]) -> tuple[int, int]:
    return sum(answers), len(answers)


def same(label: str, handle: str) -> bool:
    """Whether two handles are one: case, "@", a server and percent-encoding aside."""
    label, handle = (unquote(name).lower().strip("@/") for name in (label, handle))
    return label in (handle, handle.partition("@")[0], handle.removesuffix(".bsky.social"))


def memory(read: Reader, addresses: list[str]) -> tuple[int, int]:
    """Bytes held after one pass, and after `TIMES_AS_MANY` more over addresses that are all different."""
    for address in addresses:
        read(address)
    tracemalloc.start()
    for address in addresses:
        read(address + "#0")
    first = tracemalloc.get_traced_memory()[0]
    for number in range(1, TIMES_AS_MANY + 1):
        for address in addresses:
            read(f"{address}#{number}")
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return first, held


def main() -> None:
    """Both readers in turn, best round of each; then how exact they are; then the memory of ours."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rows = list(rows_of(options.file))
    addresses = list(dict.fromkeys(row["url"] for row in rows))
    readers: dict[str, Reader] = {"carrefour": ours}
    if find_spec("sociallinks"):
        readers["social-links"] = theirs()
    else:
        print("social-links is not installed: pip install social-links")
    rates = dict.fromkeys(readers, 0.0)
    for _round in range(options.rounds):
        for name, read in readers.items():
            rates[name] = max(rates[name], rate(read, addresses))
    print(f"{len(rows)} rows, {len(addresses)} addresses, one core")
    for name, read in readers.items():
        shares = (
            f"{what} {right}/{of} {right / max(of, 1):.1%}" for what, (right, of) in exactness(read, rows).items()
        )
        print(f"{name:14} {rates[name]:>9,.0f} a second   {'   '.join(shares)}")
    if len(rates) == 2:
        ratio = rates["carrefour"] / rates["social-links"]
        print(f"ratio {ratio:.2f} (promised {PROMISED_RATIO}){'' if ratio >= PROMISED_RATIO else '   MISSED'}")
    first, held = memory(ours, addresses[:500])
    flat = held - first < FLAT
    print(f"memory held: {first:,} bytes, after {TIMES_AS_MANY} times as many {held:,}{'' if flat else '   NOT FLAT'}")


if __name__ == "__main__":
    main()
