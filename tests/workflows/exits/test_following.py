"""Another register is followed over a real socket: what it publishes comes back whole, and enters only by a person's yes."""

import pytest
from django.test import override_settings
from pytest_httpserver import HTTPServer

from registry.audit.models import Event
from registry.language import Pair
from registry.organisation.models import Unit, UnitKind
from registry.organisation.permissions import NotAllowed
from registry.platforms.models import PlatformStance
from tests.workflows.exits.another import FEED, elsewhere, open_to, recorded, serve, site_of
from tests.workflows.exits.pages import peers
from tests.workflows.exits.test_public_data import rich
from workflows.exits import following
from workflows.exits.correcting import correct_text
from workflows.exits.feeds import Told
from workflows.exits.models import ExitDecision, FeedEntry, FollowedFeed
from workflows.exits.moving import Stale
from workflows.exits.states import Kind, State
from workflows.machine import Refused


@pytest.fixture(scope="session")
def make_httpserver():
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def there(httpserver, settings):
    settings.OUTBOUND_OPEN = (f"{httpserver.host}:{httpserver.port}",)
    return httpserver


def followed(world, server) -> FollowedFeed:
    """The feed of the other register, followed and read once."""
    serve(server, elsewhere(server))
    feed = following.follow(world.poly, open_to(server), actor=world.manager, at=world.tick())
    return following.read_feed(feed, at=world.tick())


def one(world, server, **about) -> FeedEntry:
    world.exit(State.IN_FORCE, **about)
    return followed(world, server).entries.get()


def say(world, entry, **about):
    about = {"institution": None, "actor": world.manager, "seen": entry.updated} | about
    return following.confirm(entry, at=world.tick(), **about)


def test_from_its_decision_to_our_board(world, there):
    decision = world.exit(State.IN_FORCE, kind=Kind.LEAVE)
    entry = followed(world, there).entries.get()
    assert PlatformStance.objects.filter(institution__kind=UnitKind.PEER).count() == 0, (
        "nothing before a person says yes"
    )
    assert (entry.institution_name, entry.platform.slug, entry.position) == ("Université d’ailleurs", "x", "left")
    assert (entry.as_of, entry.title) == (decision.effective_on, "Université d’ailleurs quitte X")
    stance = say(world, entry)
    assert (stance.institution.name_en, stance.institution.kind) == ("University of Elsewhere", UnitKind.PEER)
    assert stance.institution.country == "CH"
    assert (stance.position, stance.as_of, stance.platform.slug) == ("left", decision.effective_on, "x")
    assert stance.source == entry.address
    assert entry.address == f"{site_of(there)}{decision.get_absolute_url()}"
    events = [event.verb for event in Event.objects.order_by("-pk")[:4]]
    assert events[0] == "feed.answered"
    assert "stance.recorded" in events


def test_every_field_comes_back(world, there):
    """The subscriber reads of our own JSON exactly what our own rows say."""
    peers(world, 2)
    rich(world)
    serve(there, recorded(there))
    feed = following.follow(world.poly, open_to(there), actor=world.manager, at=world.tick())
    feed = following.read_feed(feed, at=world.tick())
    assert feed.trouble == ""
    rows = {row.uid.rstrip("/").rpartition("/")[2]: row for row in feed.entries.all()}
    decisions = ExitDecision.objects.published().with_names()
    assert set(rows) == {str(decision.pk) for decision in decisions}
    for decision in decisions:
        told = {name: Pair(**v) if isinstance(v, dict) else v for name, v in rows[str(decision.pk)].raw.items()}
        told.pop("withdrawn")
        unit = decision.institution
        assert Told(**told) == Told(
            title=decision.headline,
            institution=Pair(unit.name_fr, unit.name_en), country=unit.country, platform=decision.platform.slug,
            platform_name=decision.platform.name, kind=told["kind"], state=told["state"],
            position=PlatformStance.objects.filter(institution=unit, decision_url=decision.get_absolute_url()).get().position,
            as_of=decision.effective_on, announced_on=decision.announced_on, recorded=decision.recorded,
            source=decision.source,
        )  # fmt: skip


def test_an_unchanged_feed_is_not_read_again(world, there):
    world.exit(State.IN_FORCE)
    called = serve(there, recorded(there))
    feed = following.follow(world.poly, open_to(there), actor=world.manager, at=world.tick())
    feed = following.read_feed(feed, at=world.tick())
    assert len(called) == 2
    assert feed.etag
    again = following.read_feed(feed, at=world.tick())
    assert called[2:] == [FEED]
    assert (again.trouble, again.etag, again.entries.count()) == ("", feed.etag, 1)
    assert again.read_at > feed.read_at


