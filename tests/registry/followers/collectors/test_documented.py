"""The page about collectors says what they do: their tokens, their limits, and what is tried again."""

from types import ModuleType

from registry.followers.collectors import MODULES
from registry.followers.states import PASSING, Outcome
from tests.tree import ROOT

SPANS = {1: "1 s", 10: "10 s", 60: "1 min", 300: "5 min", 900: "15 min", 3_600: "1 h", 86_400: "24 h"}


def tables() -> list[list[list[str]]]:
    """The page's tables, row by row, without their heads."""
    text = (ROOT / "docs" / "collectors.md").read_text()
    blocks = [block.strip().splitlines() for block in text.split("\n\n") if block.strip().startswith("|")]
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in block[2:]] for block in blocks]


def row(module: ModuleType) -> list[str]:
    limit = module.LIMIT
    token = "needed" if module.NEEDS_TOKEN else "optional" if limit.with_token else "none"
    kept = f"{limit.calls:,} in {SPANS[limit.seconds]}" + f"; {limit.with_token:,} with a token" * bool(
        limit.with_token
    )
    server = module.BASE.split("/")[2].replace("{host}", "the account’s own server")
    return [", ".join(module.SLUGS), server, token, kept, str(getattr(module, "CALLS", 1))]


def test_every_platform_is_told_of():
    platforms, _outcomes = tables()
    assert platforms == [row(module) for module in MODULES]


def test_every_failure_is_told_of():
    _platforms, outcomes = tables()
    assert {name: again == "yes" for name, _what, again in outcomes} == {
        outcome: outcome in PASSING for outcome in Outcome if outcome != Outcome.MEASURED
    }
