"""A figure entered from the list of one's accounts: the number, and a day that is today unless said otherwise."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from registry.accounts.models import Account
from registry.followers.actions import Figure
from registry.followers.forms import DAY, FigureField, countable, exact_field
from registry.followers.states import Metric


class QuickForm(forms.Form):
    """The last figure of one account, read on its own page: that address is the source, the metric is that of its last one."""

    value = FigureField(label=_("Nombre lu"))
    day = forms.DateField(label=_("Jour du relevé"), widget=DAY, validators=[countable])
    is_exact = exact_field()

    def __init__(self, account: Account, metric: str, *args: object, **words: object) -> None:
        super().__init__(*args, auto_id=f"id_{account.pk}_%s", initial={"day": localdate()}, **words)
        self.account, self.metric = account, metric or Metric.FOLLOWERS
        self.fields["value"].label = Metric(self.metric).label
        self.fields["day"].widget.attrs["max"] = localdate().isoformat()

    def figure(self) -> Figure:
        """What was read, once valid."""
        said = self.cleaned_data
        return Figure(said["day"], said["value"], self.account.address, metric=self.metric, is_exact=said["is_exact"])
