"""The life of a decision: draft, propose, decide, announce, bring into force."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers.models import FollowerCount
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, require
from registry.partial_dates import parse
from registry.platforms.models import Platform
from workflows.exits.drawing import draw_tasks, give_to
from workflows.exits.effects import carry_out
from workflows.exits.models import ExitDecision, ScopeLine, SuccessorChannel
from workflows.exits.moving import (
    accounts_of_trees,
    arrive,
    lock,
    require_own_subjects,
    require_past,
    sign,
    sort_date,
    take,
    take_draft,
)
from workflows.exits.queries import reading
from workflows.exits.rules import DEFAULT_TREATMENT
from workflows.exits.scoping import let_ended_rest, replace_lines
from workflows.exits.states import HOLDING, Act, Kind, State
from workflows.machine import Refused

EDITABLE = (
    *(
        "kind",
        "reasons",
        "rationale_fr",
        "rationale_en",
        "deciding_body",
        "communique_url",
        "effective_on",
        "closed_on",
    ),
    *(
        "stated_figure",
        "stated_wording_fr",
        "stated_wording_en",
        "stated_scope_fr",
        "stated_scope_en",
        "source",
        "reverses",
    ),
    *("handle_fate", "evidence", "options_considered", "minority_view", "revisit_if_fr", "revisit_if_en", "review_on"),
    *("minutes_reference", "signatory", "joint_initiative_fr", "joint_initiative_en", "joint_initiative_url"),
    *("expected_followers", "expected_fr", "expected_en"),
)

# What becomes of the decision that this one names, by the kind of this one: a return takes it back, any other replaces it.
ENDING = {Kind.RETURN: (State.REVERSED, Verb.EXIT_REVERSED)}


@transaction.atomic
def draft(
    *,
    institution: Unit,
    platform: Platform,
    kind: Kind,
    actor: User,
    at: datetime,
    written_by: Iterable[User] | None = None,
    **content: object,
) -> ExitDecision:
    """Start a decision that takes the institution's tree whole: one covered line per account that it has there.

    Its words are the actor's, unless they were ``written_by`` others: then these are its authors. Raises `NotAllowed`, and
    `Refused` when it reverses a decision of another institution or platform.
    """
    require(actor, Can.EXIT_PREPARE, institution)
    decision = ExitDecision(institution=institution, platform=platform, kind=kind, created_at=at, **content)
    require_own_subjects(decision)
    decision.sort_date = sort_date(decision)
    decision.save()
    ScopeLine.objects.bulk_create(
        ScopeLine(decision=decision, account=account, treatment=DEFAULT_TREATMENT[kind], from_unit=institution)
        for account in accounts_of_trees(decision)
    )
    for author in [actor] if written_by is None else written_by:
        sign(decision, Act.WROTE, actor=author, at=at)
    record(Verb.EXIT_DRAFTED, decision, actor=actor, at=at, unit=institution, kind=kind)
    return decision


@transaction.atomic
def edit(
    decision: ExitDecision,
    *,
    actor: User,
    at: datetime,
    seen: int,
    lines: Iterable[dict] | None = None,
    channels: Iterable[dict] | None = None,
    trees_stay: bool = False,
    **content: object,
) -> ExitDecision:
    """Change a draft: fields of `EDITABLE`; ``lines`` and ``channels``, when given, replace those there were.

    A line is a dict of `ScopeLine` columns without the figures, which `decide` freezes. With ``trees_stay`` the ``lines``
    are the exceptions only: what a unit's tree brought stays, but for those, and for what had ended where the draft has
    become a return. Raises `NotAllowed`, `Stale`, `Refused`.
    """
    decision = take_draft(decision, actor=actor, seen=seen)
    usual = DEFAULT_TREATMENT[decision.kind]
    for name, value in content.items():
        setattr(decision, name, value)
    decision.lines.filter(treatment=usual).update(treatment=DEFAULT_TREATMENT[decision.kind])
    lines = None if lines is None else list(lines)
    require_own_subjects(decision, lines or ())
    if lines is not None:
        replace_lines(decision, lines, trees_stay=trees_stay)
    let_ended_rest(decision)
    if channels is not None:
        decision.channels.all().delete()
        SuccessorChannel.objects.bulk_create(
            SuccessorChannel(decision=decision, position=n, **channel) for n, channel in enumerate(channels)
        )
    sign(decision, Act.WROTE, actor=actor, at=at)
    arrive(decision, State.DRAFT, Verb.EXIT_EDITED, actor=actor, at=at)
    return decision


@transaction.atomic
def propose(decision: ExitDecision, *, actor: User, at: datetime, seen: int) -> ExitDecision:
    """Put the draft before leadership, consulted about or not; its reasons must be written in both languages."""
    decision, step = take(decision, "propose", actor=actor, seen=seen)
    if not (decision.rationale_fr.strip() and decision.rationale_en.strip()):
        raise Refused(
            "Le motif s’écrit en français et en anglais avant de proposer.",
            "The rationale is written in French and in English before it is proposed.",
        )
    sign(decision, Act.PROPOSED, actor=actor, at=at)
    arrive(decision, step.target, Verb.EXIT_PROPOSED, actor=actor, at=at)
    return decision


@transaction.atomic
def send_back(decision: ExitDecision, *, actor: User, at: datetime, seen: int, reason: str) -> ExitDecision:
    """Leadership asks for another draft, and says why."""
    decision, step = take(decision, "send_back", actor=actor, seen=seen)
    arrive(decision, step.target, Verb.EXIT_RETURNED, actor=actor, at=at, reason=reason)
    return decision


@transaction.atomic
def decide(decision: ExitDecision, *, actor: User, at: datetime, seen: int) -> ExitDecision:
    """Leadership decides: the followers of each covered account are frozen as the register knows them that day."""
    decision, step = take(decision, "decide", actor=actor, seen=seen)
    sign(decision, Act.DECIDED, actor=actor, at=at)
    today = timezone.localdate(at)
    decision.decided_on = today.isoformat()
    _freeze_followers(decision, today)
    arrive(decision, step.target, Verb.EXIT_DECIDED, actor=actor, at=at)
    draw_tasks(decision, decision.effective_on, owner=None, at=at)
    return decision


def _freeze_followers(decision: ExitDecision, day) -> None:
    lines = list(decision.lines.exclude(account=None))
    counts = {
        count.account_id: count
        for count in FollowerCount.objects.filter(account__in=[line.account_id for line in lines]).latest_by(day)
    }
    known = [line for line in lines if line.account_id in counts]
    for line in known:
        count = counts[line.account_id]
        line.followers, line.followers_on, line.followers_source = count.value, count.day, count.source
    ScopeLine.objects.bulk_update(known, ["followers", "followers_on", "followers_source"])


@transaction.atomic
def announce(
    decision: ExitDecision, *, actor: User, at: datetime, seen: int, announced_on: str = "", communique_url: str = ""
) -> ExitDecision:
    """Make the decision public; ``announced_on`` is a partial date, today when it is not given; never one to come.

    Whoever announces it answers for the tasks that no steward answers for.
    """
    decision, step = take(decision, "announce", actor=actor, seen=seen)
    require_past([announced_on], at)
    decision.announced_on = parse(announced_on) or timezone.localdate(at).isoformat()
    decision.communique_url = communique_url or decision.communique_url
    arrive(decision, step.target, Verb.EXIT_ANNOUNCED, actor=actor, at=at)
    draw_tasks(decision, reading(decision, "effective_on"), owner=actor, at=at)
    give_to(decision, actor)
    return decision


@transaction.atomic
def bring_into_force(
    decision: ExitDecision, *, actor: User, at: datetime, seen: int, effective_on: str = ""
) -> ExitDecision:
    """The decision holds from now on: accounts, stance and verify answer accordingly; what it reverses is replaced.

    ``effective_on`` (partial date) takes the place of the day that was foreseen. Refused for a day to come, and where a
    correction says another day: what is published would say both.
    """
    decision, step = take(decision, "bring_into_force", actor=actor, seen=seen)
    foreseen, said = reading(decision, "effective_on"), parse(effective_on)
    day = said or foreseen or timezone.localdate(at).isoformat()
    require_past([day], at)
    if not decision.corrections.filter(field="effective_on").exists():
        decision.effective_on = day
    elif day != foreseen:
        raise Refused(
            "La date d’effet a été corrigée : corrigez-la de nouveau, puis mettez en vigueur sans date.",
            "The day of effect was corrected: correct it again, then bring into force without a date.",
        )
    _hold(decision, step.target, actor=actor, at=at)
    if day != foreseen:
        draw_tasks(decision, day, owner=actor, at=at)
    return decision


@transaction.atomic
def bring_due_into_force(decision: ExitDecision, *, at: datetime) -> ExitDecision | None:
    """The same by the calendar, with nobody's hand: None when it has been done meanwhile."""
    decision = lock(decision)
    if decision.state != State.ANNOUNCED:
        return None
    _hold(decision, State.IN_FORCE, actor=None, at=at)
    return decision


def _hold(decision: ExitDecision, state: str, *, actor: User | None, at: datetime) -> None:
    carry_out(decision, actor=actor, at=at)
    arrive(decision, state, Verb.EXIT_IN_FORCE, actor=actor, at=at)
    old = decision.reverses
    if old and old.state in HOLDING:
        end, verb = ENDING.get(decision.kind, (State.SUPERSEDED, Verb.EXIT_SUPERSEDED))
        arrive(old, end, verb, actor=actor, at=at, by=decision.pk)


@transaction.atomic
def withdraw(decision: ExitDecision, *, actor: User, at: datetime, seen: int, reason: str = "") -> ExitDecision:
    """Give the draft up; the decision that it would have replaced can be replaced by another."""
    decision, step = take(decision, "withdraw", actor=actor, seen=seen)
    decision.reverses = None
    arrive(decision, step.target, Verb.EXIT_WITHDRAWN, actor=actor, at=at, reason=reason)
    return decision
