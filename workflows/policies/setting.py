"""The writes of the institution's own numbers, calendar and named person: an administrator's, each told to the journal."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, require
from workflows.machine import Refused
from workflows.policies.models import EscalationContact, Holiday, Rule
from workflows.policies.names import BOUNDS
from workflows.policies.numbers import people_of, rules_of

# A warning that comes after the expiry it warns of would never leave.
WARNS_TOO_EARLY = Pair(
    "L’avertissement vient avant l’expiration : donnez moins de jours d’avertissement que de jours d’approbation.",
    "The warning comes before the expiry: give fewer days of warning than days of approval.",
)
OUT_OF_BOUNDS = Pair("Une valeur sort des bornes de sa règle.", "A value lies outside the bounds of its rule.")
NOT_HERE = Pair(
    "Ce qui est en retard se dit à une personne active de l’institution.",
    "What is late is told to an active person of the institution.",
)


class Overtaken(Refused):
    """Somebody else set these rules since the page showed them; `names` says which (`names.RuleName`)."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            "Une règle a changé depuis que vous avez ouvert cette page. Relisez-la avant d’enregistrer.",
            "A rule has changed since you opened this page. Read it again before you save.",
        )
        self.names = list(names)


@transaction.atomic
def set_rules(
    institution: Unit, values: Mapping[str, int], *, actor: User, at: datetime, seen: Mapping[str, int] | None = None
) -> list[str]:
    """Give rules (`names.RuleName`) a value; the names of those that changed, an event each.

    ``seen`` holds the values that the actor's page showed; None: the actor looked at none. A value set back to the
    default stays as a row, so that a later default does not move what somebody chose. A request that is already
    submitted keeps the rules copied into it. Raises `NotAllowed`, `Overtaken` for a rule that was another when it was
    seen, and `Refused` for a value outside its bounds or a warning that would come after the expiry.
    """
    institution = _held(institution, actor)
    before = rules_of(institution.pk)
    wanted = before | dict(values)
    overtaken = [name for name in BOUNDS if seen is not None and wanted[name] != before[name] != seen.get(name)]
    if overtaken:
        raise Overtaken(overtaken)
    if any(not BOUNDS[name].least <= value <= BOUNDS[name].most for name, value in wanted.items()):
        raise Refused(OUT_OF_BOUNDS.fr, OUT_OF_BOUNDS.en)
    if wanted["warning_days"] >= wanted["approval_days"]:
        raise Refused(WARNS_TOO_EARLY.fr, WARNS_TOO_EARLY.en)
    changed = [name for name in BOUNDS if wanted[name] != before[name]]
    Rule.objects.bulk_create(
        [
            Rule(institution=institution, name=name, value=wanted[name], changed_at=at, changed_by=actor)
            for name in changed
        ],
        update_conflicts=True,
        unique_fields=["institution", "name"],
        update_fields=["value", "changed_at", "changed_by"],
    )
    for name in changed:
        facts = {"rule": str(name), "before": before[name], "after": wanted[name]}
        record(Verb.RULE_CHANGED, institution, actor=actor, at=at, unit=institution, **facts)
    return changed


@transaction.atomic
def add_holidays(institution: Unit, days: Iterable[tuple[date, Pair]], *, actor: User, at: datetime) -> list[Holiday]:
    """Note days as no business days; one that is noted already keeps its name. Raises `NotAllowed`."""
    institution = _held(institution, actor)
    known = set(institution.holidays.values_list("day", flat=True))
    new = {day: name for day, name in days if day not in known}
    rows = Holiday.objects.bulk_create(
        [Holiday(institution=institution, day=day, name_fr=name.fr, name_en=name.en) for day, name in new.items()]
    )
    if rows:
        facts = {"added": sorted(day.isoformat() for day in new)}
        record(Verb.HOLIDAY_CHANGED, institution, actor=actor, at=at, unit=institution, **facts)
    return rows


@transaction.atomic
def remove_holiday(holiday: Holiday, *, actor: User, at: datetime) -> None:
    """Make the day a business day again; the due days already given stay as they are; twice is once. Raises `NotAllowed`."""
    institution = _held(holiday.institution, actor)
    gone, _rows = Holiday.objects.filter(pk=holiday.pk).delete()
    if gone:
        facts = {"removed": [holiday.day.isoformat()]}
        record(Verb.HOLIDAY_CHANGED, institution, actor=actor, at=at, unit=institution, **facts)


@transaction.atomic
def name_contact(institution: Unit, person: User | None, *, actor: User, at: datetime) -> None:
    """Say who is told of what is late; None: nobody any more. Raises `NotAllowed`, `Refused` for somebody from outside."""
    institution = _held(institution, actor)
    if person and not people_of(institution).filter(pk=person.pk).exists():
        raise Refused(NOT_HERE.fr, NOT_HERE.en)
    before = EscalationContact.objects.filter(institution=institution).values_list("user_id", flat=True).first()
    after = person.pk if person else None
    if before == after:
        return
    if person is None:
        EscalationContact.objects.filter(institution=institution).delete()
    else:
        EscalationContact.objects.update_or_create(institution=institution, defaults={"user": person})
    record(Verb.ESCALATION_NAMED, institution, actor=actor, at=at, unit=institution, before=before, after=after)


def _held(institution: Unit, actor: User) -> Unit:
    """The institution's row, locked so that two administrators do not both believe their own 'before'."""
    institution = Unit.objects.select_for_update(of=("self",)).get(pk=institution.pk)
    require(actor, Can.ORGANISATION_MANAGE, institution)
    return institution
