"""The Atom feed of decisions: what RFC 4287 and RFC 5005 ask of it, and that nothing is lost from one page to the next."""

import xml.etree.ElementTree as ET
from datetime import datetime

import pytest
from django.urls import reverse

from registry.language import Pair
from tests.workflows.exits.pages import peers
from workflows.exits import public_views
from workflows.exits.communiques import keep_communique
from workflows.exits.correcting import correct_text
from workflows.exits.models import ExitDecision
from workflows.exits.recording import Recorded, record_decision_of_new_peer
from workflows.exits.states import ENDED, HOLDING, PUBLIC, Kind, State

SITE = "https://carrefour.example"
FEED = reverse("exits:feed")
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = "%Y-%m-%dT%H:%M:%S%z"
# Of each, the elements that RFC 4287 asks for exactly once (4.1.1, 4.1.2).
ONCE = ("id", "title", "updated")


def fetch(client, path=FEED):
    answer = client.get(path.removeprefix(SITE))
    assert answer.status_code == 200, path
    return ET.fromstring(answer.content)  # noqa: S314  our own document


def links(element):
    return {
        (link.get("rel"), link.get("type"), link.get("hreflang")): link.get("href")
        for link in element.iter(f"{ATOM}link")
    }


def texts(element, name):
    return [found.text for found in element.findall(f"{ATOM}{name}")]


def entries(root):
    return root.findall(f"{ATOM}entry")


def ids(client, path=FEED):
    return [texts(entry, "id")[0] for entry in entries(fetch(client, path))]


def walk(client, path=FEED):
    """Every page from the first on, by its link to the next."""
    while path:
        root = fetch(client, path)
        yield root
        path = links(root).get(("next", "application/atom+xml", None))


def assert_is_atom(root, path):
    """The rules of RFC 4287 that a reader relies on."""
    assert root.tag == f"{ATOM}feed"
    for element in (root, *entries(root)):
        for name in ONCE:
            assert len(texts(element, name)) == 1, name
            assert texts(element, name)[0].strip()
        assert texts(element, "id")[0].startswith(f"{SITE}/")
        assert element.find(f"{ATOM}author/{ATOM}name").text
        assert datetime.strptime(texts(element, "updated")[0], RFC_3339).tzinfo
    assert links(root)["self", None, None] == f"{SITE}{path}"
    for entry in entries(root):
        assert ("alternate", None, None) in links(entry)
        assert texts(entry, "published")[0] <= texts(entry, "updated")[0]
    times = [texts(entry, "updated")[0] for entry in entries(root)]
    assert times == sorted(times, reverse=True)
    assert texts(root, "updated")[0] == (times[0] if times else "1970-01-01T00:00:00+00:00")
    numbers = [texts(entry, "id")[0] for entry in entries(root)]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("path", [FEED, f"{FEED}?langue=en"])
@pytest.mark.parametrize("filled", [True, False])
def test_it_is_atom(world, client, path, filled):
    if filled:
        peers(world, 3)
        world.exit(State.ANNOUNCED)
        ExitDecision.objects.filter(institution=world.poly).update(public_note_fr="<b>Note</b> & \x0b]]> fin")
    root = fetch(client, path)
    assert_is_atom(root, path)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == ("en" if "en" in path else "fr")
    assert len(entries(root)) == (4 if filled else 0)
    if filled:
        assert "&lt;b&gt;Note&lt;/b&gt;" in texts(entries(root)[0], "summary")[0]


@pytest.mark.parametrize("state", State.values)
def test_only_what_is_published(world, client, state):
    decision = world.exit(State.IN_FORCE if state in HOLDING + ENDED else state)
    ExitDecision.objects.filter(pk=decision.pk).update(state=state)
    assert len(ids(client)) == (state in PUBLIC)


def test_an_entry_leads_to_its_page_and_its_data(world, client):
    decision = world.exit(State.IN_FORCE)
    french, english = (entries(fetch(client, path))[0] for path in (FEED, f"{FEED}?langue=en"))
    assert texts(french, "title") == ["École d’exemple suspend son activité sur X"]
    assert texts(english, "title") == ["Example School suspends its activity on X"]
    assert texts(french, "id") == texts(english, "id") == [f"{SITE}/decisions/{decision.pk}/"]
    found = links(french)
    assert found["alternate", None, None] == f"{SITE}{decision.get_absolute_url()}"
    data = client.get(found["alternate", "application/json", None].removeprefix(SITE)).json()
    assert data["@id"] == texts(french, "id")[0]
    times = [datetime.strptime(texts(french, name)[0], RFC_3339) for name in ("published", "updated")]
    assert times == [datetime.strptime(data[f"{name}_at"], RFC_3339) for name in ("published", "updated")]
    codes = {category.get("scheme"): category.get("term") for category in french.iter(f"{ATOM}category")}
    schema = f"{SITE}{reverse('exits:schema')}"
    assert codes == {f"{schema}#platform": "x", f"{schema}#kind": "suspend", f"{schema}#state": "in_force"}


