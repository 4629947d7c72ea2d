"""The filters of the two lists: decisions, and positions without a decision."""

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.folding import sort_key
from registry.organisation.models import UnitKind
from registry.platforms.models import Platform
from workflows.exits.states import Kind

WHOSE = [("register", _("Celles du registre")), ("peers", _("Institutions tierces"))]


class _ByInstitution(filters.FilterSet):
    """What both lists are filtered by; choices are those that the list holds, so that none leads to nothing."""

    q = filters.CharFilter(label=_("Chercher une institution"), method="named")
    whose = filters.ChoiceFilter(label=_("Institutions"), choices=WHOSE, empty_label=_("Toutes"), method="of")
    platform = filters.ModelChoiceFilter(
        label=_("Plateforme"), queryset=Platform.objects.none(), to_field_name="slug", empty_label=_("Toutes")
    )
    year = filters.ChoiceFilter(label=_("Année"), empty_label=_("Toutes"), lookup_expr="startswith")
    # Which of the lists is open: kept while its filters change.
    view = filters.CharFilter(widget=forms.HiddenInput, method="leave")

    def __init__(self, data: dict, queryset: QuerySet, *, date: str) -> None:
        super().__init__(data, queryset)
        dates = queryset.order_by().exclude(**{date: ""}).values_list(date, flat=True).distinct().order_by(f"-{date}")
        years = dict.fromkeys(text[:4] for text in dates)
        self.filters["year"].field_name = date
        self.filters["year"].extra["choices"] = [(year, year) for year in years]
        self.filters["platform"].queryset = Platform.objects.filter(pk__in=queryset.order_by().values("platform_id"))

    def named(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        """Institutions whose name holds the words, accents and capitals aside."""
        return rows.filter(institution__sort_key__contains=sort_key(text))

    def of(self, rows: QuerySet, _name: str, whose: str) -> QuerySet:
        """The institutions of this register, or those watched from outside."""
        peers = {"institution__kind": UnitKind.PEER}
        return rows.filter(**peers) if whose == "peers" else rows.exclude(**peers)

    def leave(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        """Every row: the view has chosen the list already."""
        return rows


class DecisionFilter(_ByInstitution):
    """Decisions by nature as well."""

    kind = filters.ChoiceFilter(label=_("Nature"), choices=Kind.choices, empty_label=_("Toutes"))


class PositionFilter(_ByInstitution):
    """Positions, which have no nature of decision."""
