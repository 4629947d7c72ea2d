"""Programs: who enters them, who gives them their tokens and takes them back, and what of theirs people may call."""

from tests.matrix.row import ADMINS, SIGNED_IN, Row, reserved
from tests.scene import Scene


def _program(scene: Scene) -> dict:
    return {"pk": scene.program_token.user_id}


def _token(scene: Scene) -> dict:
    return {"pk": scene.program_token.pk}


OWN, ELSEWHERE = {"admin"}, {"other_admin"}

COUNTS = [
    reserved("api-follower-counts", SIGNED_IN, visitor=401),
    reserved("api-follower-count-questions", SIGNED_IN, visitor=401),
    # People enter figures on their pages.
    Row(
        "api-follower-counts",
        method="POST",
        data=lambda scene: {
            **{"account": scene.accounts["official"].slug, "day": "2026-11-01"},
            **{"value": 120, "source": "Page publique"},
        },
        answers={403: SIGNED_IN},
        visitor=401,
        as_json=True,
    ),
]
PROGRAMS = [
    reserved("organisation:programs", ADMINS),
    reserved("organisation:program_create", ADMINS),
    Row(
        "organisation:program_create",
        method="POST",
        data=lambda scene: {"name": "Export", "unit": scene.world.hydro.pk, "role": "reader"},
        answers={303: OWN, 422: ELSEWHERE},
        otherwise=403,
    ),
    Row("organisation:token_give", args=_program, answers={200: OWN, 404: ELSEWHERE}, otherwise=403),
    Row(
        "organisation:token_give",
        args=_program,
        method="POST",
        data=lambda scene: {"name": "Serveur", "until": "2020-01-01"},
        answers={422: OWN, 404: ELSEWHERE},
        otherwise=403,
    ),
    Row("organisation:token_revoke", args=_token, answers={200: OWN, 404: ELSEWHERE}, otherwise=403),
    Row("organisation:token_revoke", args=_token, method="POST", answers={303: OWN, 404: ELSEWHERE}, otherwise=403),
]
