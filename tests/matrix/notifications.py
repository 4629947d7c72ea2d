"""The rows of the notices: one's own list, and the dead letters for administrators."""

from tests.matrix.row import ADMINS, SIGNED_IN, Row, reserved

NOTICES = [
    reserved("notifications:list", SIGNED_IN),
    Row("notifications:read", method="POST", answers={302: SIGNED_IN}),
    reserved("notifications:preferences", SIGNED_IN),
    Row(
        "notifications:preferences",
        "daily",
        method="POST",
        data=lambda scene: {"rhythm": "daily", "language": "fr"},
        answers={303: SIGNED_IN},
    ),
    reserved("notifications:dead", ADMINS, otherwise=404),
    Row("notifications:retry", method="POST", answers={302: ADMINS}),
]
