"""Keeping the answer to a *what if* as it is today, and making a draft decision of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, require
from workflows.exits import actions
from workflows.exits.impact_queries import Question, asked_on
from workflows.exits.models import ExitDecision, Scenario
from workflows.machine import Refused


@transaction.atomic
def keep(question: Question, *, name: str, actor: User, at: datetime) -> Scenario:
    """Keep today's answer under a name; it is never counted again. Raises `NotAllowed`, `Refused` without a name."""
    require(actor, Can.EXIT_PREPARE, question.institution)
    if not name.strip():
        raise Refused("Donnez un nom à ce scénario.", "Give this scenario a name.")
    scenario = Scenario.objects.create(
        institution=question.institution,
        platform=question.platform,
        kind=question.kind,
        name=name.strip(),
        criteria={"units": [unit.slug for unit in question.units], "treatment": str(question.treatment)},
        result=asked_on(question),
        made_by=actor,
        made_at=at,
    )
    record(Verb.EXIT_SCENARIO_KEPT, scenario, actor=actor, at=at, unit=question.institution, kind=question.kind)
    return scenario


@transaction.atomic
def draft_from(scenario: Scenario, *, actor: User, at: datetime) -> ExitDecision:
    """Start the decision that the scenario thinks of, about the accounts that its units have now; it stays attached.

    Raises `NotAllowed`, and `Refused` when it has become a decision before, or a chosen unit is no more the institution's.
    """
    locked = (
        Scenario.objects.select_for_update(of=("self",)).select_related("institution", "platform").get(pk=scenario.pk)
    )
    require(actor, Can.EXIT_PREPARE, locked.institution)
    if locked.decision_id is not None:
        raise Refused("Ce scénario est déjà devenu une décision.", "This scenario has already become a decision.")
    question = question_of(locked)
    decision = actions.draft(
        institution=locked.institution, platform=locked.platform, kind=locked.kind, actor=actor, at=at
    )
    _narrow(decision, question.tops)
    locked.decision = decision
    locked.save(update_fields=["decision"])
    scenario.decision = decision
    return decision


def question_of(scenario: Scenario) -> Question:
    """What the scenario asked; raises `Refused` when one of its units is no more in the institution."""
    slugs = scenario.criteria["units"]
    units = tuple(Unit.objects.under(scenario.institution).filter(slug__in=slugs).order_by("path"))
    if len(units) != len(slugs):
        raise Refused(
            "Une unité de ce scénario n’est plus de l’institution : refaites le scénario.",
            "A unit of this scenario is no longer of the institution: prepare it again.",
        )
    return Question(scenario.institution, scenario.platform, scenario.kind, units)


def _narrow(decision: ExitDecision, units: Iterable[Unit]) -> None:
    """Leave to the draft the trees of the chosen units only, each line saying which one brought it."""
    units = [unit for unit in units if unit.pk != decision.institution_id]
    if not units:
        return
    for unit in units:
        decision.lines.filter(account__unit__path__startswith=unit.path).update(from_unit=unit)
    decision.lines.exclude(from_unit__in=units).delete()
