"""A decision as JSON: everything that its page tells the public, nothing else, in the shape that the schema describes."""

import json

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator

from registry.accounts.status import Standing, Status
from registry.audit.models import Event
from registry.language import Pair
from tests.workflows.exits.pages import on_to
from tests.workflows.exits.test_look_back_views import counted, shut
from workflows.exits.communiques import Copy, keep_communique
from workflows.exits.correcting import CORRECTABLE, NUMBERS, correct_text
from workflows.exits.models import ExitDecision, LookBack, ScopeLine
from workflows.exits.page import Page
from workflows.exits.public_facts import facts
from workflows.exits.public_queries import whole
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import ENDED, HOLDING, PUBLIC, HandleFate, Kind, Outcome, Reason, State, Treatment

SITE = "https://carrefour.example"


def address(decision):
    return reverse("exits:data", args=[decision.slug])


def read(client, decision):
    answer = client.get(address(decision))
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture
def schema(client):
    found = client.get(reverse("exits:schema")).json()
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("state", State.values)
def test_only_what_is_published_is_there(world, client, schema, state):
    decision = world.exit(State.IN_FORCE if state in HOLDING + ENDED else state)
    ExitDecision.objects.filter(pk=decision.pk).update(state=state)
    decision.refresh_from_db()
    answer = client.get(address(decision))
    assert answer.status_code == (200 if state in PUBLIC else 404)
    if state in PUBLIC:
        schema.validate(answer.json())
        assert answer.json()["state"]["code"] == state
        assert (answer.json()["stance"] is None) == (state == State.ANNOUNCED)


def rich(world):
    """A decision with something of everything."""
    world.account("https://x.com/hydro_ex", title=Pair("Génie hydrique", "Water"))
    hidden = world.account("https://x.com/secret_plan", standing=Standing.UNCONFIRMED)
    ExitDecision.objects.filter(pk=world.exit(State.IN_FORCE).pk).update(public_note_fr="Note.")
    old = ExitDecision.objects.latest("pk")
    decision = world.exit(
        State.DRAFT, kind=Kind.LEAVE, reasons=[Reason.VALUES, Reason.SECURITY], stated_figure=60_000,
        stated_wording_fr="au total", stated_scope_en="All", deciding_body="Direction", signatory="La directrice",
        joint_initiative_fr="HelloQuitteX", joint_initiative_url="https://example.org/h", evidence="SECRET évidence",
        options_considered="SECRET options", minority_view="SECRET avis", minutes_reference="PV 3", reverses=old,
        handle_fate=HandleFate.KEPT, revisit_if_fr="La loi change.", revisit_if_en="The law changes.",
    )  # fmt: skip
    decision.channels.create(label_fr="Site", label_en="Site", address="https://example.org/", position=0)
    decision.channels.create(label_fr="Masto", label_en="Masto", platform=world.platform("mastodon"), position=1)
    decision.lines.filter(account__handle="hydro_ex").update(
        followers=1200, followers_on="2026-11-01", followers_source="Page", rationale_fr="Propre."
    )
    ScopeLine.objects.create(
        decision=decision, label_fr="Associations", label_en="Clubs", covered=False, treatment=Treatment.UNCHANGED
    )
    decision = on_to(world, decision, State.IN_FORCE)
    keep_communique(
        decision, actor=world.manager, at=world.tick(), text_fr="Fr", text_en="En", copy=Copy(b"<h1>", "text/html")
    )
    for field, after in (("rationale_fr", "Nos valeurs, autrement."), ("stated_figure", "61000")):
        decision = ExitDecision.objects.get(pk=decision.pk)
        words = {"field": field, "after": after, "reason_fr": "Faute.", "reason_en": "Slip."}
        correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
    LookBack.objects.create(
        decision=decision, opened_at=world.tick(), due_on="2027-05-01", outcome=Outcome.KEPT, lessons_fr="Leçon",
        lessons_en="Lesson", closed_by=world.leader, closed_at=world.tick(), facts={"SECRET": 1},
    )  # fmt: skip
    LookBack.objects.create(decision=decision, opened_at=world.tick(), due_on="2027-06-01", facts={"SECRET": 2})
    assert hidden.handle == "secret_plan"
    return ExitDecision.objects.get(pk=decision.pk), old


