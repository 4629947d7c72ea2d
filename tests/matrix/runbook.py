"""Carrying a decision out: who reads its tasks, and who closes them."""

from tests.matrix.decisions import PREPARERS
from tests.matrix.row import EXIT_READERS, MANAGERS, SIGNED_IN, Row
from tests.scene import Scene
from workflows.exits.models import RunbookTask
from workflows.exits.rewording import mark_of
from workflows.exits.states import Step

HANDS = MANAGERS | {"steward"}


def _bio(scene: Scene) -> RunbookTask:
    """A task on an account of `hydro`."""
    return scene.exits["carried"].tasks.get(step=Step.CHANGE_BIO)


def _for_all(scene: Scene) -> RunbookTask:
    return scene.exits["carried"].tasks.get(step=Step.ANNOUNCE)


def _of(task) -> dict:
    return {"args": lambda scene: {"slug": scene.exits["carried"].slug, "number": task(scene).pk}}


def _post(name: str, task, what: str, done: frozenset[str] | set[str], **words: str) -> Row:
    refused = (EXIT_READERS | (HANDS if task is _bio else set())) - done
    return Row(name, what, method="POST", data=lambda scene: words, answers={303: done, 403: refused}, **_of(task))


def _words(task, what: str, done: frozenset[str] | set[str]) -> Row:
    def data(scene: Scene) -> dict[str, str]:
        return {"text_fr": "Au revoir.", "text_en": "Goodbye.", "seen": mark_of(task(scene))}

    refused = EXIT_READERS - done
    return Row("exits:task_reword", what, method="POST", data=data, answers={303: done, 403: refused}, **_of(task))


RUNBOOK = [
    Row("exits:tasks", answers={200: SIGNED_IN}),
    Row("exits:tasks_done", method="POST", data=lambda scene: {"evidence": "Vu."}, answers={303: SIGNED_IN}),
    Row("exits:tasks_assign", answers={200: SIGNED_IN}),
    Row(
        "exits:tasks_assign",
        "of an account",
        method="POST",
        data=lambda scene: {"pick": _bio(scene).pk, "owner": scene.world.manager2.pk},
        answers={303: HANDS, 422: SIGNED_IN - HANDS},
    ),
    Row(
        "exits:runbook",
        "carried",
        args=lambda scene: {"slug": scene.exits["carried"].slug},
        answers={200: EXIT_READERS | HANDS, 403: SIGNED_IN - EXIT_READERS - HANDS},
    ),
    Row(
        "exits:runbook",
        "decided",
        args=lambda scene: {"slug": scene.exits["decided"].slug},
        answers={200: EXIT_READERS},
    ),
    # It has its tasks: a preparer is told so on the page.
    Row(
        "exits:runbook_draw",
        "carried",
        method="POST",
        args=lambda scene: {"slug": scene.exits["carried"].slug},
        answers={303: PREPARERS, 403: SIGNED_IN - PREPARERS},
    ),
    Row("exits:task", "of an account", answers={200: EXIT_READERS | HANDS}, **_of(_bio)),
    Row("exits:task", "for all", answers={200: EXIT_READERS}, **_of(_for_all)),
    _post("exits:task_done", _bio, "of an account", HANDS, evidence="https://example.org/"),
    _post("exits:task_done", _for_all, "for all", MANAGERS, evidence="https://example.org/"),
    _post("exits:task_drop", _bio, "of an account", HANDS, reason="Sans objet."),
    Row(
        "exits:task_assign",
        "of an account",
        method="POST",
        data=lambda scene: {"owner": scene.world.manager2.pk},
        answers={303: HANDS, 403: EXIT_READERS - HANDS},
        **_of(_bio),
    ),
    _words(_bio, "of an account", HANDS | PREPARERS),
    _words(_for_all, "for all", PREPARERS),
]
