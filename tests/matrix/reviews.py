"""The pages after a yes: reviews of accounts, and conditions to check."""

from collections.abc import Callable

from tests.matrix.row import HYDRO, MANAGERS, READERS, SIGNED_IN, Row, reserved
from tests.scene import Scene

# Managers, those who read the journal, and the two people who answer for the account.
REVIEWERS = MANAGERS | {"leader", "leader2", "auditor", "steward", "colleague"}


def _review(**more: str) -> Callable[[Scene], dict]:
    return lambda scene: {"pk": scene.review.pk} | more


def _answer(name: str, **words: object) -> Row:
    return Row(
        "reviews:move",
        name,
        args=_review(move=name),
        method="POST",
        data=lambda _scene: {"seen": 1} | words,
        answers={303: MANAGERS, 403: REVIEWERS - MANAGERS},
    )


def _condition(method: str, answers: dict, **words: object) -> Row:
    return Row(
        "requests:follow_up",
        args=lambda scene: {"pk": scene.review.page_request_id, "number": scene.review.follow_up_id},
        method=method,
        data=lambda _scene: words,
        answers=answers,
    )


REVIEWS = [
    reserved("reviews:list", SIGNED_IN),
    Row("reviews:detail", args=_review(), answers={200: REVIEWERS}),
    _answer("keep", words="Oui."),
    _answer("extend", words="Encore.", months=3),
    _answer("close", words="Non."),
    Row("reviews:move", "unknown", args=_review(move="steal"), method="POST"),
    _condition("GET", {200: MANAGERS, 403: (READERS | HYDRO) - MANAGERS}),
    _condition("POST", {303: MANAGERS, 403: (READERS | HYDRO) - MANAGERS}, outcome="kept", evidence="Vu."),
]
