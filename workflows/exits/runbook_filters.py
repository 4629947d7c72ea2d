"""The filters of a decision's tasks: by account, step, owner, and where they are."""

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.folding import sort_key
from registry.organisation.models import User
from workflows.exits.runbook_queries import OPEN, late
from workflows.exits.states import Step

WHERE = [("open", _("À faire")), ("late", _("En retard")), ("done", _("Faites")), ("dropped", _("Écartées"))]


class TaskFilter(filters.FilterSet):
    """Owners are those of the tasks themselves, so that no choice leads to nothing; whoever reads their own alone has none."""

    q = filters.CharFilter(label=_("Chercher un compte"), method="named")
    step = filters.ChoiceFilter(label=_("Étape"), choices=Step.choices, empty_label=_("Toutes"))
    state = filters.ChoiceFilter(label=_("Où elle en est"), choices=WHERE, empty_label=_("Toutes"), method="standing")
    owner = filters.ModelChoiceFilter(label=_("Qui en répond"), queryset=User.objects.none(), empty_label=_("Tous"))
    account = filters.NumberFilter(widget=forms.HiddenInput)
    # Which of the two lists is open: kept while its filters change.
    view = filters.CharFilter(widget=forms.HiddenInput, method="leave")

    def __init__(self, data: dict, queryset: QuerySet, *, by_owner: bool) -> None:
        super().__init__(data, queryset)
        if not by_owner:
            del self.filters["owner"]
            return
        owners = User.objects.filter(pk__in=queryset.order_by().values("owner"))
        self.filters["owner"].queryset = owners.order_by("full_name", "pk")

    def named(self, rows: QuerySet, _name: str, text: str) -> QuerySet:
        """Accounts whose name or address on the platform holds the words."""
        return rows.filter(Q(account__sort_key__contains=sort_key(text)) | Q(account__display__icontains=text.strip()))

    def standing(self, rows: QuerySet, _name: str, where: str) -> QuerySet:
        """Open, late, done or dropped."""
        found = {
            "open": OPEN,
            "late": late(timezone.localdate()),
            "done": Q(done_at__isnull=False),
            "dropped": Q(dropped_at__isnull=False),
        }
        return rows.filter(found[where])

    def leave(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        """Every row: the view has chosen the list already."""
        return rows
