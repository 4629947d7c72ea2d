"""The lists that people work from: one's own requests, and the queue of what waits for one's answer."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import Membership, Role, User
from registry.organisation.permissions import Can, within
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


def queue_tabs(user: User) -> list[Tab]:
    """What waits for this person as a head (to endorse) or as a manager (to review, decide, prove), then what is answered.

    What they wrote themselves is left out, and for a decision what they endorsed: the four eyes of `four_eyes.py`.
    """
    decides = within(user, [Can.REQUEST_DECIDE])
    heads = Membership.objects.filter(user=user, role=Role.HEAD).values("unit_id")
    endorse = Q(state=State.SUBMITTED) & (Q(endorsing_unit__in=heads) | Q(endorsing_unit=None) & decides)
    fresh = decides & Q(endorsed_by_me=False)
    tabs = [
        Tab("endorse", _("À avaliser"), endorse & Q(written_by_me=False), due=True),
        Tab("review", _("À examiner"), fresh & Q(written_by_me=False, state=State.ENDORSED), due=True),
        Tab("decide", _("À décider"), fresh & Q(written_by_me=False, state=State.IN_REVIEW), due=True),
        Tab("prove", _("À prouver"), fresh & Q(written_by_me=False, state=State.ADDRESS_GIVEN), due=True),
    ]
    waiting = tabs[0].rows | tabs[1].rows | tabs[2].rows | tabs[3].rows
    read = within(user, [Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE])
    answered = read & Q(state__in=APPROVALS | (CLOSED - {State.WITHDRAWN}) | {State.RETURNED})
    return [Tab("waiting", _("À traiter"), waiting, due=True), *tabs, Tab("answered", _("Répondues"), answered)]


def for_queue(requests: QuerySet[PageRequest], user: User) -> QuerySet[PageRequest]:
    """The requests with what the tabs of the queue ask about this person."""
    wrote = Contribution.objects.filter(page_request=OuterRef("pk"), user=user)
    endorsed = Verdict.objects.filter(page_request=OuterRef("pk"), by=user, stage=Stage.ENDORSEMENT)
    return requests.annotate(written_by_me=Exists(wrote), endorsed_by_me=Exists(endorsed))


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
