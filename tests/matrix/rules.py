"""An institution's numbers and calendar: its people read them, its administrators set them; and who says they read a policy."""

from collections.abc import Callable

from tests.matrix.row import ABROAD, POLY, SIGNED_IN, Row
from tests.scene import Scene
from workflows.policies.names import BOUNDS


def _here(scene: Scene) -> dict:
    return {"pk": scene.policy.institution_id}


def _one_day(scene: Scene) -> dict:
    return {"pk": scene.holiday.institution_id, "number": scene.holiday.pk}


def _numbers(shown: int) -> Callable[[Scene], dict]:
    """One number more than the default, on a page that showed so many days for a decision."""

    def posted(_scene: Scene) -> dict:
        seen = {f"initial-{name}": bounds.default for name, bounds in BOUNDS.items()} | {"initial-decision_days": shown}
        return seen | {str(name): bounds.default + (name == "decision_days") for name, bounds in BOUNDS.items()}

    return posted


ADMIN = {"admin"}
RULES = [
    Row("rules:home", answers={302: POLY | ABROAD}, otherwise=404),
    Row("rules:numbers", args=_here, answers={200: POLY}),
    Row("rules:numbers", args=_here, method="POST", data=_numbers(10), answers={303: ADMIN, 403: POLY - ADMIN}),
    Row("rules:numbers", "stale", args=_here, method="POST", data=_numbers(9), answers={409: ADMIN, 403: POLY - ADMIN}),
    Row("rules:reading", answers={200: SIGNED_IN}),
    Row("rules:contact", args=_here, method="POST", answers={303: ADMIN, 403: POLY - ADMIN}),
    Row("rules:calendar", args=_here, answers={200: POLY}),
    Row(
        "rules:calendar",
        args=_here,
        method="POST",
        data=lambda _scene: {"day": "2027-05-17", "name_fr": "Pont"},
        answers={303: ADMIN, 403: POLY - ADMIN},
    ),
    Row(
        "rules:proposed",
        args=_here,
        method="POST",
        data=lambda _scene: {"place": "CA-QC", "year": "2027", "days": ["2027-06-24"]},
        answers={303: ADMIN, 403: POLY - ADMIN},
    ),
    Row("rules:holiday_remove", args=_one_day, method="POST", answers={303: ADMIN, 403: POLY - ADMIN}),
    Row(
        "policies:accept",
        args=lambda scene: {"slug": scene.policy.slug},
        method="POST",
        data=lambda _scene: {"version": "1"},
        answers={303: SIGNED_IN},
    ),
]
