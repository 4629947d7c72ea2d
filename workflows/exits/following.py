"""Following other registers: their feeds, what they tell, and the answer of a person, without whom nothing enters the board."""

from dataclasses import asdict
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.language import Pair
from registry.organisation.models import Unit, UnitKind, User
from registry.organisation.permissions import Can, require
from registry.partial_dates import first_day
from registry.platforms.actions import record_stance
from registry.platforms.models import Platform, PlatformStance
from registry.platforms.positions import Position
from workflows.exits.feeds import Entry, Told
from workflows.exits.following_reading import Brought, bring
from workflows.exits.models import FeedEntry, FollowedFeed
from workflows.exits.moves import commit
from workflows.exits.moving import Stale
from workflows.exits.recording import new_peer
from workflows.exits.states import EntryReply
from workflows.machine import Refused

NIGHT = 120.0  # seconds for one feed
OWN = Pair(
    "C’est le flux de ce registre : il tournerait en rond. Donnez celui d’un autre.",
    "This is this register’s own feed: it would go round in circles. Give another one’s.",
)
FOLLOWED = Pair("Ce flux est déjà suivi.", "This feed is followed already.")
LEFT = Pair("Ce flux n’est plus suivi.", "This feed is no longer followed.")
ANSWERED = Pair("Quelqu’un a déjà répondu à cette entrée.", "Somebody has already answered this entry.")
WITHDRAWN = Pair(
    "L’autre registre ne publie plus cette décision.", "The other register does not publish this decision any more."
)
UNKNOWN_PLATFORM = Pair(
    "Ce registre ne connaît pas encore cette plateforme.", "This register does not know this platform yet."
)
NOT_YET = Pair(
    "La décision n’est pas encore en vigueur, ou sa position n’est pas connue ici.",
    "The decision is not in force yet, or its stance is not known here.",
)
NOT_A_PEER = Pair(
    "Une institution du registre dit elle-même où elle se tient : choisissez une institution observée.",
    "An institution of the register says itself where it stands: choose one that is watched from outside.",
)
QUOTED = Pair("Source citée : {source}", "Source quoted: {source}")


@transaction.atomic
def follow(institution: Unit, address: str, *, actor: User, at: datetime) -> FollowedFeed:
    """Follow the feed at ``address`` for an institution's desk. Raises `NotAllowed`; `Refused` for our own, or twice."""
    require(actor, Can.EXIT_RECORD, institution)
    if urlsplit(address).netloc.lower() == urlsplit(settings.SITE_URL).netloc.lower():
        raise Refused(OWN.fr, OWN.en)
    if FollowedFeed.objects.filter(institution=institution, address=address, ended_at=None).exists():
        raise Refused(FOLLOWED.fr, FOLLOWED.en)
    feed = FollowedFeed.objects.create(institution=institution, address=address, added_by=actor, added_at=at)
    record(Verb.FEED_FOLLOWED, feed, actor=actor, at=at, unit=institution)
    return feed


@transaction.atomic
def leave(feed: FollowedFeed, *, actor: User, at: datetime) -> FollowedFeed:
    """Stop following; what was answered stays, what waits is asked no more. Raises `NotAllowed`, `Refused`."""
    feed = _locked(feed)
    require(actor, Can.EXIT_RECORD, feed.institution)
    if feed.ended_at:
        raise Refused(LEFT.fr, LEFT.en)
    feed.ended_at = at
    feed.save(update_fields=["ended_at"])
    record(Verb.FEED_LEFT, feed, actor=actor, at=at, unit=feed.institution)
    return feed


def read_feed(feed: FollowedFeed, *, at: datetime, seconds: float = NIGHT) -> FollowedFeed:
    """Read a feed over the network, outside any transaction, and keep what is new. A trouble is kept, never raised."""
    feed.refresh_from_db(fields=["etag"])
    known = set(feed.entries.values_list("uid", "updated"))
    brought = bring(feed.address, feed.etag, known, seconds=seconds)
    return commit(_keep, feed, brought, at=at)


