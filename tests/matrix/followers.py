"""Figures: who reads them, enters them, corrects them and answers for them."""

from tests.matrix.row import ADMINS, MANAGERS, READERS, SIGNED_IN, Row, reserved
from tests.scene import Scene

LOOK = READERS | {"admin"}
COUNTERS = MANAGERS | {"steward"}


def _account(scene: Scene) -> dict:
    return {"slug": scene.accounts["official"].slug}


def _count(scene: Scene) -> dict:
    return _account(scene) | {"number": scene.count.pk}


def _question(scene: Scene) -> dict:
    return {"number": scene.question.pk}


def _new_name(scene: Scene) -> dict:
    return {"number": scene.new_name.pk}


def _token(scene: Scene) -> dict:
    return {"number": scene.token.pk}


FOLLOWERS = [
    reserved("followers:count", LOOK, args=_account, otherwise=404),
    Row(
        "followers:count",
        args=_account,
        method="POST",
        data=lambda scene: {"day": "2026-11-01", "value": "120", "is_exact": "on", "source": "Page publique"},
        answers={303: COUNTERS, 403: LOOK - COUNTERS},
    ),
    reserved("followers:correct", LOOK, args=_count, otherwise=404),
    Row(
        "followers:correct",
        args=_count,
        method="POST",
        data=lambda scene: {"value": "118", "source": "Page publique", "reason": "Relu."},
        answers={303: COUNTERS, 403: LOOK - COUNTERS},
    ),
    reserved("followers:grid", SIGNED_IN),
    Row("followers:grid", method="POST", answers={422: SIGNED_IN}),
    reserved("followers:questions", SIGNED_IN),
    reserved("followers:question", LOOK, args=_question, otherwise=404),
    Row(
        "followers:question",
        args=_question,
        method="POST",
        data=lambda scene: {"keep": "no", "reason": "Faute de frappe."},
        answers={303: COUNTERS, 403: LOOK - COUNTERS},
    ),
    reserved("followers:nights", ADMINS | MANAGERS | {"other_manager"}),
    reserved("followers:names", SIGNED_IN),
    reserved("followers:lost", SIGNED_IN),
    reserved("followers:name", LOOK, args=_new_name, otherwise=404),
    Row(
        "followers:name",
        args=_new_name,
        method="POST",
        data=lambda scene: {"same": "no", "reason": "Un homonyme."},
        answers={303: COUNTERS, 403: LOOK - COUNTERS},
    ),
    reserved("followers:tokens", ADMINS),
    Row(
        "followers:tokens",
        method="POST",
        data=lambda scene: {"institution": scene.world.poly.pk, "platform": "x", "secret": "AAAAAAAA-a-token"},
        answers={303: {"admin"}, 422: ADMINS - {"admin"}},
        otherwise=403,
    ),
    Row("followers:token_withdraw", args=_token, answers={200: {"admin"}, 404: ADMINS - {"admin"}}, otherwise=403),
    Row(
        "followers:token_withdraw",
        args=_token,
        method="POST",
        answers={303: {"admin"}, 404: ADMINS - {"admin"}},
        otherwise=403,
    ),
]
