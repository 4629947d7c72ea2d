"""By what the figures of the API are chosen."""

import django_filters

from registry.followers.models import QuestionedCount
from registry.followers.states import Metric, Reply


class CountFilter(django_filters.FilterSet):
    """Account and platform by their slugs, a metric, and days from one to another, both included."""

    account = django_filters.CharFilter("account__slug")
    platform = django_filters.CharFilter("account__platform__slug")
    metric = django_filters.ChoiceFilter(choices=Metric)
    to = django_filters.DateFilter("day", "lte")
    # A word of Python's own.
    locals()["from"] = django_filters.DateFilter("day", "gte")


class QuestionFilter(CountFilter):
    """Those, and what was said of a question: ``reply=none`` are the ones that wait."""

    reply = django_filters.ChoiceFilter(choices=Reply, null_label="—", null_value="none", method="replied")

    def replied(self, rows, _name: str, value: str):
        """Those with this answer, or with none."""
        return rows.filter(reply="" if value == "none" else value)

    class Meta:
        model = QuestionedCount
        fields: list[str] = []
