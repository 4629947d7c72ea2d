"""The filters of the public directory; page, and later CSV and API, narrow the same queryset by them."""

import re

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, FilterSet

from registry.accounts.models import Account
from registry.accounts.status import ENDED, LISTED_STANDINGS, Standing
from registry.folding import fold
from registry.followers.models import FollowerCount
from registry.organisation import tree
from registry.organisation.models import Unit

SORTS = {
    "name": ("sort_key", "pk"),
    "platform": ("platform__name", "sort_key", "pk"),
    "followers": (F("followers").desc(nulls_last=True), "sort_key", "pk"),
}


class DirectoryFilter(FilterSet):
    """Narrows `Account.objects.published()`; what an account that ended needs to be shown is to be asked for."""

    q = CharFilter(
        label=_("Chercher un compte ou une unité"),
        method="by_words",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    platform = ChoiceFilter(label=_("Plateforme"), field_name="platform__slug", empty_label=_("Toutes"))
    unit = ChoiceFilter(label=_("Unité"), method="by_unit", empty_label=_("Toutes"))
    language = ChoiceFilter(label=_("Langue"), method="by_language", empty_label=_("Toutes"))
    standing = ChoiceFilter(
        label=_("Rattachement"),
        choices=[(value, Standing(value).label) for value in LISTED_STANDINGS],
        empty_label=_("Tous"),
    )
    ended = BooleanFilter(label=_("Y compris fermés"), method="with_ended", widget=forms.CheckboxInput)
    sort = ChoiceFilter(method="in_order", choices=[(name, name) for name in SORTS], widget=forms.HiddenInput)

    class Meta:
        model = Account
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict,
        *,
        platforms: list[tuple[str, str]],
        units: list[Unit],
        languages: list[tuple[str, str]],
    ) -> None:
        super().__init__(data, Account.objects.published().with_names())
        self.paths = {unit.slug: unit.path for unit in units}
        choices = {"platform": platforms, "unit": by_institution(units), "language": languages}
        for name, values in choices.items():
            self.filters[name].extra["choices"] = values

    @property
    def sorted_by(self) -> str:
        """The name of the order in use."""
        return self.form.cleaned_data.get("sort") or "name"

    def by_words(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Those whose words begin with each of the words given, accents and case aside ("ecole" finds "École d’été")."""
        words = re.findall(r"[^\W_]+", fold(value))
        if not words:
            return rows
        prefixes = " & ".join(f"'{word}':*" for word in words)
        return rows.filter(search=SearchQuery(prefixes, search_type="raw", config="simple"))

    def by_unit(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """The unit and all below it."""
        return rows.filter(unit__path__startswith=self.paths[value])

    def by_language(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """The accounts that speak it, among other languages perhaps."""
        return rows.filter(languages__contains=[value])

    def with_ended(self, rows: QuerySet, _name: str, value: bool) -> QuerySet:
        """Leave the tombstones out unless they are asked for."""
        return rows if value else rows.exclude(status__in=ENDED)

    def in_order(self, rows: QuerySet, _name: str, value: str) -> QuerySet:
        """Sort by one of `SORTS`."""
        if value == "followers":
            counts = FollowerCount.objects.filter(account=OuterRef("pk"), day__lte=localdate())
            rows = rows.annotate(followers=Subquery(counts.order_by("-day", "-pk").values("value")[:1]))
        return rows.order_by(*SORTS[value])


def by_institution(units: list[Unit]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices of the unit filter: each institution with its units, the whole of it first."""
    names = {unit.pk: unit.name for unit in units}
    groups: dict[int, list[tuple[str, str]]] = {}
    for unit in sorted(units, key=lambda unit: unit.depth > 0):
        groups.setdefault(tree.institution_of(unit.path), []).append((unit.slug, unit.name))
    return [(names.get(root, ""), rows) for root, rows in groups.items()]
