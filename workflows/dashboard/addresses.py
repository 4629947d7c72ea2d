"""The addresses that the numbers of a picture lead to: a list of the same unit and the same days."""

from urllib.parse import urlencode

from django.urls import reverse

from workflows.dashboard.as_of import Moment


def address(name: str, moment: Moment, **filters: object) -> str:
    """The page ``name`` of this slice about a moment, with the filters that say something."""
    said = {"scope": moment.unit.slug, "as_of": moment.as_of.isoformat(), "since": moment.since.isoformat()}
    return f"{reverse(f'dashboard:{name}')}?{urlencode(said | {key: value for key, value in filters.items() if value})}"
