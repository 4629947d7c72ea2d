"""What the journal knows that may explain an account's figures: decisions, changes of name, reviews."""

from datetime import date

from django.utils.timezone import localdate

from registry.accounts.models import Account
from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.charts import Marker
from registry.language import Pair, in_both, pair_of
from registry.partial_dates import is_exact

DECISION, NAME, REVIEW = "decision", "name", "review"
# The last ones: a chart with more numbers than this explains nothing.
MOST = 30
KINDS: dict[str, str] = {
    Verb.ACCOUNT_STATUS: DECISION,
    Verb.ACCOUNT_STANDING: DECISION,
    Verb.ACCOUNT_CONFIRMED: DECISION,
    Verb.ACCOUNT_TRANSFERRED: DECISION,
    Verb.ACCOUNT_RENAMED: NAME,
    Verb.REVIEW_CLOSED: REVIEW,
}
BECAME = Pair("{said} : {word}", "{said}: {word}")
RENAMED = Pair("{said} : {before} → {after}", "{said}: {before} → {after}")
WORDS: dict[str, type[Status] | type[Standing]] = {Verb.ACCOUNT_STATUS: Status, Verb.ACCOUNT_STANDING: Standing}


def markers_of(account: Account) -> list[Marker]:
    """What happened to an account, in order of time, in three queries; a review is an event of its own that names it."""
    events = list(Event.objects.about(account).filter(verb__in=KINDS)[:MOST])
    units = {account.unit_id} | {event.unit_id for event in events if event.unit_id}
    # Neither ordered nor cut here: the database would look for the newest of the whole journal.
    events += list(Event.objects.filter(verb=Verb.REVIEW_CLOSED, unit__in=units, facts__account=account.pk).order_by())
    left = dict(account.former_handles.values_list("handle", "until"))
    markers = [Marker(_day(event, account, left), _label(event, account), KINDS[event.verb]) for event in events]
    return sorted(markers, key=lambda marker: marker.day)[-MOST:]


def _day(event: Event, account: Account, left: dict[str, date]) -> date:
    """The day on which it was so, which for a name or a decision recorded later is not the day of the event."""
    if event.verb == Verb.ACCOUNT_RENAMED and event.facts["from"] in left:
        return left[event.facts["from"]]
    if _decides(event, account) and is_exact(account.decision_on):
        return date.fromisoformat(account.decision_on)
    return localdate(event.at)


def _label(event: Event, account: Account) -> Pair:
    if _decides(event, account):
        return pair_of(account, "decision_label")
    if event.verb == Verb.ACCOUNT_RENAMED:
        return RENAMED.format(said=event.sentence, before=event.facts["from"], after=event.facts["to"])
    if event.verb in WORDS:
        return BECAME.format(said=event.sentence, word=in_both(WORDS[event.verb](event.facts["to"]).label))
    return event.sentence


def _decides(event: Event, account: Account) -> bool:
    """Whether the event carried out the decision that holds for the account now."""
    return bool(account.decision_url) and event.facts.get("decision") == account.decision_url
