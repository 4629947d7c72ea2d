"""The filters that the lists and the API share."""

from datetime import timedelta

import django_filters
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.forms import HiddenInput
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.organisation import tree
from registry.organisation.held import roles_of
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, abilities, roles_for, within
from registry.platforms.catalog import CATALOG
from registry.platforms.models import Platform
from workflows.requests.models import PageRequest
from workflows.requests.states import Kind, Priority, State
from workflows.requests.tabs import QUEUE_TABS


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


class ListFilter(PageRequestFilter):
    """The filters of a page with tabs: the tab is kept while they change."""

    tab = django_filters.CharFilter(widget=HiddenInput, method="kept")

    class Meta(PageRequestFilter.Meta):
        fields = ["tab", *PageRequestFilter.Meta.fields]

    def kept(self, requests: QuerySet[PageRequest], _name: str, _value: str) -> QuerySet[PageRequest]:
        """The tab is no filter: `queries.lists` has chosen its rows before."""
        return requests

    @property
    def narrows(self) -> bool:
        """Whether something is left out beside what the tab leaves out."""
        return bool(set(self.form.changed_data) - {"tab", "order"})


LATE, THIS_WEEK = "late", "week"
DUE = F("due_on").asc(nulls_last=True)
KIND = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(Kind.values)), default=Value(len(Kind)))
# name of an order → what it is called, and its columns; a name with "-" before it is the same one backwards.
ORDERS: dict[str, tuple] = {
    "": (_("Échéance"), (DUE, "pk")),
    "-due": (_("Échéance, la plus lointaine d’abord"), (F("due_on").desc(nulls_last=True), "-pk")),
    "priority": (_("Priorité"), ("priority", DUE, "pk")),
    "-priority": (_("Priorité, la plus basse d’abord"), ("-priority", DUE, "pk")),
    "unit": (_("Unité"), ("unit__sort_key", DUE, "pk")),
    "-unit": (_("Unité, de Z à A"), ("-unit__sort_key", DUE, "pk")),
    "platform": (_("Plateforme"), ("platform__name", DUE, "pk")),
    "-platform": (_("Plateforme, de Z à A"), ("-platform__name", DUE, "pk")),
    "kind": (_("Nature"), (KIND.asc(), DUE, "pk")),
    "-kind": (_("Nature, à rebours"), (KIND.desc(), DUE, "pk")),
    "since": (_("À cette étape depuis le plus longtemps"), ("moved_at", "pk")),
    "-since": (_("À cette étape depuis le moins longtemps"), ("-moved_at", "-pk")),
}


def _deciders(request: object) -> QuerySet[User]:
    """Who may have a request in hand where this person decides; nobody for those who do not decide."""
    if request is None or Can.REQUEST_DECIDE not in abilities(request.user):
        return User.objects.none()
    deciding = roles_for(Can.REQUEST_DECIDE)
    institutions = {tree.institution_of(path) for role, _unit, path in roles_of(request.user) if role in deciding}
    here = Q(pk__in=[])
    for number in sorted(institutions):
        here |= Q(memberships__unit__path__startswith=f"/{number}/")
    held = User.objects.filter(here, memberships__role__in=deciding, is_active=True)
    return held.distinct().order_by("full_name", "pk")


class QueueFilter(ListFilter):
    """The filters of the desk: kind, priority, how pressing, in whose hands; and the order, by due day without one.

    Its choices cost two queries, however often they are read: the units and the people who decide. The platforms are those
    of the catalogue.
    """

    tab = django_filters.ChoiceFilter(
        choices=list(QUEUE_TABS.items()), widget=HiddenInput, method="kept", empty_label=None
    )
    unit = django_filters.ChoiceFilter(label=_("Unité"), field_name="unit__slug", choices=[], empty_label=_("Toutes"))
    platform = django_filters.ChoiceFilter(
        label=_("Plateforme"),
        field_name="platform__slug",
        choices=sorted(((e.slug, e.name) for e in CATALOG.values()), key=lambda pair: pair[1].casefold()),
        empty_label=_("Toutes"),
    )
    kind = django_filters.ChoiceFilter(label=_("Nature"), choices=Kind, empty_label=_("Toutes"))
    priority = django_filters.ChoiceFilter(label=_("Priorité"), choices=Priority, empty_label=_("Toutes"))
    due = django_filters.ChoiceFilter(
        label=_("Échéance"),
        choices=[(LATE, _("Dépassée")), (THIS_WEEK, _("D’ici sept jours"))],
        empty_label=_("Toutes"),
        method="pressing",
    )
    taken = django_filters.ChoiceFilter(
        label=_("En main"),
        field_name="reviewer",
        choices=[],
        null_label=_("À personne"),
        null_value="nobody",
        empty_label=_("Peu importe"),
    )
    order = django_filters.ChoiceFilter(
        label=_("Ordre"),
        choices=[(name, label) for name, (label, _columns) in ORDERS.items() if name],
        empty_label=ORDERS[""][0],
        method="ordered",
    )

    class Meta(ListFilter.Meta):
        fields = [*ListFilter.Meta.fields, "kind", "priority", "due", "taken", "order"]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.filters["unit"].extra["choices"] = [(unit.slug, unit.name) for unit in _units(self.request)]
        self.filters["taken"].extra["choices"] = [(str(user.pk), str(user)) for user in _deciders(self.request)]

    def filter_queryset(self, queryset: QuerySet[PageRequest]) -> QuerySet[PageRequest]:
        """The filtered requests in the order asked for."""
        return super().filter_queryset(queryset.order_by(*ORDERS[""][1]))

    def pressing(self, requests: QuerySet[PageRequest], _name: str, value: str) -> QuerySet[PageRequest]:
        """Past their due day, or due within a week."""
        today = timezone.localdate()
        if value == LATE:
            return requests.filter(due_on__lt=today)
        return requests.filter(due_on__range=(today, today + timedelta(days=7)))

    def ordered(self, requests: QuerySet[PageRequest], _name: str, value: str) -> QuerySet[PageRequest]:
        """By the columns of `ORDERS`."""
        return requests.order_by(*ORDERS[value][1])

    def written(self) -> str:
        """The filters that are on and valid as the page's own address writes them, always in the same order."""
        self.form.is_valid()  # also fills in what is valid of a form with faults
        data = QueryDict(mutable=True)
        for name, value in self.form.cleaned_data.items():
            if value not in (None, ""):
                data[name] = self.form.data[name].strip()
        return data.urlencode()
