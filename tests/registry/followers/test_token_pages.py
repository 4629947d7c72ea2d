"""The administrator's page of tokens: what is put is used, and is seen by nobody again."""

import logging
import re
from datetime import timedelta
from html import unescape
from types import TracebackType

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.debug import SafeExceptionReporterFilter, get_exception_reporter_class

from registry.audit.models import Event
from registry.followers import token_views
from registry.followers.collectors import COLLECTORS
from registry.followers.models import PlatformToken, Reading, Round
from registry.followers.states import Outcome
from registry.followers.token_shapes import SHAPES
from registry.followers.tokens import put_token, token_for
from tests.registry.followers.clear_text import holding

CANARY = "canari-9f3c17be2-never-to-be-seen-again"
PAGE = "followers:tokens"
ADDRESSES = {
    "tiktok": "https://www.tiktok.com/@hydro.example",
    "x": "https://x.com/hydro_example",
    "reddit": "https://www.reddit.com/user/hydro-example",
}


@pytest.fixture
def put(world, as_):
    """Send the form as somebody."""

    def do(who: str = "admin", **said):
        said = {"institution": world.poly.pk, "platform": "x", "secret": CANARY} | said
        return as_(who).post(reverse(PAGE), said)

    return do


def broken(*_said: object, **_more: object) -> None:
    raise RuntimeError("broken")


def test_a_token_put_is_found_nowhere(world, put, as_, caplog):
    caplog.set_level(logging.DEBUG)
    answers = [put(), put(), put(platform="telegram"), put(secret=f"{CANARY} "), put(who="manager")]
    assert [answer.status_code for answer in answers] == [303, 409, 422, 409, 403]
    token = PlatformToken.objects.get()
    assert token_for(world.poly, token.platform) == CANARY
    pages = [as_("admin").get(reverse(PAGE)), as_("auditor").get(reverse("journal:list"))]
    answers += [*pages, as_("admin").post(reverse("followers:token_withdraw", args=[token.pk]))]
    said = "".join(unescape(answer.content.decode()) for answer in answers)
    said += (
        caplog.text + repr(token) + repr(token.__dict__) + str(list(Event.objects.values())) + str(answers[0].headers)
    )
    assert CANARY not in said
    assert holding(CANARY) == []


def test_the_search_for_a_canary_finds_one(world):
    world.poly.public_note_fr = f"…{CANARY}…"
    world.poly.save()
    assert holding(CANARY) == ["registry_unit.public_note_fr"]


def by_the_page(world) -> HttpRequest:
    request = RequestFactory().post(reverse(PAGE), {"institution": world.poly.pk, "platform": "x", "secret": CANARY})
    request.user = world.admin
    return request


def of_the_product(traceback: TracebackType) -> TracebackType:
    """Without the test's own frames, which have the canary in hand."""
    while traceback.tb_frame.f_code.co_filename == __file__:
        traceback = traceback.tb_next
    return traceback


def reported(request: HttpRequest | None, error: pytest.ExceptionInfo) -> str:
    """The report of an error holds what was posted and what the functions had in hand."""
    reporter = get_exception_reporter_class(request)(request, error.type, error.value, of_the_product(error.tb))
    assert isinstance(reporter.filter, SafeExceptionReporterFilter)
    return reporter.get_traceback_text() + reporter.get_traceback_html()


@pytest.mark.parametrize("where", ["token_shapes.Shape.read", "vault._keys", "tokens.record"])
def test_a_page_that_breaks_does_not_report_it(world, monkeypatch, where):
    monkeypatch.setattr(f"registry.followers.{where}", broken)
    request = by_the_page(world)
    with pytest.raises(RuntimeError) as error:
        token_views.tokens(request)
    assert CANARY not in reported(request, error)


@pytest.mark.parametrize("where", ["vault._keys", "tokens.record"])
def test_an_action_that_breaks_does_not_report_it(world, monkeypatch, where):
    monkeypatch.setattr(f"registry.followers.{where}", broken)
    with pytest.raises(RuntimeError) as error:
        put_token(world.poly, world.platform("x"), CANARY, actor=world.admin, at=world.at)
    assert CANARY not in reported(None, error)


def test_the_field_keeps_nothing(put):
    page = put(platform="").content.decode()
    (field,) = re.findall(r'<input[^>]*name="secret"[^>]*>', page)
    assert 'type="password"' in field
    assert 'autocomplete="off"' in field
    assert "value=" not in field