def test_a_changed_decision_asks_again(world, there):
    entry = one(world, there)
    following.refuse(entry, actor=world.manager, at=world.tick(), seen=entry.updated)
    decision = ExitDecision.objects.get()
    words = {"field": "effective_on", "after": "2026-10", "reason_fr": "Faute.", "reason_en": "Slip."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    serve(there, elsewhere(there))
    feed = following.read_feed(entry.feed, at=world.tick())
    assert [(row.reply, row.as_of) for row in feed.entries.all()] == [("", "2026-10"), ("refused", entry.as_of)]
    new = feed.entries.get(reply="")
    words |= {"after": "2026-09"}
    decision = ExitDecision.objects.get()
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    serve(there, elsewhere(there))
    following.read_feed(feed, at=world.tick())
    assert feed.entries.count() == 2, "what waits is brought up to date, not doubled"
    with pytest.raises(Stale):
        say(world, new)
    assert say(world, feed.entries.get(reply="")).as_of == "2026-09"


def test_confirmed_twice_in_the_same_words_is_one_stance(world, there):
    entry = one(world, there)
    peer = say(world, entry).institution
    decision = ExitDecision.objects.get()
    words = {"field": "signatory", "after": "X", "reason_fr": "Faute.", "reason_en": "Slip."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    serve(there, elsewhere(there))
    feed = following.read_feed(entry.feed, at=world.tick())
    say(world, feed.entries.get(reply=""), institution=peer)
    assert PlatformStance.objects.filter(institution=peer).count() == 1


def _answered(world, entry):
    following.refuse(entry, actor=world.manager, at=world.tick(), seen=entry.updated)


def _left(world, entry):
    following.leave(entry.feed, actor=world.manager, at=world.tick())


def _unknown_platform(_world, entry):
    FeedEntry.objects.filter(pk=entry.pk).update(platform=None)


def _without_position(_world, entry):
    FeedEntry.objects.filter(pk=entry.pk).update(position="")


def _to_come(_world, entry):
    FeedEntry.objects.filter(pk=entry.pk).update(as_of="2999")


def _withdrawn(_world, entry):
    FeedEntry.objects.filter(pk=entry.pk).update(raw=entry.raw | {"withdrawn": True})


OBSTACLES = [_answered, _left, _unknown_platform, _without_position, _to_come, _withdrawn]


@pytest.mark.parametrize("happened", OBSTACLES)
def test_what_cannot_be_confirmed(world, there, happened):
    entry = one(world, there)
    happened(world, entry)
    before = PlatformStance.objects.count(), Unit.objects.count()
    with pytest.raises(Refused):
        say(world, entry)
    assert (PlatformStance.objects.count(), Unit.objects.count()) == before


def test_only_who_is_watched_from_outside(world, there):
    entry = one(world, there)
    for unit in (world.poly, world.other, world.hydro):
        with pytest.raises(Refused):
            say(world, entry, institution=unit)
    FeedEntry.objects.filter(pk=entry.pk).update(raw=entry.raw | {"institution": {"fr": "ecole d'exemple", "en": ""}})
    with pytest.raises(Refused):
        say(world, entry)


def test_who_follows_and_answers(world, there):
    entry = one(world, there)
    other = {"address": "https://autre.example.org/decisions/feed.atom", "at": world.tick()}
    for name in set(world.people) - {"manager", "manager2"}:
        person = world.people[name]
        for act in (
            lambda p=person: following.follow(world.poly, actor=p, **other),
            lambda p=person: following.leave(entry.feed, actor=p, at=world.at),
            lambda p=person: following.refuse(entry, actor=p, at=world.at, seen=entry.updated),
            lambda p=person: say(world, entry, actor=p),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert following.follow(world.poly, actor=world.manager2, **other)


def test_our_own_feed_goes_round_in_circles(world, there):
    for address in ("https://carrefour.example/decisions/feed.atom", "https://CARREFOUR.example/x"):
        with pytest.raises(Refused) as refused:
            following.follow(world.poly, address, actor=world.manager, at=world.tick())
        assert refused.value.sentence == following.OWN
    world.exit(State.IN_FORCE)
    answers = recorded(there)
    with override_settings(SITE_URL=f"http://{there.host}:{there.port}"):
        serve(there, answers)
        address = open_to(there).replace(there.host, "127.0.0.1" if there.host == "localhost" else "localhost")
        with override_settings(OUTBOUND_OPEN=(address.split("/")[2],)):
            feed = following.follow(world.poly, address, actor=world.manager, at=world.tick())
            feed = following.read_feed(feed, at=world.tick())
    assert (feed.trouble, feed.entries.count()) == ("own", 0), "by another name it is known by what it says of itself"


def test_followed_once_left_and_followed_again(world):
    about = {"actor": world.manager, "at": world.tick()}
    address = "https://autre.example.org/decisions/feed.atom"
    feed = following.follow(world.poly, address, **about)
    with pytest.raises(Refused):
        following.follow(world.poly, address, **about)
    following.follow(world.other, address, actor=world.other_manager, at=world.tick())
    following.leave(feed, **about)
    with pytest.raises(Refused):
        following.leave(feed, **about)
    following.follow(world.poly, address, **about)
    assert [e.verb for e in Event.objects.filter(verb__startswith="feed.", unit=world.poly).order_by("pk")] == [
        "feed.followed", "feed.left", "feed.followed",
    ]  # fmt: skip


def test_a_platform_that_the_catalogue_learns_later(world, there):
    entry = one(world, there)
    _unknown_platform(world, entry)
    following.read_feed(entry.feed, at=world.tick())  # 304
    entry.refresh_from_db()
    assert entry.platform.slug == "x"
