"""What every template says the same way: names, numbers, dates, people and icons, in the active language."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from registry import wording
from registry.language import QUOTED, is_english
from registry.language import here as here_of
from registry.partial_dates import parse
from registry.templatetags.icons import DIRECTED, ICONS, VERDICT_ICONS

register = template.Library()


def _language() -> str:
    return "en" if is_english() else "fr"


@register.filter
def here(thing: object, name: str) -> str:
    """``{{ unit|here:"name" }}``: the column ``name_fr`` or ``name_en``, by the active language."""
    return here_of(thing, name)


@register.filter
def quoted(words: str) -> str:
    """Somebody's words between the quotation marks of the active language."""
    return str(QUOTED).format(words=words)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """A figure with its thousands apart; an unknown one is said."""
    return _("non relevé") if value is None or value == "" else wording.number(value, _language())


@register.filter
def partial_date(value: str | date | None, length: str = "long") -> str:
    """A partial date, or a day, as a ``time`` element; ``:"short"`` cuts the month; nothing for an unknown one."""
    if isinstance(value, datetime):
        value = localtime(value).date()
    text = value.isoformat() if isinstance(value, date) else parse(value or "")
    if not text:
        return ""
    words = wording.partial_date(text, _language(), short=length == "short")
    return format_html('<time datetime="{}">{}</time>', text, words)


@register.filter
def day_words(value: date) -> str:
    """A day in words alone, for where no element may stand: inside a drawing, an attribute or a title."""
    return wording.day(value, _language())


@register.filter
def when(value: datetime) -> SafeString:
    """A moment as a ``time`` element, in the register's time zone."""
    local = localtime(value)
    stamp = local.isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', stamp, wording.moment(local, _language()))


@register.filter
def initials(person: object) -> str:
    """The two letters of a person (``full_name``), or of a name given as text."""
    return wording.initials(getattr(person, "full_name", "") or str(person))


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "check" %}``: one of `ICONS`, hidden from readers since a word stands beside it. Raises `KeyError`."""
    flips = " flips" if name in DIRECTED else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        flips,
        mark_safe(ICONS[name]),  # noqa: S308  our own drawings
    )


@register.simple_tag
def verdict_icon(verdict: str) -> SafeString:
    """The icon of one of verify's answers; a verdict without a drawing of its own is a fault. Raises `KeyError`."""
    return icon(VERDICT_ICONS[verdict])
