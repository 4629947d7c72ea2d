"""The rows of what exists: the public pages, the way in, accounts, the organisation, the journal."""

from collections.abc import Callable

from tests.matrix.row import ADMINS, EVERYONE, LEADERS, MANAGERS, READERS, SIGNED_IN, Row, public, reserved
from tests.scene import VISITOR, Scene


def account_change(change: str, **words: str) -> Row:
    """What a manager can say of an account of hydro."""
    readers = READERS | {"admin"}
    return Row(
        "accounts:change",
        change,
        args=lambda scene: {"slug": scene.accounts["official"].slug, "name": change},
        method="POST",
        data=lambda scene: words,
        answers={403: readers - MANAGERS, 303: MANAGERS},
    )


def account(thing: str) -> Callable[[Scene], dict]:
    """The address's part that names an account."""
    return lambda scene: {"slug": scene.accounts[thing].slug}


def membership(thing: str) -> Callable[[Scene], dict]:
    """The number of a role held."""
    return lambda scene: {"pk": scene.memberships[thing].pk}


PUBLIC_PAGES = [
    public("health"),
    public("directory:list"),
    public("directory:account", "official", args=account("official")),
    Row("directory:account", "unconfirmed", args=account("unconfirmed"), visitor=404),
    public("directory:verify"),
    public("directory:platforms"),
    public("directory:report"),
    Row(
        "directory:report",
        "told",
        method="POST",
        data=lambda scene: {"address": "x.com/polymt1"},
        answers={303: EVERYONE},
    ),
    Row("directory:reports", answers={200: MANAGERS | {"other_manager"}}),
    Row(
        "directory:report_handled",
        args=lambda scene: {"pk": scene.report.pk},
        method="POST",
        answers={303: MANAGERS | {"other_manager"}},
    ),
    public("policies:list"),
    public("policies:detail", args=lambda scene: {"slug": scene.policy.slug}),
    public("exits:list"),
]

SIGN_IN = [
    Row("account_login", answers={200: {VISITOR}}, otherwise=302),
    Row("account_logout", otherwise=200),
    Row("account_inactive", answers={200: EVERYONE}),
    Row("account_change_password", otherwise=200),
    Row("account_set_password", otherwise=302),
    Row("account_reset_password", answers={200: EVERYONE}),
    Row("account_reset_password_done", answers={200: EVERYONE}),
    Row(
        "account_reset_password_from_key",
        args=lambda scene: {"uidb36": "1", "key": "no-such-key"},
        answers={200: EVERYONE},
    ),
    Row("account_reset_password_from_key_done", answers={200: EVERYONE}),
]

ACCOUNTS = [
    reserved("accounts:mine", SIGNED_IN),
    # Nobody of the cast answers for it; those who do are in tests/registry/desk.
    Row(
        "accounts:mine", method="POST", data=lambda scene: {"account": scene.accounts["official"].slug, "value": "120"}
    ),
    reserved("accounts:figures", READERS | {"admin"}, args=account("official"), otherwise=404),
    reserved("accounts:figures_file", READERS | {"admin"}, args=account("official"), otherwise=404),
    reserved("accounts:detail", READERS | {"admin"}, args=account("official"), otherwise=404),
    account_change("status", status="dormant", reason="Été."),
    account_change("standing", standing="unofficial", reason="Erreur."),
    account_change("name", address="facebook.com/hydro.other", until="2026-11-01", reason="Nouveau nom."),
    account_change("describe", audiences="students", rhythm="Deux fois par semaine"),
    account_change("proof", kind="profile_code", evidence="abc"),
]

ORGANISATION = [
    reserved("organisation:units", ADMINS),
    reserved("organisation:unit_create", ADMINS),
    reserved("organisation:people", ADMINS),
    reserved("organisation:person_invite", ADMINS),
    Row(
        "organisation:role_grant",
        args=lambda scene: {"pk": scene.world.head.pk},
        answers={200: {"admin"}, 404: {"other_admin"}},
        otherwise=403,
    ),
    Row(
        "organisation:role_revoke",
        args=membership("head"),
        answers={200: {"admin"}, 404: {"other_admin"}},
        otherwise=403,
    ),
    Row(
        "organisation:role_revoke",
        "head",
        args=membership("head"),
        method="POST",
        answers={303: {"admin"}, 404: {"other_admin"}},
        otherwise=403,
    ),
    reserved("journal:list", LEADERS | {"auditor", "other_leader"}, otherwise=404),
]
