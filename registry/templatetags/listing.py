"""What a long list needs around it: the pages worth a link, and the filters that are on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput
from django.http import QueryDict
from django.template import RequestContext

register = template.Library()


@dataclass(frozen=True)
class Chip:
    """A filter that is on: its words, and the address of the list without it."""

    label: str
    url: str


@register.simple_tag
def pages(page_obj: Page) -> list[int | None]:
    """The page numbers to link to around the present one; None stands for a gap."""
    paginator = page_obj.paginator
    numbers = paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in numbers]


@register.simple_tag(takes_context=True)
def applied(context: RequestContext, form: BaseForm) -> list[Chip]:
    """The filters of a bound GET form that are on, each with the address that takes it away (and returns to page 1)."""
    query = context.request.GET
    return [
        Chip(label, _without(query, field.html_name, value))
        for field in form.visible_fields()
        for value in query.getlist(field.html_name)
        for label in _words(field, value)
    ]


def _words(field: BoundField, value: str) -> Iterator[str]:
    """What a chip says: the choice's own words, a switch's label, or the text looked for; nothing for a blank."""
    if not value.strip():
        return
    if isinstance(field.field.widget, CheckboxInput):
        yield str(field.label)
    elif hasattr(field.field, "choices"):
        yield from (str(label) for key, label in _flat(field.field.choices) if str(key) == value)
    else:
        yield f"{field.label}\u00a0: {value}"


def _flat(choices: object) -> Iterator[tuple[object, object]]:
    for key, label in choices:
        yield from label if isinstance(label, list | tuple) else [(key, label)]


def _without(query: QueryDict, name: str, value: str) -> str:
    rest = query.copy()
    rest.setlist(name, [other for other in query.getlist(name) if other != value])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"