def test_a_closed_look_back_gives_programs_the_figures_of_its_page(world, client, schema):
    decision = counted(world)
    shut(world, decision)
    said = read(client, decision)
    schema.validate(said)
    figures = said["look_backs"][0]["figures"]
    assert [figures[name] for name in ("expected", "observed", "difference")] == [1500, 1200, -300]
    whole = figures["channels_whole"]
    assert (whole["before"]["followers"], whole["since"]["followers"], whole["change"]) == (800, 1200, 400)
    site = next(row for row in figures["channels"] if row["address"] == "https://www.example.org/")
    assert site["since"] == {"accounts": 0, "counted": 0, "first": "", "last": "", "followers": None}


def test_it_tells_all_that_is_public(world, client, schema):
    decision, old = rich(world)
    said = read(client, decision)
    schema.validate(said)
    assert said["title"] == {"fr": "École d’exemple quitte X", "en": "Example School leaves X"}
    assert (said["kind"]["code"], said["kind"]["label"]["fr"]) == ("leave", "Quitter")
    assert [reason["code"] for reason in said["reasons"]] == ["values", "security"]
    assert said["rationale"] == {"fr": "Nos valeurs, autrement.", "en": "Our values."}
    assert [row["before"] for row in said["corrections"]] == ["Nos valeurs.", "60000"]
    assert said["stance"]["position"] == "left"
    assert said["stance"]["as_of"] == said["dates"]["effective"] == decision.effective_on
    named = [line for line in said["scope"] if line["account"]]
    assert [line["account"]["handle"] for line in named] == ["hydro_ex"]
    assert named[0]["followers"] == {"value": 1200, "on": "2026-11-01", "source": "Page"}
    assert named[0]["handle_fate"]["code"] == "kept"
    assert [line["reach"]["code"] for line in said["scope"]] == ["covered", "spared"]
    assert said["unnamed"] == {"covered": 1, "spared": 0, "left": 0}
    assert said["figures"]["stated"]["value"] == 61_000
    assert said["figures"]["proven"] == {"total": 1200, "lines_counted": 1, "lines_uncounted": 1, "why_none": None}
    assert said["figures"]["gap"] == 59_800
    assert [channel["platform"] for channel in said["channels"]] == [None, "mastodon"]
    assert said["communiques"][0]["sha256"] == decision.communiques.get().sha256
    assert client.get(said["communiques"][0]["copy"].removeprefix(SITE)).status_code == 200
    assert [(row["outcome"]["code"], row["lessons"]["en"]) for row in said["look_backs"]] == [("kept", "Lesson")]
    assert said["reverses"] == f"{SITE}/decisions/{old.pk}/"
    assert read(client, old)["reversed_by"] == said["@id"]


def test_it_tells_nothing_that_is_not(world, client):
    decision, _old = rich(world)
    words = client.get(address(decision)).content.decode()
    assert "SECRET" not in words
    assert "secret_plan" not in words
    assert not [person.full_name for person in world.people.values() if person.full_name in words]
    assert not [person.email for person in world.people.values() if person.email in words]


@pytest.mark.parametrize("about", [{"standing": Standing.UNCONFIRMED}, {"status": Status.PLANNED}])
def test_an_account_without_a_public_page_is_counted_not_named(world, client, about):
    world.account("https://x.com/not_said", **about)
    decision = world.exit(State.ANNOUNCED)
    said = read(client, decision)
    assert said["scope"] == []
    assert said["unnamed"]["covered"] == 1
    assert "not_said" not in json.dumps(said)


def test_sixty_thousand_and_no_sum(world, client, schema):
    said = Recorded(
        kind=Kind.SUSPEND, source="AEF info", announced_on="2025-01-10", effective_on="2025-01",
        facts={"stated_figure": 60_000, "stated_wording_fr": "au total"},
        lines=({"label_fr": "Comptes institutionnels", "label_en": "Own", "treatment": Treatment.DORMANT},),
    )  # fmt: skip
    decision = record_decision(
        said, institution=world.other, platform=world.platform("x"), desk=world.other, actor=world.other_manager,
        at=world.tick(),
    )  # fmt: skip
    read_ = read(client, decision)
    schema.validate(read_)
    assert read_["recorded"]
    assert read_["figures"]["stated"]["value"] == 60_000
    assert read_["figures"]["stated"]["source"] == "AEF info"
    assert read_["figures"]["proven"]["total"] is None
    assert read_["figures"]["proven"]["why_none"]["en"]
    assert read_["figures"]["gap"] is None
    assert read_["dates"] == {"decided": "", "announced": "2025-01-10", "effective": "2025-01", "closed": ""}


