"""The conditions of a yes: what the decider wrote and filled in, as words and as dated rows. Pure apart from the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.language import Pair
from registry.wording import day
from workflows.machine import Refused
from workflows.requests.models import FollowUp, Verdict
from workflows.requests.states import FollowUpKind

NONE_SAID = Pair(
    "Dites au moins une condition : des mots, un essai, une seconde personne ou un objectif.",
    "State at least one condition: words, a trial, a second person or a target.",
)
NO_DAY = Pair("Un objectif se vérifie un jour dit : donnez-le.", "A target is checked on a given day: state it.")
PAST = Pair("Une condition se vérifie un jour à venir.", "A condition is checked on a day to come.")


@dataclass(frozen=True)
class Conditions:
    """What is asked for: free words, a trial in months, a second administrator by a day, a target by a day."""

    words: str = ""
    trial_months: int | None = None
    administrator_by: date | None = None
    target: str = ""
    target_by: date | None = None

    @property
    def are_some(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.words or self.trial_months or self.administrator_by or self.target)


def check(conditions: Conditions, *, today: date) -> None:
    """Raise `Refused` for a target without its day or a day that is over."""
    if bool(conditions.target) != bool(conditions.target_by):
        raise Refused(NO_DAY.fr, NO_DAY.en)
    if any(term and term <= today for term in (conditions.administrator_by, conditions.target_by)):
        raise Refused(PAST.fr, PAST.en)


def in_words(conditions: Conditions) -> str:
    """The conditions as one text, in French first and English: what the verdict keeps and the letter prints."""
    lines = [conditions.words] if conditions.words else []
    if conditions.trial_months:
        lines.append(f"Essai de {conditions.trial_months} mois / Trial, months: {conditions.trial_months}")
    if conditions.administrator_by:
        by = conditions.administrator_by
        lines.append(
            f"Seconde personne à l’administration avant le {day(by, 'fr')} / Second administrator by {day(by, 'en')}"
        )
    if conditions.target:
        by = conditions.target_by
        lines.append(f"{conditions.target} ({day(by, 'fr')} / {day(by, 'en')})")
    return "\n".join(lines)


def free_words(said: str, follow_ups: Iterable[FollowUp]) -> str:
    """What a verdict's conditions say beside the parts that became ``follow_ups`` (those of one verdict, oldest first).

    A trial that was prolonged has two rows; the first one is what was asked for.
    """
    first: dict[str, FollowUp] = {}
    for row in follow_ups:
        first.setdefault(row.kind, row)
    trial, second, target = (first.get(kind) for kind in FollowUpKind)
    terms = Conditions(
        trial_months=trial and trial.months,
        administrator_by=second and second.due_on,
        target=target.words if target else "",
        target_by=target and target.due_on,
    )
    return said.removesuffix(in_words(terms)).strip()


def write(verdict: Verdict, conditions: Conditions) -> None:
    """One `FollowUp` per part that has a term; free words have none and stay with the verdict."""
    kinds = [
        (FollowUpKind.TRIAL, bool(conditions.trial_months), {"months": conditions.trial_months}),
        (
            FollowUpKind.SECOND_ADMINISTRATOR,
            bool(conditions.administrator_by),
            {"due_on": conditions.administrator_by},
        ),
        (FollowUpKind.TARGET, bool(conditions.target), {"due_on": conditions.target_by, "words": conditions.target}),
    ]
    FollowUp.objects.bulk_create(
        FollowUp(page_request=verdict.page_request, verdict=verdict, kind=kind, **terms)
        for kind, asked, terms in kinds
        if asked
    )
