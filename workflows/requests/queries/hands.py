"""Who has a request now, what is expected of them, and by when."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Membership, Role, User
from workflows.policies.numbers import holidays_by_institution
from workflows.requests.due import business_days_left
from workflows.requests.models import Contribution, PageRequest
from workflows.requests.queries.stages import Asked
from workflows.requests.queries.wishes import address_of
from workflows.requests.states import Stage, State

# From how many business days before its due day a request is said to be due soon.
SOON = 3
NONE: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Due:
    """A due day in the look's words: ``state`` is "late", "soon" or ""."""

    day: date
    state: str
    note: str


@dataclass(frozen=True)
class Hands:
    """Those who can make the next step (nobody in particular: an empty list), the step, and its due day."""

    people: list[User]
    task: Promise | str
    due: Due | None


def with_hands(requests: QuerySet[PageRequest]) -> QuerySet[PageRequest]:
    """The same requests with what `hands_of` reads, in one more query whatever their number."""
    return requests.select_related("endorsing_unit").prefetch_related(_their_heads())


def _their_heads() -> Prefetch:
    """The heads of the unit that endorses, each with the requests handed in that this person wrote in."""
    rows = Contribution.objects.filter(user=OuterRef("user"), page_request__state=State.SUBMITTED)
    heads = Membership.objects.filter(role=Role.HEAD, user__is_active=True).select_related("user").order_by("pk")
    heads = heads.annotate(wrote_in=ArraySubquery(rows.order_by().values("page_request_id").distinct()))
    return Prefetch("endorsing_unit__memberships", heads, to_attr="heads")


def _author(page_request: PageRequest) -> list[User]:
    return [page_request.author]


def _heads(page_request: PageRequest) -> list[User]:
    if page_request.endorsing_unit is None:
        return []
    others = (held for held in page_request.endorsing_unit.heads if held.user_id != page_request.author_id)
    return [held.user for held in others if page_request.pk not in held.wrote_in]


def _reviewer(page_request: PageRequest) -> list[User]:
    return [page_request.reviewer] if page_request.reviewer else []


def _nobody(_page_request: PageRequest) -> list[User]:
    return []


# state → who has it, and what is expected; a closed request has no row.
HANDS: dict[str, tuple[Callable[[PageRequest], list[User]], Promise]] = {
    State.DRAFT: (_author, _("à compléter et soumettre")),
    State.RETURNED: (_author, _("à revoir et soumettre de nouveau")),
    State.SUBMITTED: (_heads, _("aval attendu")),
    State.ENDORSED: (_nobody, _("à prendre en examen par la gestion de communauté")),
    State.IN_REVIEW: (_reviewer, _("décision attendue")),
    State.WITH_LEADERSHIP: (_nobody, _("consentement de la direction de l’institution attendu")),
    State.APPROVED: (_author, _("page à ouvrir, puis adresse à donner")),
    State.APPROVED_WITH_CONDITIONS: (_author, _("page à ouvrir, puis adresse à donner")),
    State.ADDRESS_GIVEN: (_reviewer, _("preuve attendue")),
}
SECOND_MANAGER = _("aval attendu d’une autre personne de la gestion, faute de direction disponible")


def task_awaited(page_request: PageRequest) -> Promise | str:
    """What is expected now, in words; "" once it is closed."""
    if page_request.state == State.SUBMITTED and page_request.endorsing_unit_id is None:
        return SECOND_MANAGER
    _people, task = HANDS.get(page_request.state, (_nobody, ""))
    return task


def hands_of(page_request: PageRequest, today: date, holidays: Collection[date]) -> Hands | None:
    """Who has the request, read through `with_hands`; None once it is closed. ``holidays``: those of its institution."""
    row = HANDS.get(page_request.state)
    if row is None:
        return None
    people, _task = row
    return Hands(people(page_request), task_awaited(page_request), due_of(page_request, today, holidays))


def due_of(page_request: PageRequest, today: date, holidays: Collection[date]) -> Due | None:
    """The day by which an answer is owed, while one is."""
    return due_on(page_request.due_on, today, holidays) if page_request.is_pending and page_request.due_on else None


def due_on(day: date, today: date, holidays: Collection[date]) -> Due:
    """A due day with how far it is in the institution's business days."""
    left = business_days_left(today, day, holidays)
    state = "late" if day < today else "soon" if left <= SOON else ""
    return Due(day, state, _how_far(day, today, left))


def _how_far(day: date, today: date, left: int) -> str:
    if day == today:
        return gettext("aujourd’hui")
    if left == 0:
        late, coming = gettext("en retard, de jours chômés seulement"), gettext("avant le prochain jour ouvrable")
        return late if day < today else coming
    if left < 0:
        note = ngettext("%(days)s jour ouvrable de retard", "%(days)s jours ouvrables de retard", -left)
    else:
        note = ngettext("dans %(days)s jour ouvrable", "dans %(days)s jours ouvrables", left)
    return note % {"days": abs(left)}


def at_step(hands: Hands | None, asked: Iterable[Asked], today: date, holidays: Collection[date]) -> Hands | None:
    """The same with the due day of their own step, where the request's is that of its last."""
    own = next((one for one in asked if not one.done and one.stage != Stage.ADVICE), None)
    return replace(hands, due=due_on(own.due_on, today, holidays)) if hands and hands.due and own else hands


@dataclass(frozen=True)
class Line:
    """A request in a list, with its address or wished name."""

    asked: PageRequest
    address: str
    hands: Hands | None


def lines(requests: Iterable[PageRequest], today: date) -> list[Line]:
    """The rows of a list page, from requests read `with_names`; two queries more at most, whatever their number."""
    rows = list(requests)
    prefetch_related_objects([row for row in rows if row.state == State.SUBMITTED], _their_heads())
    owed = {row.pk: row.due_on for row in rows if row.is_pending and row.due_on}
    institutions = {row.unit.institution_id for row in rows if row.pk in owed}
    holidays = holidays_by_institution(institutions, min([today, *owed.values()]))
    return [
        Line(row, address_of(row), hands_of(row, today, holidays.get(row.unit.institution_id, NONE))) for row in rows
    ]
