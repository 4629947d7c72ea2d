"""The filters of the journal."""

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet

from registry.audit.models import Event, EventQuerySet
from registry.audit.verbs import SENTENCES


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class JournalFilter(FilterSet):
    """Narrows the events that a person may read. ``about`` is "type:number" of one subject."""

    q = CharFilter(label=_("Sujet"), method="by_label", max_length=200)
    verb = ChoiceFilter(label=_("Ce qui s’est passé"), empty_label=_("Tout"))
    actor = ChoiceFilter(label=_("Personne"), empty_label=_("Toutes"))
    since = DateFilter(label=_("Du"), field_name="at", lookup_expr="date__gte", widget=_day())
    until = DateFilter(label=_("Au"), field_name="at", lookup_expr="date__lte", widget=_day())
    about = CharFilter(method="by_subject", max_length=60, widget=forms.HiddenInput)

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, data: QueryDict, events: EventQuerySet, people: list[tuple[int, str]]) -> None:
        super().__init__(data, events)
        said = [(verb.value, str(sentence)) for verb, sentence in SENTENCES.items()]
        self.filters["verb"].extra["choices"] = sorted(said, key=lambda choice: choice[1])
        self.filters["actor"].extra["choices"] = people

    def by_label(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """The subjects whose name, as it was then, holds the text."""
        return rows.filter(Q(subject_label_fr__icontains=value) | Q(subject_label_en__icontains=value))

    def by_subject(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """One subject's; nothing for what names none."""
        kind, _colon, number = value.partition(":")
        if not number.isdecimal() or len(number) > 18:
            return rows.none()
        return rows.filter(subject_type=kind, subject_id=int(number))
