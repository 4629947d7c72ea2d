"""The public name of an account in a URL. Pure."""

import hashlib
import re

from registry.folding import fold


def account_slug(platform: str, key: str) -> str:
    """A stable slug such as "x-polymtl"; where the key holds more than a slug can, a few digits of its hash tell it apart."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(key)).strip("-")
    slug = f"{platform}-{plain}"[:100].rstrip("-")
    if plain == key:
        return slug
    return f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
