"""The lists that people work from: one's own requests, and the queue of what waits for one's answer."""

import functools
import operator
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Func, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.organisation.held import lent_to, roles_of
from registry.organisation.models import Role, User
from registry.organisation.permissions import Can, abilities, within
from registry.organisation.standing import LENT
from workflows.requests.models import Contribution, PageRequest, Verdict
from workflows.requests.states import APPROVALS, CLOSED, WAITING, Stage, State
from workflows.requests.tabs import QUEUE_TABS

FOUND = "found"
# The tabs whose rows wait for this person.
DUE = frozenset({"waiting", "late", "endorse", "review", "decide", "consent", "prove"})


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
    taken = {State.IN_REVIEW, State.ADDRESS_GIVEN}
    # The states are said once more outside: PostgreSQL then finds the most pressing by an index, without sorting them all.
    # Everywhere they stand first: the counts ask these questions of each request in this order, and most end at the state.
    waiting = Q(state__in=WAITING) & (endorse | consent | Q(state__in={State.ENDORSED} | taken) & decides)
    read = within(user, [Can.REQUEST_ENDORSE, Can.REQUEST_DECIDE, Can.REQUEST_CONSENT])
    rows = {
        "waiting": waiting,
        "mine": Q(reviewer=user, state__in=taken),
        "unassigned": Q(state=State.ENDORSED, reviewer=None) & decides,
        "late": Q(due_on__lt=today) & waiting,
        "endorse": endorse,
        "review": Q(state=State.ENDORSED) & decides,
        "decide": Q(state=State.IN_REVIEW) & decides,
        "consent": consent,
        "prove": Q(state=State.ADDRESS_GIVEN) & decides,
        "department": Q(state__in=APPROVALS | {State.RETURNED}) & read,
        "answered": Q(state__in=APPROVALS | (CLOSED - {State.WITHDRAWN}) | {State.RETURNED}) & read,
    }
    return [Tab(key, label, rows[key], due=key in DUE) for key, label in QUEUE_TABS.items()]


@dataclass(frozen=True)
class Hands:
    """Which requests a person may answer, by the ability that it takes."""

    endorses: Q
    decides: Q
    consents: Q


def _hands(user: User, today: date) -> Hands:
    """One's own rights and, on the days of an absence, those that were lent."""
    people = {ability: [user] for ability in LENT}
    for row in lent_to(user, today):
        for ability in row.abilities:
            people[ability].append(row.absent)
    decides, consents = (_within(people[ability], ability) for ability in (Can.REQUEST_DECIDE, Can.REQUEST_CONSENT))
    roles = [role for person in people[Can.REQUEST_ENDORSE] for role in roles_of(person)]
    heads = sorted({unit for role, unit, _path in roles if role == Role.HEAD})
    return Hands(Q(endorsing_unit__in=heads) | Q(endorsing_unit=None) & decides, decides, consents)


def _within(people: list[User], ability: Can) -> Q:
    return functools.reduce(operator.or_, (within(person, [ability]) for person in people))


def answers_requests(user: User, today: date) -> bool:
    """Whether a person has a queue at all: by a role, or for somebody absent."""
    return bool(abilities(user) & set(LENT)) or bool(lent_to(user, today))


def wanted_tab(tabs: list[Tab], wanted: str) -> Tab:
    """The tab that the address asks for, else the first."""
    return next((tab for tab in tabs if tab.key == wanted), tabs[0])


@dataclass(frozen=True)
class Counts:
    """What a list page counts: its tabs (those that hold something), the rows found, and what was asked for beside."""

    tabs: list[CountedTab]
    total: int
    beside: dict[str, int]


def counted(
    requests: QuerySet[PageRequest],
    tabs: list[Tab],
    current: Tab,
    found: QuerySet[PageRequest] | None = None,
    **beside: Q,
) -> Counts:
    """Everything that the page counts, in one query; ``found`` are the rows of the tab that filters leave, None without any."""
    wanted = {tab.key: tab.rows for tab in tabs} | beside
    if found is not None:
        wanted[FOUND] = Q(pk__in=found.order_by().values("pk"))
    counts = requests.order_by().aggregate(**{key: Count("pk", filter=rows) for key, rows in wanted.items()})
    shown = [tab for tab in tabs if counts[tab.key] or tab in (tabs[0], current)]
    drawn = [
        CountedTab(tab.key, tab.label, counts[tab.key], tab.due and counts[tab.key] > 0, tab is current)
        for tab in shown
    ]
    return Counts(drawn, counts[current.key if found is None else FOUND], {key: counts[key] for key in beside})


class Among(Func):
    """Whether a number is one of an array, which PostgreSQL makes first; it then looks each of its numbers up by the index.

    For `IN` it may join every request to all that a line prints, and keep the lines of one page of them.
    """

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY (", BooleanField()


def whole(page: QuerySet[PageRequest]) -> QuerySet[PageRequest]:
    """The rows of a page with what they print: sorted by their numbers alone, so that long texts are read for these only."""
    numbers = ArraySubquery(page.values("pk"))
    return PageRequest.objects.filter(Among("pk", numbers)).order_by(*page.query.order_by).with_names()
