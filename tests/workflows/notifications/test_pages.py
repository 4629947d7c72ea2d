"""The in-app list."""

import pytest

from registry.audit.models import Event
from registry.organisation.models import User
from workflows.notifications.models import Channel, Notification
from workflows.requests.states import State


def test_the_list_shows_ones_own_notices_and_marks_them_read(world, as_):
    page_request = world.request(State.RETURNED)
    page = as_("author").get("/notices/")
    assert page_request.get_absolute_url() in page.content.decode()
    assert "Précisez le public." in page.content.decode()
    mine = Notification.objects.filter(channel=Channel.INBOX, recipient=world.author, read_at=None)
    others = Notification.objects.filter(channel=Channel.INBOX, read_at=None).exclude(recipient=world.author).count()
    assert mine.exists()
    as_("author").post("/notices/read/")
    assert not mine.exists()
    assert Notification.objects.filter(channel=Channel.INBOX, read_at=None).count() == others


def test_the_list_costs_the_same_whatever_its_length(world, as_, django_assert_max_num_queries):
    for _ in range(5):
        world.request(State.RETURNED)
    client = as_("author")
    client.get("/notices/")
    with django_assert_max_num_queries(16):
        client.get("/notices/")
    assert Event.objects.count() > 20


@pytest.mark.parametrize(
    ("language", "marks", "others"),
    [("fr", "«\u00a0Précisez le public.\u00a0»", "“"), ("en", "“Précisez le public.”", "«")],
)
def test_somebodys_words_stand_between_the_marks_of_the_readers_language(world, as_, language, marks, others):
    world.request(State.RETURNED)
    User.objects.filter(pk=world.author.pk).update(language=language)
    page = as_("author").get("/notices/", headers={"accept-language": language}).content.decode()
    assert marks in page
    assert others not in page[page.index("<main") : page.index("</main")]
