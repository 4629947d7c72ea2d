"""One page of a plan or of a report: the tabs by outcome, and the lines as a template prints them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.language import Pair
from registry.transfer.planning import Outcome

PER_PAGE = 25
NOTED = "noted"
TONES = {
    Outcome.CREATE: "ok",
    Outcome.CHANGE: "info",
    Outcome.SAME: "mute",
    Outcome.DUPLICATE: "warn",
    Outcome.REFUSED: "stop",
}
PLANNED = {
    Outcome.CREATE: _("À créer"),
    Outcome.CHANGE: _("À changer"),
    Outcome.SAME: _("Déjà au registre"),
    Outcome.DUPLICATE: _("En double"),
    Outcome.REFUSED: _("Refusées"),
}
DONE = PLANNED | {Outcome.CREATE: _("Créés"), Outcome.CHANGE: _("Changés")}
EACH_PLANNED = {
    Outcome.CREATE: _("à créer"),
    Outcome.CHANGE: _("à changer"),
    Outcome.SAME: _("déjà au registre"),
    Outcome.DUPLICATE: _("en double"),
    Outcome.REFUSED: _("refusée"),
}
EACH_DONE = EACH_PLANNED | {Outcome.CREATE: _("créé"), Outcome.CHANGE: _("changé")}


@dataclass(frozen=True)
class Tab:
    """A filter by outcome, with how many rows it holds."""

    label: Promise
    url: str
    count: int
    current: bool


@dataclass(frozen=True)
class Shown:
    """A line in the reader's language; `tone` and `outcome` are its pill's."""

    line: dict
    outcome: Promise
    tone: str
    why: str
    unit: str
    notes: list[str]
    changes: list[dict]


@dataclass(frozen=True)
class Listing:
    """The open tab and its page."""

    tabs: list[Tab]
    page: Page
    view: str


def listing(report: dict, query: Mapping[str, str], *, done: bool) -> Listing:
    """The lines of the outcome that ``query`` asks for; an unknown one is all of them."""
    labels, each = (DONE, EACH_DONE) if done else (PLANNED, EACH_PLANNED)
    lines = {"": report["lines"]} | {outcome.value: [] for outcome in Outcome} | {NOTED: []}
    for line in report["lines"]:
        lines[line["outcome"]].append(line)
        if line["notes"]:
            lines[NOTED].append(line)
    names = {"": _("Toutes")} | {outcome.value: labels[outcome] for outcome in Outcome} | {NOTED: _("Avec remarque")}
    view = query.get("outcome", "")
    view = view if view in lines else ""
    tabs = [
        Tab(names[name], f"?outcome={name}" if name else "?", len(found), name == view)
        for name, found in lines.items()
        if found or not name
    ]
    page = Paginator(lines[view], PER_PAGE).get_page(query.get("page"))
    page.object_list = [_shown(line, each) for line in page.object_list]
    return Listing(tabs, page, view)


def _shown(line: dict, each: dict[Outcome, Promise]) -> Shown:
    outcome = Outcome(line["outcome"])
    return Shown(
        line=line,
        outcome=each[outcome],
        tone=TONES[outcome],
        why=str(Pair(*line["why"])),
        unit=str(Pair(*line["unit"])) if line["unit"] else "",
        notes=[str(Pair(fr, en)) for _code, fr, en in line["notes"]],
        changes=[change | {"name": str(Pair(*change["column"]))} for change in line["changes"]],
    )
