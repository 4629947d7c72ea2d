"""The filters that the lists and the API share."""

from datetime import timedelta

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Unit
from registry.organisation.permissions import Can, within
from registry.platforms.models import Platform
from workflows.requests.models import PageRequest
from workflows.requests.states import Kind, Priority, State


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


LATE, THIS_WEEK = "late", "week"


class QueueFilter(PageRequestFilter):
    """The filters of the desk: kind, priority, how pressing; and the order, the most pressing first without one."""

    kind = django_filters.ChoiceFilter(label=_("Demande"), choices=Kind, empty_label=_("Toutes"))
    priority = django_filters.ChoiceFilter(label=_("Priorité"), choices=Priority, empty_label=_("Toutes"))
    due = django_filters.ChoiceFilter(
        label=_("Échéance"),
        choices=[(LATE, _("Dépassée")), (THIS_WEEK, _("D’ici sept jours"))],
        empty_label=_("Toutes"),
        method="pressing",
    )
    order = django_filters.ChoiceFilter(
        label=_("Ordre"),
        choices=[
            ("priority", _("Priorité")),
            ("unit", _("Unité")),
            ("platform", _("Plateforme")),
            ("newest", _("Les plus récentes")),
        ],
        empty_label=_("Échéance"),
        method="ordered",
    )

    class Meta(PageRequestFilter.Meta):
        fields = [*PageRequestFilter.Meta.fields, "kind", "priority", "due", "order"]

    def filter_queryset(self, queryset: QuerySet[PageRequest]) -> QuerySet[PageRequest]:
        """The filtered requests in the order asked for."""
        return super().filter_queryset(queryset.order_by(*ORDERS[""]))

    def pressing(self, requests: QuerySet[PageRequest], _name: str, value: str) -> QuerySet[PageRequest]:
        """Past their due day, or due within a week."""
        today = timezone.localdate()
        if value == LATE:
            return requests.filter(due_on__lt=today)
        return requests.filter(due_on__range=(today, today + timedelta(days=7)))

    def ordered(self, requests: QuerySet[PageRequest], _name: str, value: str) -> QuerySet[PageRequest]:
        """By the columns of `ORDERS`."""
        return requests.order_by(*ORDERS[value])


DUE = F("due_on").asc(nulls_last=True)
ORDERS: dict[str, tuple] = {
    "": (DUE, "pk"),
    "priority": ("priority", DUE, "pk"),
    "unit": ("unit__sort_key", DUE, "pk"),
    "platform": ("platform__name", DUE, "pk"),
    "newest": ("-created_at", "-pk"),
}
