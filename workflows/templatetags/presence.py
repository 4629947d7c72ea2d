"""How a number of the presence is written: always as the way to what it counts."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from registry.templatetags.carrefour import number as in_figures
from workflows.dashboard.page import Number

register = template.Library()


@register.simple_tag
def counted(number: Number, words: str = "", signed: bool = False) -> SafeString:
    """A link to the list that a number counts; ``words`` stand for an unknown one, ``signed`` writes the plus.

    A tag and not a template of its own: a page has some hundreds.
    """
    if number.value is None:
        return format_html('<span class="muted">{}</span>', words)
    return format_html(
        '<a class="num" href="{}" data-counts="{}" data-value="{}">{}{}</a>',
        number.url,
        number.of,
        number.value,
        "+" if signed and number.value > 0 else "",
        in_figures(number.value),
    )