def test_every_correctable_field_is_given_as_it_reads_now(world, client):
    decision = world.exit(State.IN_FORCE, stated_figure=1)
    before = json.dumps(read(client, decision))
    for number, field in enumerate(CORRECTABLE):
        after = (
            "2024-05" if field.endswith("_on") else str(777_000 + number) if field in NUMBERS else f"corrected {number}"
        )
        decision = ExitDecision.objects.get(pk=decision.pk)
        words = {"field": field, "after": after, "reason_fr": "Faute.", "reason_en": "Slip."}
        correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)
        said = read(client, decision)
        assert after not in before
        del said["corrections"]
        assert after in json.dumps(said), field


def test_the_same_figures_as_the_page(world, client):
    decision, _old = rich(world)
    page = Page(ExitDecision.objects.get(pk=decision.pk), world.leader)
    said = read(client, decision)["figures"]["proven"]
    assert (said["total"], said["lines_counted"], said["lines_uncounted"]) == (
        page.proven.total, page.proven.counted, page.proven.uncounted,
    )  # fmt: skip


def test_it_is_kept_and_asked_for_again_by_its_tag(world, client):
    decision = world.exit(State.IN_FORCE)
    first = client.get(address(decision))
    assert first["Content-Type"] == "application/json"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=60, s-maxage=60"
    assert first["Last-Modified"] == "Fri, 20 Nov 2026 15:05:00 GMT"
    assert not {"Set-Cookie", "Vary"} & set(first.headers)
    again = client.get(address(decision), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"
    world.poly.name_fr = "Autre nom"
    world.poly.save()
    decision.refresh_from_db()
    changed = client.get(address(decision), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200, "a rename is no event of the decision, and is seen all the same"
    since = client.get(address(decision), headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 200


def test_too_often_is_told_so(world, client, settings, still):
    settings.VERIFY_PER_MINUTE = 0
    decision = world.exit(State.IN_FORCE)
    answers = [client.get(address(decision), REMOTE_ADDR="203.0.113.7") for _ in range(101)]
    assert [answer.status_code for answer in answers[:100]] == [200] * 100
    assert answers[100].status_code == 429
    assert int(answers[100]["Retry-After"]) > 0
    still(60)
    assert client.get(address(decision), REMOTE_ADDR="203.0.113.7").status_code == 200


def test_an_older_name_leads_to_the_present_address(world, client):
    decision = world.exit(State.IN_FORCE)
    for slug in (f"former-x-{decision.pk}", str(decision.pk)):
        answer = client.get(reverse("exits:data", args=[slug]))
        assert (answer.status_code, answer.url) == (301, address(decision))
    for slug in ("x", "schema-", "feed", "x-0", "x-99999999999999999999"):
        assert client.get(reverse("exits:data", args=[slug])).status_code == 404
    assert client.get(f"/decisions/{decision.pk}/").url == decision.get_absolute_url()


def test_what_is_not_public_changes_neither_date(world):
    decision = world.exit(State.IN_FORCE)
    before = whole().get(pk=decision.pk)
    assert Event.objects.about(decision).filter(verb="exit.announced").get().at == before.published_at
    assert Event.objects.about(decision).filter(verb="exit.in_force").get().at == before.updated_at
    decision = on_to(world, world.exit(State.DRAFT, kind=Kind.RETURN, reverses=decision), State.DECIDED)
    assert whole().get(pk=before.pk).updated_at == before.updated_at
    assert facts(whole().get(pk=before.pk), SITE)["reversed_by"] is None, "not announced yet"


def test_its_questions_do_not_grow(world, client, django_assert_max_num_queries):
    for number in range(20):
        world.account(f"https://x.com/account_{number}", unit=["hydro", "library", "lab"][number % 3])
    decision, _old = rich(world)
    read(client, decision)
    with django_assert_max_num_queries(6):
        assert len(read(client, decision)["scope"]) == 22


def test_linked_data_says_it_of_itself(world, client):
    said = read(client, world.exit(State.IN_FORCE))
    context = said["@context"]
    terms = {
        name: term["@id"] if isinstance(term, dict) else term for name, term in context.items() if name != "@version"
    }
    assert {term for name, term in terms.items() if name != "schema" and not term.startswith("schema:")} == set()
    assert set(terms) - {"schema", "name"} <= set(said), "a term for a key that there is not"
    assert client.get(said["@id"].removeprefix(SITE)).url == said["page"].removeprefix(SITE)
