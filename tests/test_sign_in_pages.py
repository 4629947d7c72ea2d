"""The sign-in pages, from a forgotten password to the way out, in both languages and without JavaScript."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.world import PASSWORD

PAGES = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]


def whole(response) -> str:
    """The page's text, where no variable is undefined."""
    html = response.content.decode()
    assert "⟪" not in html
    assert html.count("<h1") == 1
    return html


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", [*PAGES, "account_inactive"])
def test_open_pages(db, page, language):
    html = whole(Client().get(f"{reverse(page)}?langue={language}"))
    assert f'<html lang="{language}" dir="ltr">' in html


@pytest.mark.parametrize("page", ["account_logout", "account_change_password"])
def test_pages_of_the_signed_in(world, as_, page):
    html = whole(as_("author").get(reverse(page)))
    assert world.people["author"].full_name in html


def test_a_wrong_password_is_said_in_the_title_and_on_the_page(world):
    data = {"login": world.people["author"].email, "password": "wrong"}
    html = whole(Client().post(reverse("account_login"), data))
    assert re.search(r"<title>\s*Erreur\u00a0: Se connecter", html)
    assert '<ul class="errorlist nonfield' in html


def test_signing_in_and_out_again(world):
    client = Client()
    client.post(reverse("account_login"), {"login": world.people["author"].email, "password": PASSWORD})
    assert client.session.get("_auth_user_id") == str(world.people["author"].pk)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_once_by_the_link(world):
    person, client = world.people["author"], Client()
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body).group(1)
    page = client.get(link, follow=True)
    assert 'autocomplete="new-password"' in whole(page)
    new = "a quite different long phrase"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert reverse("account_reset_password") in whole(Client().get(link, follow=True))
