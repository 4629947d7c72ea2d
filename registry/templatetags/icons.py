"""Every icon of the product, on a 20 × 20 grid, in the current ink; a name says what is meant, not what is drawn."""

ICONS = {
    "check": '<path d="M4 10.5l4 4 8-9"/>',
    "down": '<path d="M5 8l5 5 5-5"/>',
    "go": '<path d="M4 10h12M11.5 5.5L16 10l-4.5 4.5"/>',
    "history": '<path d="M3 10a7 7 0 1 0 2.2-5.1"/><path d="M3 3.5v3.5h3.5"/><path d="M10 6v4.2l2.8 1.8"/>',
    "info": '<circle cx="10" cy="10" r="7.5"/><path d="M10 9.2v4.6M10 6.2v.1"/>',
    "linked": '<circle cx="6" cy="10" r="3.5"/><circle cx="14" cy="10" r="3.5"/><path d="M9.5 10h1"/>',
    "pause": '<circle cx="10" cy="10" r="7.5"/><path d="M8 7v6M12 7v6"/>',
    "stop": '<path d="M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7z"/><path d="M10 6v5M10 13.8v.2"/>',
    "unknown": (
        '<circle cx="10" cy="10" r="7.5"/><path d="M7.8 7.7a2.3 2.3 0 1 1 3.3 2.3c-.8.4-1.1.9-1.1 1.7M10 14v.1"/>'
    ),
    "warn": '<path d="M10 3l7.5 13.5h-15z"/><path d="M10 8v4M10 14v.1"/>',
    "wait": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5v4.8l3 1.8"/>',
}

# Icons that point along the line of reading turn with it.
DIRECTED = frozenset({"go"})

VERDICT_ICONS = {
    "official": "check",
    "dormant": "pause",
    "former": "history",
    "lost": "warn",
    "unconfirmed": "wait",
    "affiliated": "linked",
    "unofficial": "info",
    "impostor": "stop",
    "unknown": "unknown",
}
