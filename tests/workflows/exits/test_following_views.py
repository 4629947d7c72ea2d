"""The pages of other registers' feeds: followed, read, answered, by whoever records decisions at a desk."""

import pytest
from django.urls import reverse

from carrefour.schedule import SCHEDULE
from registry.folding import sort_key
from registry.organisation.models import Unit
from registry.platforms.models import PlatformStance
from tests.workflows.exits.another import NAME, elsewhere, open_to, serve
from tests.workflows.exits.pages import peers, text
from workflows.exits import following
from workflows.exits.models import FeedEntry, FollowedFeed
from workflows.exits.states import State
from workflows.exits.tasks import read_followed_feeds

FEEDS, ENTRIES = reverse("exits:feeds"), reverse("exits:feed_entries")
ELSEWHERE = "http://autre.example.org/decisions/feed.atom"


@pytest.fixture
def there(httpserver, settings):
    settings.OUTBOUND_OPEN = (f"{httpserver.host}:{httpserver.port}",)
    return httpserver


@pytest.fixture
def feed(world, there) -> FollowedFeed:
    """A followed feed of one decision, read."""
    world.exit(State.IN_FORCE)
    serve(there, elsewhere(there))
    feed = following.follow(world.poly, open_to(there), actor=world.manager, at=world.tick())
    return following.read_feed(feed, at=world.tick())


def follow(client, world, address):
    return client.post(FEEDS, {"address": address, "institution": world.poly.pk})


def test_a_feed_is_followed_read_and_left_by_hand(world, as_):
    manager = as_("manager")
    answer = follow(manager, world, ELSEWHERE)
    assert (answer.status_code, answer.url) == (303, FEEDS)
    page = text(manager.get(FEEDS))
    assert ELSEWHERE in page
    assert "il faut https et une adresse publique" in page, "followed whatever its first reading met"
    for address, words in (
        (ELSEWHERE, "déjà suivi"),
        ("https://carrefour.example/decisions/feed.atom", "tournerait en rond"),
        ("pas une adresse", "adresse complète"),
    ):
        answer = follow(manager, world, address)
        assert answer.status_code == 422
        assert words in text(answer)
        assert f'value="{address}"' in text(answer)
    feed = FollowedFeed.objects.get()
    assert manager.post(reverse("exits:feed_read", args=[feed.pk])).status_code == 303
    leave = reverse("exits:feed_leave", args=[feed.pk])
    assert manager.post(leave).status_code == 303
    assert manager.post(leave).status_code == 404
    assert ELSEWHERE not in text(manager.get(FEEDS))


def test_an_entry_is_confirmed_by_hand(world, as_, feed):
    manager = as_("manager")
    entry = feed.entries.get()
    assert entry.title in text(manager.get(ENTRIES))
    page = manager.get(reverse("exits:feed_entry", args=[entry.pk]))
    assert f"Nouvelle institution\u00a0: {NAME.fr}" in text(page)
    confirm = reverse("exits:feed_confirm", args=[entry.pk])
    stale = manager.post(confirm, {"seen": "2000-01-01"})
    assert stale.status_code == 409
    assert f'value="{entry.updated}"' in text(stale)
    assert not PlatformStance.objects.filter(institution__name_fr=NAME.fr).exists()
    assert manager.post(confirm, {"seen": entry.updated}).status_code == 303
    stance = PlatformStance.objects.get(institution__name_fr=NAME.fr)
    assert stance.source == entry.address
    assert entry.title not in text(manager.get(ENTRIES))
    assert entry.title in text(manager.get(f"{ENTRIES}?view=answered"))
    assert manager.post(confirm, {"seen": entry.updated}).status_code == 422
    assert text(manager.get(reverse("exits:feed_entry", args=[entry.pk]))).count("<form") < text(page).count("<form")


