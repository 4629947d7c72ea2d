"""What a unit vouches for with its page's address."""

import pytest

from tests.workflows.requests.asking import DOORS, counts
from tests.world import VOUCHED
from workflows.requests.models import Checklist
from workflows.requests.official_page import official_page
from workflows.requests.states import State

ADDRESS = "https://www.instagram.com/another.example/"
POINTS = ("two_administrators", "two_factor", "recovery_mailbox")
NOT_OURS = {
    "another platform": "https://www.facebook.com/hydro.example",
    "a script": "javascript:alert(1)",
    "a borrowed host": "https://www.example.org@evil.example/contact",
    "a backslash": "https://www.example.org\\@evil.example/",
    "a number": "https://127.0.0.1/contact",
    "no host": "contact",
    "markup": 'https://www.example.org/"><script>',
}


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_the_address_comes_with_everything_vouched_for(world, as_, door):
    asked = world.request(State.APPROVED)
    assert door.move(as_("author"), asked, "give_address", address=ADDRESS, **VOUCHED).status_code == door.done
    row = Checklist.objects.get(page_request=asked)
    assert (row.by, row.link_back) == (world.author, "https://www.example.org/contact")


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize("point", POINTS)
def test_a_point_left_out_is_asked_for(world, as_, door, point):
    asked = world.request(State.APPROVED)
    before = counts()
    points = VOUCHED | {point: ""} if door.name == "page" else VOUCHED | {point: False}
    answer = door.move(as_("author"), asked, "give_address", address=ADDRESS, **points)
    assert answer.status_code in (400, 422)
    assert counts() == before


@pytest.mark.parametrize("link", NOT_OURS.values(), ids=NOT_OURS)
def test_the_official_page_is_one_of_the_institutions_own_site(world, as_, link):
    asked = world.request(State.APPROVED)
    before = counts()
    answer = DOORS[0].move(as_("author"), asked, "give_address", address=ADDRESS, **VOUCHED | {"link_back": link})
    assert answer.status_code == 422
    assert "site de l’institution" in answer.content.decode()
    assert counts() == before


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://www.polymtl.ca/carrefourms", "https://www.polymtl.ca/carrefourms"),
        ("www.polymtl.ca/contact", "https://www.polymtl.ca/contact"),
        ("HTTP://www.polymtl.ca/", "HTTP://www.polymtl.ca/"),
    ],
)
def test_an_own_page_is_kept_as_it_is_written(text, kept):
    assert official_page(text) == kept