def _keep(feed: FollowedFeed, brought: Brought, *, at: datetime) -> FollowedFeed:
    feed = _locked(feed)
    if feed.ended_at:
        return feed
    feed.read_at, feed.trouble, feed.etag = at, brought.trouble, brought.etag
    feed.title = brought.title or feed.title
    feed.save(update_fields=["read_at", "trouble", "etag", "title"])
    platforms = {platform.slug: platform for platform in Platform.objects.order_by("pk")}
    waiting = {row.uid: row for row in feed.entries.filter(reply="")}
    answered = set(feed.entries.exclude(reply="").values_list("uid", "updated"))
    for entry, told in brought.told:
        if (entry.uid, entry.updated) in answered:
            continue
        row = waiting.get(entry.uid) or FeedEntry(feed=feed, uid=entry.uid)
        _write(row, entry, told, at)
        waiting[entry.uid] = row
    for row in waiting.values():
        row.platform = platforms.get(row.raw["platform"])
        if brought.listed is not None:
            row.raw["withdrawn"] = row.uid not in brought.listed
        row.save()
    return feed


def _write(row: FeedEntry, entry: Entry, told: Told, at: datetime) -> None:
    row.updated, row.address, row.seen_at = entry.updated, entry.page, at
    row.title, row.institution_name = told.title.fr or told.title.en, told.institution.fr
    row.position, row.as_of = told.position, told.as_of
    row.raw = asdict(told)


@transaction.atomic
def confirm(entry: FeedEntry, *, institution: Unit | None, actor: User, at: datetime, seen: str) -> PlatformStance:
    """Let an entry into the board as the stance of ``institution``, one that is watched from outside; None makes it by name.

    ``seen`` is the `updated` that the person was shown. Raises `NotAllowed`, `Stale`, `Refused`.
    """
    entry = _taken(entry, actor=actor, seen=seen)
    if reason := obstacle(entry, timezone.localdate(at)):
        raise Refused(reason.fr, reason.en)
    peer = institution or new_peer(Pair(**entry.raw["institution"]), entry.raw["country"], actor=actor, at=at)
    if peer.kind != UnitKind.PEER or peer.parent_id:
        raise Refused(NOT_A_PEER.fr, NOT_A_PEER.en)
    said = {"position": Position(entry.position), "as_of": entry.as_of, "source": entry.address}
    stance = PlatformStance.objects.filter(institution=peer, platform=entry.platform, **said).first()
    if not stance:
        quoted = QUOTED.format(source=entry.raw["source"]) if entry.raw["source"] else Pair("", "")
        note = (quoted.fr[:300], quoted.en[:300])
        said |= {"note": note, "announced_on": entry.raw["announced_on"]}
        stance = record_stance(peer, entry.platform, actor=actor, at=at, **said)
    entry.stance = stance
    _answer(entry, EntryReply.CONFIRMED, actor=actor, at=at)
    return stance


@transaction.atomic
def refuse(entry: FeedEntry, *, actor: User, at: datetime, seen: str) -> FeedEntry:
    """Keep an entry out of the board. Raises `NotAllowed`, `Stale`, `Refused`."""
    entry = _taken(entry, actor=actor, seen=seen)
    _answer(entry, EntryReply.REFUSED, actor=actor, at=at)
    return entry


def obstacle(entry: FeedEntry, today: date) -> Pair | None:
    """Why an entry cannot be confirmed now; None when it can."""
    if entry.raw.get("withdrawn"):
        return WITHDRAWN
    if not entry.platform_id:
        return UNKNOWN_PLATFORM
    if not entry.position or (entry.as_of and first_day(entry.as_of) > today):
        return NOT_YET
    return None


def _taken(entry: FeedEntry, *, actor: User, seen: str) -> FeedEntry:
    locked = FeedEntry.objects.select_for_update(of=("self",)).select_related("feed__institution", "platform")
    entry = locked.get(pk=entry.pk)
    require(actor, Can.EXIT_RECORD, entry.feed.institution)
    if entry.feed.ended_at:
        raise Refused(LEFT.fr, LEFT.en)
    if entry.reply:
        raise Refused(ANSWERED.fr, ANSWERED.en)
    if entry.updated != seen:
        raise Stale
    return entry


def _answer(entry: FeedEntry, reply: EntryReply, *, actor: User, at: datetime) -> None:
    entry.reply, entry.replied_by, entry.replied_at = reply, actor, at
    entry.save(update_fields=["reply", "replied_by", "replied_at", "stance"])
    stance = entry.stance_id
    record(Verb.FEED_ANSWERED, entry, actor=actor, at=at, unit=entry.feed.institution, reply=reply, stance=stance)


def _locked(feed: FollowedFeed) -> FollowedFeed:
    return FollowedFeed.objects.select_for_update(of=("self",)).select_related("institution").get(pk=feed.pk)