def test_an_entry_says_its_days_and_its_source(world, client):
    said = Recorded(kind=Kind.LEAVE, source="Le Journal", announced_on="2023-04-12", effective_on="2023-04")
    about = {"platform": world.platform("x"), "desk": world.poly, "actor": world.manager}
    peer = Pair("Ailleurs", "Elsewhere")
    decision = record_decision_of_new_peer(said, peer=peer, at=world.tick(), **about)
    correct_text(
        decision, actor=world.manager, at=world.tick(), seen=decision.version, field="effective_on", after="2023-04-04",
        reason_fr="Oubli.", reason_en="Forgotten.",
    )  # fmt: skip
    french, english = (texts(entries(fetch(client, path))[0], "summary")[0] for path in (FEED, f"{FEED}?langue=en"))
    assert "Annoncée\u00a0: 12 avril 2023. Effective\u00a0: 4 avril 2023" in french
    assert french.endswith("Consignée d’après sa source\u00a0: Le Journal.")
    assert "Announced: 12 April 2023. Effective: 4 April 2023" in english
    assert english.endswith("Recorded after its source: Le Journal.")


def test_no_entry_is_lost_from_page_to_page(world, client, monkeypatch):
    monkeypatch.setattr(public_views, "PER_PAGE", 3)
    peers(world, 8)
    pages = list(walk(client))
    assert [len(entries(page)) for page in pages] == [3, 3, 2]
    seen = [texts(entry, "id")[0] for page in pages for entry in entries(page)]
    assert len(set(seen)) == 8
    last = links(pages[0])["last", "application/atom+xml", None]
    assert texts(entries(fetch(client, last))[-1], "id")[0] == seen[-1]
    assert links(pages[2])["previous", "application/atom+xml", None] == f"{SITE}{FEED}?page=2"
    assert {texts(page, "id")[0] for page in pages} == {f"{SITE}{FEED}"}
    english = list(walk(client, f"{FEED}?langue=en"))
    assert [len(entries(page)) for page in english] == [3, 3, 2]
    for path in ("?page=4", "?page=0", "?page=x"):
        assert client.get(FEED + path).status_code == 404


def test_an_identifier_outlives_a_rename(world, client):
    decision = world.exit(State.IN_FORCE)
    before = ids(client)
    world.poly.slug = "renamed"
    world.poly.save()
    assert ids(client) == before
    page = client.get(before[0].removeprefix(SITE))
    assert page.url == ExitDecision.objects.get(pk=decision.pk).get_absolute_url()


def _correct(world, decision):
    words = {"field": "rationale_fr", "after": "Autre.", "reason_fr": "Faute.", "reason_en": "Slip."}
    correct_text(decision, actor=world.manager, at=world.tick(), seen=decision.version, **words)


def _reverse(world, decision):
    world.exit(State.IN_FORCE, kind=Kind.RETURN, reverses=decision)


def _communique(world, decision):
    keep_communique(decision, actor=world.manager, at=world.tick(), text_fr="Fr", text_en="En")


@pytest.mark.parametrize("change", [_correct, _reverse, _communique])
def test_what_changes_in_public_comes_first_again(world, client, change):
    decision = world.exit(State.IN_FORCE)
    peers(world, 2)
    there = f"{SITE}/decisions/{decision.pk}/"
    before = texts(next(e for e in entries(fetch(client)) if texts(e, "id") == [there]), "updated")[0]
    assert ids(client).index(there) == 2
    change(world, ExitDecision.objects.get(pk=decision.pk))
    assert ids(client).index(there) < 2
    after = texts(next(e for e in entries(fetch(client)) if texts(e, "id") == [there]), "updated")[0]
    assert after > before


def test_what_caches_need(world, client):
    world.exit(State.IN_FORCE)
    answer = client.get(FEED, headers={"Accept-Language": "en"})
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not {"Set-Cookie", "Vary"} & set(answer.headers), "one answer for everybody, whatever their browser prefers"
    assert "langue" not in links(ET.fromstring(answer.content))["self", None, None]  # noqa: S314
    assert client.get(FEED, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    peers(world, 1)
    assert client.get(FEED, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_its_questions_do_not_grow(world, client, django_assert_max_num_queries):
    peers(world, 30)
    with django_assert_max_num_queries(3):
        assert len(ids(client)) == 30


def test_pages_lead_to_it_and_hold_no_script_of_their_own(world, client):
    decision = world.exit(State.IN_FORCE)
    draft = world.exit(State.DRAFT, platform="facebook")
    for language, feed in (("fr", FEED), ("en", f"{FEED}?langue=en")):
        page = client.get(f"{decision.get_absolute_url()}?langue={language}").content.decode()
        assert (
            f'<link rel="alternate" type="application/json" href="{reverse("exits:data", args=[decision.slug])}">'
            in page
        )
        assert f'type="application/atom+xml" href="{feed}"' in page
        assert f"/decisions/{decision.pk}/</span>" in page
        assert "ld+json" not in page
        assert page.count("<script") == page.count('<script src="/static/')
        assert f'href="{feed}"' in client.get(f"{reverse('exits:list')}?langue={language}").content.decode()
    client.force_login(world.manager)
    assert "feed.atom" not in client.get(draft.get_absolute_url()).content.decode()
