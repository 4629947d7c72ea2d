"""What is not an account's address gets a clear sentence, by page and by API, and leaves every table as it was."""

import pytest
from django.utils.html import escape

from registry.accounts.status import Standing
from registry.platforms.kinds import Reason
from registry.platforms.words import REFUSALS
from tests.workflows.requests.asking import API, DOORS, PAGE, counts
from tests.world import VOUCHED
from workflows.requests.states import State

# what is given as an Instagram address → a word of the sentence that answers it, in each language
BAD: dict[str, tuple[str, str]] = {
    "https://social.unheard-of.example/hydro": ("plateforme", "platform"),
    "https://www.facebook.com/sharer/sharer.php?u=https://example.org": ("partage", "share"),
    "https://www.instagram.com/p/Cx1yzAbCdEf/": ("publication", "post"),
    "javascript:alert(1)": ("", ""),
    "https://notfacebook.com/hydro": ("", ""),
    "https://x.com\\@evil.example/": ("", ""),
    "https://www.facebook.com/hydro.other": ("autre plateforme", "another platform"),
    "https://www.instagram.com/": ("nom du compte", "name of the account"),
    "hydro@example.org": ("courriel", "e-mail"),
    "pas une adresse": ("", ""),
}
SENTENCES = {(words.fr, words.en) for words in REFUSALS.values()}


def sentence_of(answer, door):
    """The sentence that a person or a program reads."""
    if door is API:
        return answer.json()["errors"][0]["detail"]
    return str(answer.context["tried"].non_field_errors()[0])


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize("address", BAD)
def test_a_bad_address_is_explained_and_nothing_is_written(world, as_, door, address):
    asked = world.request(State.APPROVED)
    before = counts()
    for language, number in (("fr", 0), ("en", 1)):
        client = as_("author")
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        answer = door.move(client, asked, "give_address", address=address, **VOUCHED)
        assert answer.status_code in (400, 422)
        said = sentence_of(answer, door)
        assert said in {pair[number] for pair in SENTENCES}
        assert BAD[address][number] in said
    assert counts() == before
    asked.refresh_from_db()
    assert (asked.state, asked.address, asked.version) == (State.APPROVED, "", 5)


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize("spelling", ["https://m.instagram.com/HYDRO.Known/?hl=fr", "@hydro.known", "hydro.known"])
def test_an_account_of_the_register_is_known_in_every_spelling(world, as_, door, spelling):
    asked = world.request(State.APPROVED)
    world.account("https://www.instagram.com/hydro.known/")
    before = counts()
    answer = door.move(as_("author"), asked, "give_address", address=spelling, **VOUCHED)
    assert answer.status_code in (400, 422)
    assert "déjà au registre" in sentence_of(answer, door)
    assert counts() == before


def test_an_address_given_twice_is_given_once(world, as_):
    world.request(State.ADDRESS_GIVEN)
    asked = world.request(State.APPROVED, title="Deuxième")
    answer = PAGE.move(as_("author"), asked, "give_address", address="https://instagram.com/Hydro.Example", **VOUCHED)
    assert answer.status_code == 422
    assert "Une autre demande" in sentence_of(answer, PAGE)


def test_an_unconfirmed_account_is_what_a_request_may_confirm(world, as_):
    asked = world.request(State.APPROVED)
    known = world.account("https://www.instagram.com/hydro.known/", unit="library", standing=Standing.UNCONFIRMED)
    assert PAGE.move(as_("author"), asked, "give_address", address="hydro.known", **VOUCHED).status_code == 303
    asked.refresh_from_db()
    words = {"proof": "profile_code", "evidence": "carrefour-42"}
    assert PAGE.move(as_("manager"), asked, "put_online", **words).status_code == 303
    known.refresh_from_db()
    assert (known.standing, known.unit) == (Standing.OFFICIAL, world.hydro)


def test_what_was_typed_is_kept_beside_the_sentence(world, as_):
    asked = world.request(State.APPROVED)
    page = PAGE.move(
        as_("author"), asked, "give_address", address='https://evil.example/"><i>', **VOUCHED
    ).content.decode()
    assert escape('https://evil.example/"><i>') in page
    assert '"><i>' not in page
    assert 'class="error-summary"' in page


@pytest.mark.parametrize("proof", ["override", "", "because"])
@pytest.mark.parametrize("door", DOORS, ids=str)
def test_going_online_takes_a_proof_of_the_list(world, as_, door, proof):
    asked = world.request(State.ADDRESS_GIVEN)
    before = counts()
    answer = door.move(as_("manager"), asked, "put_online", proof=proof, evidence="x")
    assert answer.status_code in (400, 422)
    assert counts() == before


WITH_REASON = [
    ("submitted", "head", "send_back", "reason"),
    ("in_review", "manager", "ask_changes", "reason"),
    ("in_review", "manager", "refuse", "reason"),
    ("in_review", "manager", "approve_with_conditions", "conditions"),
    ("address_given", "manager", "reject_address", "reason"),
    ("address_given", "manager", "put_online", "evidence"),
    ("address_given", "manager", "propose_override", "evidence"),
]


@pytest.mark.parametrize("door", DOORS, ids=str)
@pytest.mark.parametrize(("state", "who", "move", "field"), WITH_REASON)
def test_a_no_says_why_and_a_condition_says_what(world, as_, door, state, who, move, field):
    asked = world.request(state)
    before = counts()
    for blank in ("", "   "):
        answer = door.move(
            as_(who), asked, move, **{"proof": "profile_code", field: blank} if move == "put_online" else {field: blank}
        )
        assert answer.status_code in (400, 422)
    assert counts() == before


def test_every_reason_has_its_sentence():
    assert set(REFUSALS) == set(Reason)
