"""What changed between two submissions of a request, beside what was asked for when it was sent back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min

from workflows.requests.differences import changes, handed_in
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.queries.values import NamedChange, label_of, named
from workflows.requests.questions import CONTENT
from workflows.requests.states import Answer, State


@dataclass(frozen=True)
class Changed:
    """A field that says something else; ``asked``: its change was asked for."""

    change: NamedChange
    asked: bool


@dataclass(frozen=True)
class Resubmission:
    """The difference with the submission before: ``answer`` sent it back, ``untouched`` are the labels asked for in vain.

    ``handed_in``: both sides were submitted; else the second one is still being written. ``attached`` and ``removed`` are the
    names of files.
    """

    answer: Verdict | None
    changes: list[Changed]
    untouched: list[str]
    handed_in: bool
    attached: list[str]
    removed: list[str]


def resubmission(page_request: PageRequest, answers: Sequence[Verdict]) -> Resubmission | None:
    """What the present content changes in the last submission before it; None for a request that was never sent back.

    ``answers`` are the request's verdicts, newest first.
    """
    writing = page_request.state == State.RETURNED
    before = page_request.round if writing else page_request.round - 1
    if before < 1:
        return None
    contents = list(page_request.contributions.order_by("version").values_list("round", "version", "content"))
    found = changes(handed_in(contents, before), handed_in(contents, before + 1), CONTENT)
    answer = next((row for row in answers if row.round == before and row.answer == Answer.CHANGES), None)
    asked = answer.fields if answer else []
    touched = {change.field for change in found}
    attached, removed = _files_since(page_request, before)
    return Resubmission(
        answer=answer,
        changes=[Changed(change, change.field in asked) for change in named(found)],
        untouched=[label_of(field) for field in CONTENT if field in asked and field not in touched],
        handed_in=not writing,
        attached=attached,
        removed=removed,
    )


def _files_since(page_request: PageRequest, number: int) -> tuple[list[str], list[str]]:
    """What came and what went since the submission ``number``: each file is also a contribution to the one after it."""
    since = page_request.contributions.filter(round=number + 1).aggregate(at=Min("at"))["at"]
    if since is None:
        return [], []
    rows = page_request.attachments.order_by("at", "pk").values_list("name", "at", "removed_at")
    came = [name for name, at, gone in rows if at >= since and gone is None]
    went = [name for name, at, gone in rows if at < since and gone is not None and gone >= since]
    return came, went
