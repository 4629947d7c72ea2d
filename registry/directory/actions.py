"""The writes of this slice: somebody tells of a doubtful account, a manager has seen to it."""

from datetime import datetime

from django.db import transaction

from registry.audit.record import record
from registry.audit.verbs import Verb
from registry.directory.concern import unit_to_answer
from registry.directory.models import Report
from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed


def receive_report(*, address: str, verdict: str, comment: str, at: datetime) -> Report:
    """Keep what a visitor tells; nothing is asked or noted of who tells it, so there is no actor and no event."""
    return Report.objects.create(address=address, verdict=verdict, comment=comment, received_at=at)


@transaction.atomic
def handle_report(report: Report, *, actor: User, at: datetime) -> Report:
    """Say that a report has been seen to; nothing for one that was already. Raises `NotAllowed`, for another's too."""
    unit = unit_to_answer(report, actor)
    if unit is None:
        raise NotAllowed
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.handled_at is None:
        report.handled_at, report.handled_by = at, actor
        report.save()
        record(Verb.REPORT_HANDLED, report, actor=actor, at=at, unit=unit)
    return report
