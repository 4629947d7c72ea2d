"""The one input of a partial date, for every form that asks for one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.partial_dates import parse


class PartialDateField(forms.CharField):
    """A year, a month or a day in ISO order ("2025", "2025-01", "2025-01-10"), or nothing."""

    default_error_messages = {
        "invalid": _("Écrivez une année, un mois ou un jour qui existe : 2025, 2025-01 ou 2025-01-10.")
    }

    def __init__(self, **options: object) -> None:
        options.setdefault("required", False)
        options.setdefault("help_text", _("Ce que l’on sait : 2025, 2025-01 ou 2025-01-10. Vide si on l’ignore."))
        options.setdefault("widget", forms.TextInput(attrs={"class": "short", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: object) -> str:
        """The canonical partial date."""
        try:
            return parse(super().to_python(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
