"""What a decision in force changes in the register: the status of the covered accounts and the institution's stance."""

from datetime import datetime

from registry.accounts.actions import DecisionNote, carry_out_decision
from registry.accounts.models import Account
from registry.accounts.redating import redate_decision
from registry.language import Pair, pair_of
from registry.organisation.models import User
from registry.platforms.actions import record_stance
from registry.platforms.queries import known, standing
from workflows.exits.models import ExitDecision
from workflows.exits.queries import reading
from workflows.exits.rules import POSITION, new_status

LABEL = Account._meta.get_field("decision_label_fr").max_length


def carry_out(decision: ExitDecision, *, actor: User | None, at: datetime) -> list[Account]:
    """Apply the decision to every covered account and record the stance; called once, by the action that holds its lock."""
    lines = decision.lines.filter(covered=True).exclude(account=None).select_related("account")
    statuses = {line.account_id: new_status(line.treatment, line.account.status) for line in lines}
    note = note_for(decision)
    accounts = carry_out_decision(statuses, note, actor=actor, at=at, ended_on=ending(decision))
    _take_stance(decision, actor=actor, at=at)
    return accounts


def carry_correction(decision: ExitDecision, *, ended_on: str, actor: User, at: datetime) -> None:
    """Let the stance and the accounts say what was corrected, in the transaction of the correction.

    ``ended_on`` is what `ending` said before. The stance as it is read now is a row recorded instead of the former one;
    nothing happens where a decision has had no effect yet.
    """
    end = f"-{decision.pk}/"
    own = known().filter(institution=decision.institution, platform=decision.platform, decision_url__endswith=end)
    former = own.order_by("pk").last()
    if former is None:
        return
    said = _said(decision)
    # One that somebody has said to be replaced, and that still has no day, would hide what took its place.
    counts = said["as_of"] or said["announced_on"] or standing(own).filter(pk=former.pk).exists()
    if counts and said != {name: getattr(former, name) for name in said}:
        _take_stance(decision, actor=actor, at=at, instead_of=former)
    numbers = decision.lines.filter(covered=True).exclude(account=None).values("account")
    ends, on = (ended_on, ending(decision)), reading(decision, "effective_on")
    redate_decision(numbers, end, on=on, ended_on=ends, actor=actor, at=at)


def _take_stance(decision: ExitDecision, **about: object) -> None:
    record_stance(
        decision.institution,
        decision.platform,
        position=POSITION[decision.kind],
        note=(_within_column(decision.public_note_fr), _within_column(decision.public_note_en)),
        decision=decision.headline,
        decision_url=decision.get_absolute_url(),
        **_said(decision),
        **about,
    )


def _said(decision: ExitDecision) -> dict[str, str]:
    """What a correction can change of the stance."""
    return {
        "as_of": reading(decision, "effective_on"),
        "announced_on": reading(decision, "announced_on"),
        # Of a decision taken here it is the source of its figure, and says nothing of the stance.
        "source": (reading(decision, "source") if decision.recorded else "") or decision.communique_url,
    }


def ending(decision: ExitDecision) -> str:
    """Until when the accounts that end were official: their closing, else the effect of the decision."""
    return reading(decision, "closed_on") or reading(decision, "effective_on")


def note_for(decision: ExitDecision) -> DecisionNote:
    """The public words that each covered account keeps about the decision, with what its own page must add."""
    headline = decision.headline
    added = pair_of(decision, "public_note")
    label = Pair(_within_column(f"{headline.fr}. {added.fr}"), _within_column(f"{headline.en}. {added.en}"))
    channels = tuple(
        {"fr": channel.label_fr, "en": channel.label_en, "address": channel.address}
        for channel in decision.channels.all()
    )
    on = reading(decision, "effective_on")
    return DecisionNote(label=label, url=decision.get_absolute_url(), on=on, channels=channels)


def _within_column(words: str) -> str:
    # As long as the account's column: a longer note must not stop the decision from coming into force.
    return words.strip(". ")[:LABEL]
