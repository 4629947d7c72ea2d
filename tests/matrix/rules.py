"""An institution's numbers and calendar: its people read them, its administrators set them; and who says they read a policy."""

from tests.matrix.row import ABROAD, POLY, SIGNED_IN, Row
from tests.scene import Scene
from workflows.policies.names import BOUNDS


def _here(scene: Scene) -> dict:
    return {"pk": scene.policy.institution_id}


def _one_day(scene: Scene) -> dict:
    return {"pk": scene.holiday.institution_id, "number": scene.holiday.pk}


def _numbers(_scene: Scene) -> dict:
    return {str(name): bounds.default + (name == "decision_days") for name, bounds in BOUNDS.items()}


ADMIN = {"admin"}
RULES = [
    Row("rules:home", answers={302: POLY | ABROAD}, otherwise=404),
    Row("rules:numbers", args=_here, answers={200: POLY}),
    Row("rules:numbers", args=_here, method="POST", data=_numbers, answers={303: ADMIN, 403: POLY - ADMIN}),
    Row("rules:contact", args=_here, method="POST", answers={303: ADMIN, 403: POLY - ADMIN}),
    Row("rules:calendar", args=_here, answers={200: POLY}),
    Row(
        "rules:calendar",
        args=_here,
        method="POST",
        data=lambda _scene: {"day": "2027-05-17", "name_fr": "Pont"},
        answers={303: ADMIN, 403: POLY - ADMIN},
    ),
    # What is refused here is said on the calendar.
    Row("rules:holiday_remove", args=_one_day, method="POST", answers={303: POLY}),
    Row(
        "policies:accept",
        args=lambda scene: {"slug": scene.policy.slug},
        method="POST",
        data=lambda _scene: {"version": "1"},
        answers={303: SIGNED_IN},
    ),
]
