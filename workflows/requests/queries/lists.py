"""The lists that people work from: one's own requests, and the queue of what waits for one's answer."""

import functools
import operator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Membership, Role, StandIn, User
from registry.organisation.permissions import Can, abilities, within
from registry.organisation.standing import LENT
from workflows.requests.models import Contribution, PageRequest, Verdict
from workflows.requests.states import APPROVALS, CLOSED, Stage, State


@dataclass(frozen=True)
class Tab:
    """One view of a list: the word of its address, its label, its rows; ``due`` when somebody is waited for there."""

    key: str
    label: Promise
    rows: Q
    due: bool = False


@dataclass(frozen=True)
class CountedTab:
    """A tab as the page draws it."""

    key: str
    label: Promise
    count: int
    due: bool
    current: bool

    @property
    def url(self) -> str:
        """The list's own address with this tab."""
        return f"?tab={self.key}"


def my_tabs(user: User) -> list[Tab]:
    """One's own and one's units' requests; the last tab is for those who read further than their unit."""
    mine = Q(author=user) | within(user, [Can.REQUEST_EDIT])
    running = ~Q(state__in=CLOSED)
    tabs = [Tab("open", _("En cours"), mine & running), Tab("closed", _("Terminées"), mine & ~running)]
    further = within(user, [Can.REQUEST_READ]) & ~within(user, [Can.REQUEST_EDIT]) & ~Q(state=State.DRAFT)
    return [*tabs, Tab("others", _("Autres unités"), further & ~Q(author=user))]


def queue_tabs(user: User, today: date) -> list[Tab]:
    """What waits for this person as a head, a manager or the leadership, in their own name or for somebody absent.

    What they wrote themselves is left out, and what they answered at an earlier step: the four eyes of `four_eyes.py`. The
    views *mine*, *unassigned*, *late* and *waiting for the department* cut the same requests another way.
    """
    hands = _hands(user, today)
    wrote = Q(pk__in=Contribution.objects.filter(user=user).values("page_request_id"))
    voices = Verdict.objects.filter(Q(by=user) | Q(on_behalf_of=user)).exclude(stage=Stage.LEADERSHIP)
    endorsed = Q(pk__in=voices.filter(stage=Stage.ENDORSEMENT).values("page_request_id"))
    decides = hands.decides & ~wrote & ~endorsed
    endorse = Q(state=State.SUBMITTED) & hands.endorses & ~wrote
    consent = Q(state=State.WITH_LEADERSHIP) & hands.consents & ~wrote & ~Q(pk__in=voices.values("page_request_id"))
    tabs = [
        Tab("endorse", _("À avaliser"), endorse, due=True),
        Tab("review", _("À examiner"), decides & Q(state=State.ENDORSED), due=True),
        Tab("decide", _("À décider"), decides & Q(state=State.IN_REVIEW), due=True),
        Tab("consent", _("Consentement"), consent, due=True),
        Tab("prove", _("À prouver"), decides & Q(state=State.ADDRESS_GIVEN), due=True),
    ]
    waiting = functools.reduce(operator.or_, (tab.rows for tab in tabs))
    read = within(user, [Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE, Can.REQUEST_CONSENT])
    taken = {State.IN_REVIEW, State.ADDRESS_GIVEN}
    unit_has_it = Q(state=State.RETURNED) | Q(state__in=APPROVALS)
    return [
        Tab("waiting", _("À traiter"), waiting, due=True),
        Tab("mine", _("Pris par moi"), Q(reviewer=user, state__in=taken)),
        Tab("unassigned", _("Sans personne"), decides & Q(state=State.ENDORSED, reviewer=None)),
        Tab("late", _("En retard"), waiting & Q(due_on__lt=today), due=True),
        *tabs,
        Tab("department", _("Chez l’unité"), read & unit_has_it),
        Tab(
            "answered", _("Répondues"), read & Q(state__in=APPROVALS | (CLOSED - {State.WITHDRAWN}) | {State.RETURNED})
        ),
    ]


@dataclass(frozen=True)
class Hands:
    """Which requests a person may answer, by the ability that it takes."""

    endorses: Q
    decides: Q
    consents: Q


def _hands(user: User, today: date) -> Hands:
    """One's own rights and, on the days of an absence, those that were lent."""
    people = {ability: [user] for ability in LENT}
    for row in StandIn.objects.on(today).filter(person=user).select_related("absent").order_by("pk"):
        for ability in row.abilities:
            people[ability].append(row.absent)
    decides, consents = (_within(people[ability], ability) for ability in (Can.REQUEST_DECIDE, Can.REQUEST_CONSENT))
    heads = Membership.objects.filter(user__in=people[Can.REQUEST_ENDORSE], role=Role.HEAD).values("unit_id")
    return Hands(Q(endorsing_unit__in=heads) | Q(endorsing_unit=None) & decides, decides, consents)


def _within(people: list[User], ability: Can) -> Q:
    return functools.reduce(operator.or_, (within(person, [ability]) for person in people))


def answers_requests(user: User, today: date) -> bool:
    """Whether a person has a queue at all: by a role, or for somebody absent."""
    return bool(abilities(user) & set(LENT)) or StandIn.objects.on(today).filter(person=user).exists()


def counted(requests: QuerySet[PageRequest], tabs: list[Tab], wanted: str) -> tuple[Tab, list[CountedTab]]:
    """The tab that the address asks for (else the first), and all those that hold something, in one query."""
    counts = requests.order_by().aggregate(**{tab.key: Count("pk", filter=tab.rows) for tab in tabs})
    current = next((tab for tab in tabs if tab.key == wanted), tabs[0])
    shown = [tab for tab in tabs if counts[tab.key] or tab in (tabs[0], current)]
    drawn = [
        CountedTab(tab.key, tab.label, counts[tab.key], tab.due and counts[tab.key] > 0, tab is current)
        for tab in shown
    ]
    return current, drawn
