"""The presence: who reads it for the institution; the others are told so, and another institution's is not there."""

from tests.matrix.row import LEADERS, MANAGERS, Row, reserved

HERE = MANAGERS | LEADERS | {"auditor"}
ELSEWHERE = {"other_manager", "other_leader"}
PAGES = ("home", "accounts", "requests", "reviews", "decisions")
FILES = ("export_csv", "export_xlsx", "accounts_csv", "accounts_xlsx")

DASHBOARD = [
    *(reserved(f"dashboard:{name}", HERE | ELSEWHERE) for name in (*PAGES, *FILES)),
    *(
        Row(
            f"dashboard:{name}",
            "of an institution",
            data=lambda scene: {"scope": scene.world.poly.slug},
            answers={200: HERE, 404: ELSEWHERE},
            otherwise=403,
        )
        for name in (*PAGES, *FILES)
    ),
]