def test_an_institution_that_is_known_is_offered_first(world, as_, feed):
    entry = feed.entries.get()
    peers(world, 2)
    Unit.objects.filter(slug="peer-1").update(sort_key=sort_key(NAME.fr))
    form = as_("manager").get(reverse("exits:feed_entry", args=[entry.pk])).context["form"]
    assert form.fields["institution"].initial == Unit.objects.get(slug="peer-1")
    assert set(form.fields["institution"].queryset) == set(Unit.objects.filter(slug__startswith="peer-"))
    confirm = reverse("exits:feed_confirm", args=[entry.pk])
    assert as_("manager").post(confirm, {"seen": entry.updated, "institution": world.poly.pk}).status_code == 422


def test_an_institution_of_the_register_is_not_offered_as_a_new_one(world, as_, feed):
    entry, manager = feed.entries.get(), as_("manager")
    url = reverse("exits:feed_entry", args=[entry.pk])
    assert "(facultatif)" not in text(manager.get(url))
    Unit.objects.filter(pk=world.poly.pk).update(sort_key=sort_key(NAME.fr))
    page = text(manager.get(url))
    assert "Nouvelle institution" not in page
    assert "dit elle-même où elle se tient" in page
    answer = manager.post(reverse("exits:feed_confirm", args=[entry.pk]), {"seen": entry.updated})
    assert (answer.status_code, entry.stance) == (422, None)
    assert "Choisir une institution observée" in text(answer)


def test_an_entry_is_refused_by_hand(world, as_, feed):
    entry = feed.entries.get()
    FeedEntry.objects.filter(pk=entry.pk).update(platform=None)
    page = text(as_("manager").get(reverse("exits:feed_entry", args=[entry.pk])))
    assert "ne connaît pas encore cette plateforme" in page
    assert reverse("exits:feed_confirm", args=[entry.pk]) not in page
    refuse = reverse("exits:feed_refuse", args=[entry.pk])
    assert as_("manager").post(refuse, {"seen": "x"}).status_code == 409
    assert as_("manager").post(refuse, {"seen": entry.updated}).status_code == 303
    assert FeedEntry.objects.get().reply == "refused"


def test_what_another_register_writes_is_shown_as_text(world, as_, feed):
    poison = "<img src=x onerror=alert(1)>"
    FeedEntry.objects.update(title=poison, institution_name=poison)
    FollowedFeed.objects.update(title=poison)
    for path in (FEEDS, ENTRIES, reverse("exits:feed_entry", args=[feed.entries.get().pk])):
        page = text(as_("manager").get(path))
        assert poison not in page
        assert "&lt;img" in page


def test_the_night_reads_what_was_not_read(world, there, feed):
    assert read_followed_feeds.name in [row["task"] for row in SCHEDULE.values()]
    FollowedFeed.objects.update(read_at=None)
    other = following.follow(world.other, ELSEWHERE, actor=world.other_manager, at=world.tick())
    left = following.follow(world.poly, ELSEWHERE, actor=world.manager, at=world.tick())
    following.leave(left, actor=world.manager, at=world.tick())
    assert read_followed_feeds() == 2
    assert read_followed_feeds() == 0, "once a night"
    assert FollowedFeed.objects.get(pk=other.pk).trouble == "blocked"
    assert FollowedFeed.objects.get(pk=feed.pk).trouble == ""


def test_the_lists_ask_the_same_whatever_their_length(world, as_, feed, django_assert_max_num_queries):
    entry = feed.entries.get()
    rows = [
        FeedEntry(feed=feed, uid=f"urn:{n}", updated="2026", title="T", raw=entry.raw, seen_at=world.at)
        for n in range(30)
    ]
    FeedEntry.objects.bulk_create(rows)
    FollowedFeed.objects.bulk_create(
        FollowedFeed(
            institution=world.poly, address=f"https://a.example/{n}", added_by=world.manager, added_at=world.at
        )
        for n in range(30)
    )
    client = as_("manager")
    for path in (FEEDS, ENTRIES):
        client.get(path)
        with django_assert_max_num_queries(12):
            assert len(client.get(path).context["page_obj"].object_list) == 25
