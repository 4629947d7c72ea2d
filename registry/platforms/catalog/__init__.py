"""The catalogue of platforms: one entry each, one file per family; everything that reads an address reads this table."""

from registry.platforms.catalog import (
    asia,
    audio,
    code,
    federated,
    gone,
    knowledge,
    makers,
    messaging,
    networks,
    others,
    pictures,
    places,
    professional,
    video,
    writing,
)
from registry.platforms.catalog.entry import Entry

FAMILIES = (
    networks,
    professional,
    video,
    pictures,
    audio,
    messaging,
    federated,
    writing,
    knowledge,
    code,
    places,
    makers,
    asia,
    others,
    gone,
)

CATALOG: dict[str, Entry] = {entry.slug: entry for family in FAMILIES for entry in family.ENTRIES}

__all__ = ["CATALOG", "FAMILIES", "Entry"]
