"""What is said of a draft in consultation: by whom, when, read by whom, and erased by whom."""

import pytest

from registry.organisation.permissions import NotAllowed
from tests.workflows.exits.pages import READERS, on_to, text
from workflows.exits import consulting
from workflows.exits.models import ExitComment, ExitDecision
from workflows.exits.queries import since
from workflows.exits.states import State
from workflows.machine import Refused

WORDS = "Nos étudiants y sont encore."


def said(world, decision, who="adviser", words=WORDS):
    return consulting.comment(decision, actor=world.people[who], at=world.tick(), words=words)


def test_whoever_reads_the_file_says_a_word_and_an_adviser_gives_an_opinion(world):
    decision = world.exit(State.CONSULTATION)
    for name in world.people:
        if name in READERS:
            assert said(world, decision, name).is_advice == (name == "adviser"), name
        else:
            with pytest.raises(NotAllowed):
                said(world, decision, name)
    assert decision.comments.count() == len(READERS)
    assert ExitDecision.objects.get().version == decision.version, "nobody's move goes stale because somebody spoke"


@pytest.mark.parametrize("state", [state for state in State.values if state not in ("reversed", "superseded")])
def test_only_a_consultation_is_answered(world, state):
    decision = world.exit(state)
    if state == State.CONSULTATION:
        assert said(world, decision).version == decision.version
        return
    with pytest.raises(Refused, match="not in consultation"):
        said(world, decision)


def test_what_was_said_is_read_by_readers_and_never_by_the_public(world, as_):
    decision = world.exit(State.CONSULTATION)
    said(world, decision)
    url = decision.get_absolute_url()
    assert WORDS in text(as_("leader").get(url))
    decision = consulting.redraft(decision, actor=world.manager, at=world.tick(), seen=decision.version, reason="Vu.")
    assert WORDS in text(as_("manager").get(url)), "what was said stays when the consultation closes"
    on_to(world, decision, State.IN_FORCE)
    for name in (None, "author", "stranger", "other_leader"):
        page = as_(name).get(url)
        assert page.status_code == 200
        assert WORDS not in text(page), name
    assert WORDS in text(as_("auditor").get(url))


ERASERS = {"adviser": True, "admin": True, "manager": False, "leader": False, "other_manager": False}


@pytest.mark.parametrize(("who", "may"), ERASERS.items())
def test_its_writer_or_an_administrator_empties_it(world, who, may):
    row = said(world, world.exit(State.CONSULTATION))
    if not may:
        with pytest.raises(NotAllowed):
            consulting.erase_comment(row, actor=world.people[who], at=world.tick())
        assert ExitComment.objects.get().words == WORDS
        return
    consulting.erase_comment(row, actor=world.people[who], at=world.tick())
    kept = ExitComment.objects.get()
    assert (kept.words, bool(kept.erased_at)) == ("", True)
    with pytest.raises(Refused, match="already"):
        consulting.erase_comment(row, actor=world.people[who], at=world.tick())


def test_by_hand_a_word_is_given_kept_when_refused_and_erased(world, as_):
    decision = world.exit(State.CONSULTATION)
    adviser, url = as_("adviser"), decision.get_absolute_url()
    assert adviser.post(f"{url}comment/", {"words": " "}).status_code == 422
    assert adviser.post(f"{url}comment/", {"words": WORDS}).status_code == 303
    row = ExitComment.objects.get()
    assert as_("manager").post(f"{url}comment/{row.pk}/erase/").status_code == 403
    assert adviser.post(f"{url}comment/{row.pk}/erase/").status_code == 303
    page = text(adviser.get(url))
    assert WORDS not in page
    assert "Effacé" in page
    consulting.redraft(decision, actor=world.manager, at=world.tick(), seen=decision.version)
    late = adviser.post(f"{url}comment/", {"words": "Trop tard, mais gardé."})
    assert late.status_code == 422
    assert "Trop tard, mais gardé." not in text(adviser.get(url))


def test_a_word_is_no_version_that_one_could_have_missed(world):
    decision = world.exit(State.CONSULTATION)
    seen = decision.version
    said(world, decision)
    assert since(decision, seen) == []
    decision = consulting.redraft(decision, actor=world.manager, at=world.tick(), seen=seen)
    said_so = [str(row.sentence) for row in since(decision, seen)]
    assert said_so == ["Projet renvoyé en rédaction"]
