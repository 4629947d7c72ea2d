"""Every address of the site, as the resolver knows it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One pattern: its full name ("requests:detail"), its path as written, and its view."""

    name: str
    path: str
    view: Callable


def _walk(resolver: URLResolver, path: str, namespaces: tuple[str, ...]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(":".join([*namespaces, pattern.name or f"nameless {here}"]), f"/{here}", pattern.callback)
        else:
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, here, inside)


def routes() -> list[Route]:
    """All of them, in the order in which they are tried."""
    return list(_walk(get_resolver(), "", ()))
