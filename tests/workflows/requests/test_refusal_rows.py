"""PostgreSQL itself holds a refusal to its reason and its other way, whatever code writes it."""

import pytest
from django.db import IntegrityError, transaction

from workflows.requests.models import Verdict
from workflows.requests.states import Answer, Stage, State

WHOLE = {"reason": "Une page existe.", "reason_code": "existing_serves", "alternative": "Y publier."}


@pytest.mark.parametrize("stage", [Stage.DECISION, Stage.LEADERSHIP])
@pytest.mark.parametrize("missing", ["reason", "reason_code", "alternative", None])
def test_a_refusal_is_whole_or_not_at_all(world, stage, missing):
    asked = world.request(State.WITH_LEADERSHIP if stage == Stage.LEADERSHIP else State.IN_REVIEW)
    words = {name: "" if name == missing else value for name, value in WHOLE.items()}
    row = {"page_request": asked, "round": asked.round, "version": asked.version, "stage": stage, "answer": Answer.NO}
    person = world.leader if stage == Stage.LEADERSHIP else world.manager
    if missing is None:
        assert Verdict.objects.create(by=person, at=world.tick(), **row, **words).pk
        return
    with pytest.raises(IntegrityError, match=r"no_has_a_reason|refusal_shows_another_way"), transaction.atomic():
        Verdict.objects.create(by=person, at=world.tick(), **row, **words)
