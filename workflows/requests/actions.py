"""The department's side of a request: write, submit, withdraw, give the address."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from registry.accounts.audiences import Audience
from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, require
from workflows.machine import Refused
from workflows.policies.queries import missing_acknowledgements
from workflows.requests.four_eyes import require_editor
from workflows.requests.models import Alternative, Contribution, PageRequest
from workflows.requests.moving import Stale, arrive, lock, take
from workflows.requests.queries.serving import unanswered
from workflows.requests.queries.stances import is_closed
from workflows.requests.queries.wishes import is_named
from workflows.requests.questions import CONTENT
from workflows.requests.rules import Asked, Check, checks
from workflows.requests.steps import lay_out

# What a column says when nobody has said anything.
EMPTY = ("", [], None, False)


@transaction.atomic
def draft(*, actor: User, at: datetime, unit: Unit, **content: object) -> PageRequest:
    """Start a request of ``unit``; ``content`` holds fields of `CONTENT`. Raises `NotAllowed`."""
    require(actor, Can.REQUEST_CREATE, unit)
    page_request = PageRequest.objects.create(author=actor, unit=unit, created_at=at, moved_at=at, **content)
    sign(page_request, actor, at)
    record(Verb.REQUEST_DRAFTED, page_request, actor=actor, at=at, unit=unit, version=1)
    return page_request


@transaction.atomic
def edit(page_request: PageRequest, *, actor: User, at: datetime, seen: int, **content: object) -> PageRequest:
    """Change what is asked, while it may change. Raises `NotAllowed`, `Stale`, `Refused`."""
    page_request = lock(page_request)
    require_editor(page_request, actor)
    if seen != page_request.version:
        raise Stale(seen, page_request.version)
    require_editable(page_request)
    if "unit" in content and content["unit"] != page_request.unit:
        require(actor, Can.REQUEST_CREATE, content["unit"])
    for name, value in content.items():
        setattr(page_request, name, value)
    page_request.version += 1
    page_request.save()
    sign(page_request, actor, at)
    record(Verb.REQUEST_EDITED, page_request, actor=actor, at=at, unit=page_request.unit, version=page_request.version)
    return page_request


def require_editable(page_request: PageRequest) -> None:
    """Raise `Refused` unless the request is a draft or came back."""
    if not page_request.is_editable:
        raise Refused("Une demande déjà soumise ne se modifie plus.", "A submitted request can no longer be changed.")


def sign(page_request: PageRequest, actor: User, at: datetime) -> None:
    """Keep what the request says at its present version, and that ``actor`` wrote in it: they can no longer answer it."""
    Contribution.objects.create(
        page_request=page_request,
        user=actor,
        at=at,
        version=page_request.version,
        round=page_request.round + 1,
        content={name: _plain(page_request, name) for name in CONTENT},
    )


def _plain(page_request: PageRequest, name: str) -> object:
    """A value as JSON keeps it: a row by its number, a day by its ISO form."""
    value = getattr(page_request, PageRequest._meta.get_field(name).attname)
    return value.isoformat() if isinstance(value, date) else value


def rule_checks(page_request: PageRequest, on: date) -> list[Check]:
    """The rules of submission with their answers for this request on that day."""
    stewards = [person for person in (page_request.primary_steward, page_request.backup_steward) if person]
    institution = page_request.unit.institution_id
    unsaid = () if is_named(page_request) else ("title",)
    return checks(
        Asked(
            kind=page_request.kind,
            given=frozenset(name for name in CONTENT if _plain(page_request, name) not in EMPTY).difference(unsaid),
            languages=tuple(page_request.languages),
            primary=page_request.primary_steward_id,
            backup=page_request.backup_steward_id,
            students=sum(1 for person in stewards if person.is_student),
            unread=len(missing_acknowledgements(dict.fromkeys(stewards), institution, on)),
            platform_closed=is_closed(page_request.unit, page_request.platform),
            with_students=page_request.with_students,
            with_minors=Audience.MINORS in page_request.audiences,
        )
    )


@transaction.atomic
def submit(page_request: PageRequest, *, actor: User, at: datetime, seen: int) -> PageRequest:
    """Hand the request in: its rules are checked, its endorser and due day fixed. Raises `Refused` with what is missing."""
    page_request, step = take(page_request, "submit", actor=actor, at=at, seen=seen)
    missing = [check.sentence for check in rule_checks(page_request, timezone.localdate(at)) if not check.kept]
    if missing:
        raise Refused(
            "Il manque encore : " + " ; ".join(p.fr for p in missing) + ".",
            "Still missing: " + "; ".join(p.en for p in missing) + ".",
        )
    if left := unanswered(page_request):
        names = ", ".join(account.display for account in left)
        raise Refused(
            f"Dites d’abord si ces comptes conviendraient : {names}.",
            f"Say first whether these accounts would serve: {names}.",
        )
    page_request.round += 1
    page_request.reviewer = None
    lay_out(page_request, at=at)
    arrive(page_request, step.target, Verb.REQUEST_SUBMITTED, actor=actor, at=at, round=page_request.round)
    return page_request


@transaction.atomic
def withdraw(page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = "") -> PageRequest:
    """The department no longer asks. Raises `NotAllowed`, `Stale`, `Refused`."""
    page_request, step = take(page_request, "withdraw", actor=actor, at=at, seen=seen)
    arrive(page_request, step.target, Verb.REQUEST_WITHDRAWN, actor=actor, at=at, reason=reason)
    return page_request


@transaction.atomic
def publish_instead(
    page_request: PageRequest, *, actor: User, at: datetime, seen: int, reason: str = ""
) -> PageRequest:
    """The department publishes on an existing account whose steward accepted its offer: a page is avoided.

    Raises `NotAllowed`, `Stale`; `Refused` while no offer was accepted.
    """
    page_request, step = take(page_request, "publish_instead", actor=actor, at=at, seen=seen)
    accepted = page_request.alternatives.filter(answer=Alternative.Answer.OFFER, reply__accepted=True)
    account = accepted.values_list("account__slug", flat=True).order_by("reply__at").first()
    if account is None:
        raise Refused(
            "Aucune offre de publier sur un compte existant n’a encore été acceptée.",
            "No offer to publish on an existing account has been accepted yet.",
        )
    arrive(page_request, step.target, Verb.REQUEST_AVOIDED, actor=actor, at=at, reason=reason, account=account)
    return page_request


@transaction.atomic
def record_stale_attempt(page_request: PageRequest, *, actor: User, at: datetime, move: str, seen: int) -> None:
    """Keep that somebody answered a version that was no more: called in a transaction of its own, after the refusal."""
    record(Verb.REQUEST_STALE_DECISION, page_request, actor=actor, at=at, unit=page_request.unit, move=move, seen=seen)
