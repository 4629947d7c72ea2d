"""What the machine checks for whoever decides a request: each finding with its tone, its sentence and where to look."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.accounts.models import Account, Stewardship
from registry.accounts.queries import visible_to
from registry.accounts.status import ENDED, Standing, Status
from registry.organisation.models import User
from registry.platforms.canonical import Reading, Refusal, canonicalise
from workflows.policies.names import RuleName
from workflows.policies.numbers import rules_of
from workflows.requests.models import PageRequest
from workflows.requests.queries.readers import reading_by
from workflows.requests.queries.stances import said_of
from workflows.requests.queries.wishes import resembling
from workflows.requests.questions import fields
from workflows.requests.rules import Check
from workflows.requests.states import APPROVALS, WAITING, Kind, State

# Requests that may still end with a page of that name; drafts are nobody else's business.
OPEN = [*WAITING, *APPROVALS, State.RETURNED]
# How many things a finding points to.
MOST = 5


@dataclass(frozen=True)
class Link:
    """Where to look; without ``url`` the reader may not open it."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Finding:
    """One check: ``code`` names it, ``tone`` is ok, info, warn or stop."""

    code: str
    tone: str
    sentence: str
    note: str = ""
    links: tuple[Link, ...] = ()


def machine_checks(page_request: PageRequest, reader: User, rules: Collection[Check], today: date) -> list[Finding]:
    """Every check that bears on the request, as ``reader`` may see it, in a constant number of queries.

    ``rules`` are the answers of the rules of submission, which the caller has.
    """
    return [
        *_name(page_request, reader),
        _rules(rules),
        *_trained(page_request, today),
        *_held(page_request),
        *_administrators(page_request),
        *_stance(page_request),
    ]


def _name(page_request: PageRequest, reader: User) -> Iterator[Finding]:
    """The wished name, or the address that was given, against the register and the other requests."""
    if "wanted_handle" not in fields(page_request.kind):
        return
    text = page_request.address or page_request.wanted_handle
    if not text:
        yield Finding("name", "info", _("Aucun nom n’est souhaité : il n’y a rien à comparer."))
        return
    reading = canonicalise(text, page_request.platform.slug)
    if isinstance(reading, Refusal):
        yield Finding("name", "stop", _("Le nom souhaité ne se lit pas sur cette plateforme."), str(reading.sentence))
        return
    yield _duplicate(page_request, reading, reader)
    yield _alike(page_request, reading)
    yield _rivals(page_request, reading, reader)


def _duplicate(page_request: PageRequest, reading: Reading, reader: User) -> Finding:
    own = [number for number in (page_request.about_id, page_request.account_id) if number]
    same = Account.objects.filter(platform=page_request.platform_id, key=reading.key).exclude(pk__in=own)
    found = same.select_related("platform", "unit").first()
    if found is None:
        return Finding("duplicate", "ok", _("Aucun compte du registre ne porte ce nom."))
    waits = page_request.kind in (Kind.OPEN, Kind.DECLARE) and found.standing == Standing.UNCONFIRMED
    sentence = _("Ce nom est déjà au registre, à confirmer.") if waits else _("Ce nom est déjà au registre.")
    note = _("%(display)s, %(unit)s") % {"display": found.display, "unit": found.unit.name}
    seen = visible_to(reader).filter(pk=found.pk).exists()
    links = (Link(found.title, reverse("accounts:detail", args=[found.slug])),) if seen else ()
    return Finding("duplicate", "warn" if waits else "stop", sentence, note, links)


def _alike(page_request: PageRequest, reading: Reading) -> Finding:
    found = resembling(page_request, reading)
    if not found:
        return Finding("alike", "ok", _("Aucun compte du registre n’a un nom qui lui ressemble."))
    links = tuple(
        Link(f"{str(account.title) or account.label}, {account.platform_name}, {account.display}", account.page)
        for account in found[:MOST]
    )
    return Finding("alike", "warn", _("Ce nom ressemble à des comptes du registre."), links=links)


