"""The scope of a draft: a unit's tree taken whole, and the exceptions that somebody named."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q

from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, User
from workflows.exits.models import ExitDecision, ScopeLine
from workflows.exits.moving import accounts_of_trees, arrive, sign, take_draft
from workflows.exits.rules import DEFAULT_TREATMENT
from workflows.exits.states import Act, HandleFate, Kind, Reach, Treatment
from workflows.machine import Refused

OUTSIDE = Pair("Cette unité n’est pas de l’institution.", "This unit is not of the institution.")
NAMED = Pair(
    "Aucun compte n’est ajouté : tous ceux de cette unité ({number}) sont déjà nommés un par un, et le restent.",
    "No account is added: all those of this unit ({number}) are named one by one already, and stay so.",
)
NOTHING = Pair("Aucun compte de cette unité n’est sur la plateforme.", "No account of this unit is on the platform.")
# What a person says of a line; a line that says what its unit's tree says is no exception.
SAID = (
    *("covered", "left_to_unit", "treatment", "handle_fate", "label_fr", "label_en", "note_fr", "note_en"),
    *("rationale_fr", "rationale_en"),
)


def columns_of(reach: str) -> dict[str, bool]:
    """The columns that say a `Reach`."""
    return {"covered": reach == Reach.COVERED, "left_to_unit": reach == Reach.LEFT}


def reach_from(*, covered: bool, left_to_unit: bool) -> Reach:
    """Whether the decision speaks for an account, read from a line's columns."""
    if covered:
        return Reach.COVERED
    return Reach.LEFT if left_to_unit else Reach.SPARED


@dataclass(frozen=True)
class Taken:
    """The draft after a tree was taken: how many accounts the tree brought, and how many were named already and stay so."""

    decision: ExitDecision
    brought: int
    named: int


@transaction.atomic
def take_tree(
    decision: ExitDecision,
    *,
    unit: Unit,
    actor: User,
    at: datetime,
    seen: int,
    reach: str = Reach.COVERED,
    treatment: str = "",
    handle_fate: str = HandleFate.UNKNOWN,
) -> Taken:
    """Let every account of the unit and of all below it be covered, spared or left to its unit; an empty treatment is the
    kind's own.

    Exceptions that were named one by one stay. Raises `NotAllowed`, `Stale`, and `Refused` for a unit of another
    institution, without an account there, or with none but exceptions.
    """
    decision = take_draft(decision, actor=actor, seen=seen)
    if not unit.path.startswith(decision.institution.path):
        raise Refused(OUTSIDE.fr, OUTSIDE.en)
    accounts = set(accounts_of_trees(decision).filter(unit__path__startswith=unit.path).values_list("pk", flat=True))
    if not accounts:
        raise Refused(NOTHING.fr, NOTHING.en)
    decision.lines.filter(account__in=accounts, from_unit__isnull=False).delete()
    named = set(decision.lines.filter(account__in=accounts).values_list("account_id", flat=True))
    if accounts == named:
        raise Refused(*(text.format(number=len(named)) for text in (NAMED.fr, NAMED.en)))
    says = columns_of(reach) | {"treatment": treatment or DEFAULT_TREATMENT[decision.kind], "handle_fate": handle_fate}
    ScopeLine.objects.bulk_create(
        [ScopeLine(decision=decision, account_id=pk, from_unit=unit, **says) for pk in sorted(accounts - named)],
        batch_size=1000,
    )
    sign(decision, Act.WROTE, actor=actor, at=at)
    arrive(decision, decision.state, Verb.EXIT_EDITED, actor=actor, at=at, unit_taken=unit.pk, reach=str(reach))
    return Taken(decision, len(accounts - named), len(named))


def replace_lines(decision: ExitDecision, lines: list[dict], *, trees_stay: bool) -> None:
    """Put ``lines`` in the place of those there were, inside the caller's transaction; an unchanged one keeps its origin."""
    brought = {line.account_id: line for line in decision.lines.filter(from_unit__isnull=False, account__isnull=False)}
    gone = decision.lines.all()
    if trees_stay:
        named = [_number(line) for line in lines if _number(line)]
        gone = gone.filter(Q(from_unit=None) | Q(account__in=named))
    gone.delete()
    ScopeLine.objects.bulk_create(
        ScopeLine(decision=decision, from_unit_id=_origin(line, brought.get(_number(line))), **line) for line in lines
    )


def let_ended_rest(decision: ExitDecision) -> None:
    """Of a return, take out what its trees brought while it was of another kind and would not bring now."""
    if decision.kind == Kind.RETURN:
        brought = decision.lines.filter(from_unit__isnull=False, account__isnull=False)
        brought.exclude(account__in=accounts_of_trees(decision).values("pk")).delete()


def _number(line: dict) -> int | None:
    return line.get("account_id") or getattr(line.get("account"), "pk", None)


def _origin(line: dict, before: ScopeLine | None) -> int | None:
    same = before is not None and all(line.get(name, getattr(before, name)) == getattr(before, name) for name in SAID)
    return before.from_unit_id if same else None


@dataclass(frozen=True)
class Tree:
    """A unit whose tree the scope takes whole: what becomes of its accounts, and how many lines it brought."""

    unit: Pair
    reach: str
    treatment: str
    lines: int


def trees(decision: ExitDecision) -> list[Tree]:
    """The trees that the scope takes whole, in the order of the organisation."""
    names = ("from_unit__path", "from_unit__name_fr", "from_unit__name_en", "covered", "left_to_unit", "treatment")
    brought = decision.lines.filter(from_unit__isnull=False).order_by("from_unit__path", "-covered", "left_to_unit")
    return [_tree(row) for row in brought.values(*names).annotate(lines=Count("pk"))]


def _tree(row: dict) -> Tree:
    name = Pair(row["from_unit__name_fr"], row["from_unit__name_en"])
    reach = reach_from(covered=row["covered"], left_to_unit=row["left_to_unit"])
    treatment = str(Treatment(row["treatment"]).label) if row["covered"] else ""
    return Tree(name, str(reach.label), treatment, row["lines"])
