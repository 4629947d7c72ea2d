"""The journal's page: for auditors and leadership, of their own institution."""

import re

import pytest
from django.urls import reverse

from registry.accounts import actions
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.journal.queries import readable_by
from workflows.requests.states import State

URL = reverse("journal:list")


def shown(response) -> list[Event]:
    return list(response.context["page_obj"].object_list)


@pytest.mark.parametrize("who", ["auditor", "leader", "other_leader"])
def test_those_who_audit_read_it(as_, who):
    assert as_(who).get(URL).status_code == 200


@pytest.mark.parametrize("who", ["author", "head", "steward", "manager", "adviser", "admin", "nobody"])
def test_the_others_do_not_learn_that_it_is_there(as_, who):
    assert as_(who).get(URL).status_code == 404


def test_a_visitor_signs_in_first(as_):
    assert as_(None).get(URL).status_code == 302


def test_an_institution_reads_its_own_events_only(world, as_):
    world.account("https://x.com/polymtl")
    ours, theirs = readable_by(world.auditor), readable_by(world.other_leader)
    assert {event.unit.institution_id for event in ours} == {world.poly.pk}
    assert {event.unit.institution_id for event in theirs} == {world.other.pk}
    assert "polymtl" not in as_("other_leader").get(URL).content.decode()
    assert "polymtl" in as_("auditor").get(URL).content.decode()


def test_newest_first_by_pages_of_fifty(world, as_):
    for number in range(26):
        world.account(f"https://x.com/compte{number}")
    client = as_("auditor")
    events = shown(client.get(URL))
    assert len(events) == 50
    assert [event.at for event in events] == sorted((event.at for event in events), reverse=True)
    assert shown(client.get(URL, {"page": 2}))[0].at <= events[-1].at


def test_a_reason_is_read_with_its_event(world, as_):
    world.request(State.REFUSED)
    text = as_("auditor").get(URL).content.decode()
    assert "Un compte existant suffit." in text
    assert "Refusée" in text


def test_filters(world, as_):
    account = world.account("https://x.com/polymtl")
    world.account("https://x.com/autre")
    client = as_("auditor")
    words = {"actor": world.manager2, "reason": "Piraté.", "status": "compromised"}
    actions.change_status(account, at=world.tick(), **words)
    assert {event.verb for event in shown(client.get(URL, {"verb": Verb.ACCOUNT_STATUS}))} == {Verb.ACCOUNT_STATUS}
    assert [e.reason for e in shown(client.get(URL, {"actor": world.manager2.pk}))] == ["Piraté."]
    about = {event.subject_id for event in shown(client.get(URL, {"about": f"account:{account.pk}"}))}
    assert about == {account.pk}
    assert {e.subject_label for e in shown(client.get(URL, {"q": "autre"}))} == {"X · x.com/autre"}
    assert shown(client.get(URL, {"since": "2026-11-21"})) == []
    assert shown(client.get(URL, {"until": "2026-11-19"})) == []
    assert shown(client.get(URL, {"since": "2026-11-20", "until": "2026-11-20"}))


@pytest.mark.parametrize(
    "query",
    [
        {"about": "account"},
        {"about": "account:" + "9" * 40},
        {"about": "a:²"},
        {"verb": "x"},
        {"since": "hier"},
        {"actor": "0"},
    ],
)
def test_a_filter_that_means_nothing_breaks_nothing(as_, query):
    assert as_("auditor").get(URL, query).status_code == 200


def test_a_person_of_another_institution_is_not_offered(world, as_):
    text = as_("auditor").get(URL).content.decode()
    offered = re.search(r'<select name="actor".*?</select>', text, re.DOTALL)[0]
    assert f'value="{world.admin.pk}"' in offered
    assert f'value="{world.other_admin.pk}"' not in offered


def test_the_list_takes_the_same_queries_whatever_its_length(world, as_, django_assert_max_num_queries):
    for number in range(15):
        world.account(f"https://x.com/compte{number}")
    client = as_("auditor")
    with django_assert_max_num_queries(9):
        client.get(URL)