@pytest.mark.parametrize(
    ("platform", "secret", "kept"),
    [
        ("x", "Bearer AAAA-the-token", "AAAA-the-token"),
        ("x", "  AAAA-the-token\n", "AAAA-the-token"),
        ("x", "AAAA the token", None),
        ("x", "AAAA-the\r\nX-Header: 1", None),
        ("x", "AAAA-thé-token", None),
        ("x", "short", None),
        ("instagram", "AAAA-the-token", None),
        ("instagram", "17841400000000000:AAAA-the-token", "17841400000000000:AAAA-the-token"),
        ("telegram", "123456:" + "a" * 35, "123456:" + "a" * 35),
        ("telegram", "123456:" + "a" * 30 + "/../x", None),
        ("twitch", "clientclient:AAAA-the-token", "clientclient:AAAA-the-token"),
        ("twitch", "AAAA-the-token", None),
        ("mastodon", "AAAA-the-token", None),
    ],
)
def test_a_token_is_written_as_its_platforms_are(world, put, platform, secret, kept):
    answer = put(platform=platform, secret=secret)
    assert answer.status_code == (303 if kept else 422)
    assert token_for(world.poly, world.platform(platform)) == (kept or "")


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 303), (60, 303)])
def test_a_last_day_is_not_over(put, days, status):
    assert put(works_until=localdate() + timedelta(days=days)).status_code == status


def test_whoever_collects_with_a_token_can_be_given_one():
    assert {slug for slug, module in COLLECTORS.items() if module.NEEDS_TOKEN} <= set(SHAPES) <= set(COLLECTORS)


def test_the_page_says_what_serves_and_what_does_not(world, as_, settings, monkeypatch):
    words = {"actor": world.admin, "at": world.tick()}
    put_token(world.poly, world.platform("x"), CANARY, works_until=localdate() - timedelta(days=1), **words)
    put_token(world.poly, world.platform("reddit"), CANARY, **words)
    monkeypatch.setenv("CARREFOUR_TOKEN_YOUTUBE", CANARY)
    page = as_("admin").get(reverse(PAGE)).content.decode()
    assert "Terminé\u00a0: à remplacer" in page
    assert "Aucune clé" not in page
    assert "Donnés par le serveur" in page
    settings.PLATFORM_TOKEN_KEYS = []
    page = as_("admin").get(reverse(PAGE)).content.decode()
    assert "Aucune clé de ce serveur ne l’ouvre\u00a0: à remplacer" in page
    assert 'name="secret"' not in page
    assert CANARY not in page


def test_the_list_asks_the_same_of_the_database_however_long(world, as_, django_assert_max_num_queries):
    for slug in list(SHAPES)[:8]:
        put_token(world.poly, world.platform(slug), CANARY, actor=world.admin, at=world.tick())
    client = as_("admin")
    with django_assert_max_num_queries(14):
        client.get(reverse(PAGE))


def test_another_institutions_tokens_are_not_there(world, as_):
    token = put_token(world.poly, world.platform("x"), CANARY, actor=world.admin, at=world.tick())
    path = reverse("followers:token_withdraw", args=[token.pk])
    assert as_("other_admin").post(path).status_code == 404
    assert as_("manager").post(path).status_code == 403
    assert as_("admin").post(path).status_code == 303


def test_a_token_is_withdrawn_after_a_second_question_and_once(world, as_):
    token = put_token(world.poly, world.platform("x"), CANARY, actor=world.admin, at=world.tick())
    path, client = reverse("followers:token_withdraw", args=[token.pk]), as_("admin")
    assert f'href="{path}"' in client.get(reverse(PAGE)).content.decode()
    asked = client.get(path).content.decode()
    assert "Retirer le jeton</button>" in asked
    assert CANARY not in asked
    assert PlatformToken.objects.get().sealed
    assert [client.post(path).status_code for _time in range(2)] == [303, 409]
    again = client.get(path)
    assert (again.status_code, "Retirer le jeton</button>" in again.content.decode()) == (409, False)
    assert PlatformToken.objects.get().sealed == ""


def test_the_page_says_what_was_not_read_last_night(world, as_):
    before, night = (
        Round.objects.create(night=localdate() - timedelta(days=days), begun_at=world.at) for days in (1, 0)
    )
    asked = [("tiktok", Outcome.NO_TOKEN), ("x", Outcome.UNAUTHORISED), ("reddit", Outcome.MEASURED)]
    for slug, outcome in asked:
        account = world.account(ADDRESSES[slug])
        for number, one in enumerate((night, before)):
            said = {"outcome": outcome, "finished_at": world.at}
            Reading.objects.create(round=one, account=account, due_at=world.at, attempts=number, **said)
    page = as_("admin").get(reverse(PAGE)).content.decode()
    section = page[page.index('aria-labelledby="refused"') :].partition("</section>")[0]
    assert "TikTok</b> · Aucun jeton pour cette plateforme" in section
    assert "X</b> · Jeton refusé" in section
    assert "Reddit" not in section
    assert section.count("<li>") == section.count("</span><span>Comptes\u00a0: 1</span>") == 2
    assert 'aria-labelledby="refused"' not in as_("other_admin").get(reverse(PAGE)).content.decode()
