"""An administrator puts a token, sees that it serves, and withdraws it: its text is on no page on the way."""

import pytest
from django.urls import reverse

from registry.followers.models import PlatformToken
from registry.followers.tokens import token_for
from tests.e2e.access import faults_at
from tests.e2e.walking import Street

pytestmark = pytest.mark.chromium

SECRET = "AAAA-a-token-nobody-else-has"


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_token_is_put_and_withdrawn(street, committed_world, javascript):
    with Street(street.browser, street.site, javascript).person("admin@example.org") as admin:
        admin.go("Bureau", "Jetons des plateformes")
        admin.reads("Aucun jeton déposé")
        admin.pick("Plateforme", "Telegram")
        admin.write("Jeton", SECRET)
        admin.press("Sceller")
        admin.reads("Les jetons de cette plateforme ne s’écrivent pas ainsi.")
        assert SECRET not in admin.page.content()
        admin.pick("Plateforme", "X")
        admin.write("Jeton", SECRET)
        admin.press("Sceller")
        admin.reads("Le jeton est scellé.", "Jetons déposés")
        assert SECRET not in admin.page.content()
        assert token_for(committed_world.poly, committed_world.platform("x")) == SECRET
        admin.go("Retirer le jeton de X")
        admin.reads("Son texte sera effacé pour de bon.")
        admin.press("Retirer le jeton")
        admin.reads("Le jeton est retiré et son texte effacé.", "Retiré :")
    assert PlatformToken.objects.get().sealed == ""


def test_the_page_is_for_everybody(street, committed_world):
    with street.person("admin@example.org", bypass_csp=True) as admin:
        assert faults_at(admin.page, street.site + reverse("followers:tokens")) == []
