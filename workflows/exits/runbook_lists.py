"""What the pages share on which several tasks are ticked: the ticks, the list that they were made on, what is said of none."""

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workflows.exits.loading import load

NOT_YOURS = _("Une tâche cochée est déjà close, ou n’est pas la vôtre.")
NOTHING_TICKED = _("Aucune tâche n’est cochée.")


def picks(given: QueryDict) -> list[int]:
    """The numbers of the ticked tasks, each once."""
    ticks = [tick for tick in given.getlist("pick") if tick.isascii() and tick.isdecimal() and len(tick) < 18]
    return list(dict.fromkeys(map(int, ticks)))


def list_of(request: HttpRequest, slug: str) -> str:
    """The address of the list: a decision's tasks, or one's own for ""; 404 for a decision that the person may not read."""
    return reverse("exits:runbook", args=[load(request, slug).slug]) if slug else reverse("exits:tasks")