def _rivals(page_request: PageRequest, reading: Reading, reader: User) -> Finding:
    """Other open requests for the same name, however it is written: found by what forms keep, then read again."""
    written = Q(key=reading.key) | Q(wanted_handle__iexact=reading.handle) | Q(wanted_handle__iexact=reading.address)
    others = PageRequest.objects.visible_to(reader).filter(written, platform=page_request.platform_id, state__in=OPEN)
    others = others.exclude(pk=page_request.pk).select_related("unit", "platform").order_by("submitted_at", "pk")
    links = tuple(
        Link(f"{row.reference}, {row.title} ({row.unit.name})", row.get_absolute_url()) for row in others[:MOST]
    )
    if not links:
        return Finding("rival", "ok", _("Aucune autre demande en cours ne veut ce nom."))
    return Finding("rival", "warn", _("D’autres demandes en cours veulent ce nom."), links=links)


def _rules(rules: Collection[Check]) -> Finding:
    broken = [str(check.sentence) for check in rules if not check.kept]
    if not broken:
        return Finding("rules", "ok", _("Toutes les règles de la directive sont tenues."))
    sentence = _("Règles de la directive non tenues : %(count)s.") % {"count": len(broken)}
    return Finding("rules", "stop", sentence, " · ".join(broken))


def _trained(page_request: PageRequest, today: date) -> Iterator[Finding]:
    people = [person for person in (page_request.primary_steward, page_request.backup_steward) if person]
    if not people:
        return
    reading = reading_by(people, page_request.unit, today)
    if not reading.policies:
        yield Finding("trained", "info", _("Aucune directive n’est en vigueur : personne n’a rien à lire."))
    for row in reading.readers:
        yield Finding("trained", row.tone or "ok", f"{row.text} {row.note}")


def _held(page_request: PageRequest) -> Iterator[Finding]:
    """What each person named answers for already."""
    people = [person for person in (page_request.primary_steward, page_request.backup_steward) if person]
    people = list(dict.fromkeys(people))
    rows = Stewardship.objects.filter(user__in=people, until=None).exclude(account=page_request.about_id)
    rows = (
        rows.exclude(account__status__in=ENDED).select_related("account__platform").order_by("account__sort_key", "pk")
    )
    held: dict[int, list[Account]] = {}
    for row in rows:
        held.setdefault(row.user_id, []).append(row.account)
    for person in people:
        accounts = held.get(person.pk, [])
        if not accounts:
            sentence = _("%(name)s ne répond d’aucun autre compte.") % {"name": person.full_name}
            yield Finding("held", "ok", sentence)
            continue
        words = {"name": person.full_name, "count": len(accounts)}
        sentence = _("%(name)s répond déjà d’autres comptes : %(count)s.") % words
        yield Finding("held", "info", sentence, ", ".join(str(account) for account in accounts[:MOST]))


def _administrators(page_request: PageRequest) -> Iterator[Finding]:
    """The people who would administer the page against the institution's rule, and the unit's accounts that have too few."""
    needed = rules_of(page_request.unit.institution_id)[RuleName.ADMINISTRATORS]
    if "primary_steward" in fields(page_request.kind) and page_request.kind != Kind.CLOSE:
        named = {person for person in (page_request.primary_steward_id, page_request.backup_steward_id) if person}
        if page_request.about_id and page_request.kind != Kind.TRANSFER:
            there = Stewardship.objects.filter(account=page_request.about_id, until=None)
            named |= set(there.values_list("user_id", flat=True))
        words = {"named": len(named), "needed": needed}
        sentence = _("Personnes à l’administration de la page : %(named)s, la règle en veut %(needed)s.") % words
        yield Finding("administrators", "ok" if len(named) >= needed else "warn", sentence)
    held = Count("stewardships__user", filter=Q(stewardships__until=None), distinct=True)
    alive = Account.objects.filter(unit=page_request.unit_id).exclude(
        status__in=[*ENDED, Status.PLANNED, Status.CLOSING]
    )
    alive = alive.exclude(standing__in=[Standing.UNOFFICIAL, Standing.IMPOSTOR]).exclude(pk=page_request.account_id)
    few = alive.annotate(held=held).filter(held__lt=needed).order_by("sort_key", "pk").select_related("platform")
    names = [str(account) for account in few]
    if names:
        sentence = _("Comptes de l’unité que trop peu de personnes administrent : %(count)s.") % {"count": len(names)}
        yield Finding("few", "warn", sentence, ", ".join(names[:MOST]))


def _stance(page_request: PageRequest) -> Iterator[Finding]:
    said = said_of(page_request.kind, page_request.unit, page_request.platform)
    if said is None:
        return
    links = (Link(str(said.action), said.url),) if said.url else ()
    yield Finding("stance", said.tone, f"{said.title}.", said.text, links)
