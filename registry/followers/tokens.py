"""The institution's own keys to platforms: put once, used by the collectors, withdrawn; and never shown to anybody."""

import logging
import os
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_variables

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.followers import vault
from registry.followers.models import PlatformToken
from registry.language import Pair
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, require
from registry.platforms.models import Platform

PUT_ALREADY = Pair(
    "Cette plateforme a déjà un jeton : retirez-le d’abord.", "This platform already has a token: withdraw it first."
)
WITHDRAWN = Pair("Ce jeton est déjà retiré.", "This token is already withdrawn.")
NO_KEYS = Pair(
    "Ce serveur n’a pas de clé pour sceller un jeton : voir CARREFOUR_TOKEN_KEYS.",
    "This server has no key to seal a token with: see CARREFOUR_TOKEN_KEYS.",
)
PREFIX = "CARREFOUR_TOKEN_"

_log = logging.getLogger(__name__)


class CannotKeep(Exception):
    """A token that cannot be put or withdrawn so; `sentence` says why in both languages and quotes none."""

    def __init__(self, sentence: Pair) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@sensitive_variables("secret")
def put_token(
    institution: Unit, platform: Platform, secret: str, *, works_until: date | None = None, actor: User, at: datetime
) -> PlatformToken:
    """Keep a token, sealed. Raises `NotAllowed`, and `CannotKeep` where there is one already or no key to seal with."""
    try:
        with transaction.atomic():
            require(actor, Can.TOKENS_MANAGE, institution)
            token = PlatformToken.objects.create(
                institution=institution,
                platform=platform,
                sealed=vault.seal(secret),
                put_by=actor,
                put_at=at,
                works_until=works_until,
            )
            facts = {"works_until": works_until.isoformat() if works_until else ""}
            record(Verb.PLATFORM_TOKEN_PUT, token, actor=actor, at=at, unit=institution, **facts)
    except vault.NoKeys:
        raise CannotKeep(NO_KEYS) from None
    except IntegrityError:
        raise CannotKeep(PUT_ALREADY) from None
    return token


@transaction.atomic
def revoke_token(token: PlatformToken, *, actor: User, at: datetime) -> PlatformToken:
    """Withdraw a token: its row stays, its secret is gone. Raises `NotAllowed`, `CannotKeep` when it is withdrawn already."""
    token = (
        PlatformToken.objects.select_for_update(of=("self",)).select_related("institution", "platform").get(pk=token.pk)
    )
    require(actor, Can.TOKENS_MANAGE, token.institution)
    if token.revoked_at:
        raise CannotKeep(WITHDRAWN)
    token.sealed, token.revoked_by, token.revoked_at = "", actor, at
    token.save(update_fields=["sealed", "revoked_by", "revoked_at"])
    record(Verb.PLATFORM_TOKEN_REVOKED, token, actor=actor, at=at, unit=token.institution)
    return token


def reseal_tokens() -> tuple[int, list[int]]:
    """Seal every kept token again under the first key: how many were, and the numbers of those that no key opens."""
    done, closed = 0, []
    for number in PlatformToken.objects.filter(revoked_at=None).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            token = PlatformToken.objects.select_for_update().filter(pk=number, revoked_at=None).first()
            if token is None:
                continue
            try:
                token.sealed = vault.resealed(token.sealed)
            except vault.Sealed:
                closed.append(number)
                continue
            token.save(update_fields=["sealed"])
            done += 1
    return done, closed


def variable_of(platform: Platform) -> str:
    """The environment variable that gives this server a platform's token: CARREFOUR_TOKEN_X, CARREFOUR_TOKEN_YOUTUBE…"""
    return PREFIX + platform.slug.upper().replace("-", "_")


def is_given(platform: Platform) -> bool:
    """Whether the server's environment gives the token, to every institution of the register."""
    return bool(os.environ.get(variable_of(platform), "").strip())


def opens(token: PlatformToken) -> bool:
    """Whether a key of this server opens what was put."""
    try:
        vault.unseal(token.sealed)
    except (vault.Sealed, vault.NoKeys):
        return False
    return True


@sensitive_variables()
def token_for(institution: Unit | int, platform: Platform) -> str:
    """The token to ask a platform with, "" where there is none: the server's environment first, then what was put.

    One whose last day is over is not used. One that no key opens is none either, and the log says which.
    """
    given = os.environ.get(variable_of(platform), "").strip()
    if given:
        return given
    number = institution if isinstance(institution, int) else institution.pk
    kept = PlatformToken.objects.filter(institution_id=number, platform=platform, revoked_at=None).first()
    if kept is None or (kept.works_until and kept.works_until < localdate()):
        return ""
    try:
        return vault.unseal(kept.sealed)
    except (vault.Sealed, vault.NoKeys):
        _log.error("The token of %s (number %s) cannot be opened with the keys of this server", platform.slug, kept.pk)
        return ""
