"""The filters that the lists and the API share."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Unit
from registry.organisation.permissions import Can, within
from registry.platforms.models import Platform
from workflows.requests.models import PageRequest
from workflows.requests.states import State


def _units(request: object) -> QuerySet[Unit]:
    """The units whose requests this person may read."""
    if request is None:
        return Unit.objects.none()
    mine = within(request.user, [Can.REQUEST_EDIT, Can.REQUEST_READ], prefix="")
    return Unit.objects.of_the_register().filter(mine)


class PageRequestFilter(django_filters.FilterSet):
    """Words of the title or handle, or the number that people quote ("2026-118"); state, unit, platform."""

    q = django_filters.CharFilter(label=_("Chercher"), method="search")
    state = django_filters.ChoiceFilter(label=_("Étape"), choices=State, empty_label=_("Toutes"))
    unit = django_filters.ModelChoiceFilter(
        label=_("Unité"), queryset=_units, to_field_name="slug", empty_label=_("Toutes")
    )
    platform = django_filters.ModelChoiceFilter(
        label=_("Plateforme"), queryset=Platform.objects.all(), to_field_name="slug", empty_label=_("Toutes")
    )

    class Meta:
        model = PageRequest
        fields = ["q", "state", "unit", "platform"]

    def search(self, requests: QuerySet[PageRequest], _name: str, value: str) -> QuerySet[PageRequest]:
        """Title, wished or given handle; a quoted number finds its request."""
        found = Q(title__icontains=value) | Q(wanted_handle__icontains=value) | Q(handle__icontains=value)
        number = value.rpartition("-")[2]
        if number.isascii() and number.isdigit() and len(number) < 18:
            found |= Q(pk=int(number))
        return requests.filter(found)
