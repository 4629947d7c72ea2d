"""Accent-folded text for searching and sorting, since not every PostgreSQL build has a French collation."""

import re
import unicodedata

ARTICLES = re.compile(r"^(l['’]|d['’]|les? |la |des |du |the |an? )", re.IGNORECASE)


def fold(text: str) -> str:
    """Lower case without accents or ligatures: what a reader types when looking for "École"."""
    # Compatibility forms come apart first: a styled capital ("𝐇") only has a lower case once it is a plain one.
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")


def sort_key(text: str) -> str:
    """What a name is sorted by: folded, without its leading article, letters and digits only."""
    bare = ARTICLES.sub("", text.strip())
    return re.sub(r"[^\w]+", " ", fold(bare or text)).strip()
