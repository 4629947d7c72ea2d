"""Kinds of input that decisions need: a date as sources give it, the address of a page, a country."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.partial_date_field import PartialDateField
from registry.platforms.canonical import Reason
from registry.platforms.reading import SCHEME, single
from registry.platforms.reading import parse as parse_address
from registry.platforms.words import REFUSALS

__all__ = ["LONGEST_ADDRESS", "PartialDateField", "WebAddressField"]

LONGEST_ADDRESS = 400


class WebAddressField(forms.CharField):
    """The address of a web page: http or https, a real host, no disguise (the reader of addresses judges it)."""

    default_error_messages = {
        "invalid": _("Donnez l’adresse complète d’une page, qui commence par https://."),
        "too_long": _("Cette adresse est trop longue : 400 caractères au plus."),
    }

    def __init__(self, **options: object) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: object) -> str:
        """The address without what was pasted around it."""
        text = super().to_python(value)
        return self._read(text) if text else ""

    def _read(self, text: str) -> str:
        address = single(text)
        if isinstance(address, Reason):
            self._refuse(address)
        scheme = SCHEME.match(address)
        if not scheme or scheme[1].lower() not in ("http", "https") or address[scheme.end() :][:2] != "//":
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        read = parse_address(address[scheme.end() + 2 :])
        if isinstance(read, Reason):
            self._refuse(read)
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError(self.error_messages["too_long"], code="too_long")
        return address

    def _refuse(self, reason: Reason) -> None:
        if reason == Reason.DANGEROUS:
            raise ValidationError(str(REFUSALS[reason]), code="invalid")
        raise ValidationError(self.error_messages["invalid"], code="invalid")


class CountryField(forms.RegexField):
    """A country by its two letters, or nothing."""

    def __init__(self, **options: object) -> None:
        options |= {"required": False, "strip": True, "help_text": _("Deux lettres : FR, CA, CH…")}
        options["error_messages"] = {"invalid": _("Écrivez le pays en deux lettres, par exemple FR.")}
        super().__init__(r"^[A-Za-z]{2}$", widget=forms.TextInput(attrs={"class": "short"}), **options)

    def clean(self, value: object) -> str:
        """The two letters as capitals."""
        return super().clean(value).upper()
