"""The catalogue of platforms: one entry each, one file per family; everything that reads an address reads this table."""

from registry.platforms.catalog import code, federated, messaging, networks, professional, video, writing
from registry.platforms.catalog.entry import Entry

FAMILIES = (networks, professional, video, messaging, federated, code, writing)

CATALOG: dict[str, Entry] = {entry.slug: entry for family in FAMILIES for entry in family.ENTRIES}

__all__ = ["CATALOG", "FAMILIES", "Entry"]
