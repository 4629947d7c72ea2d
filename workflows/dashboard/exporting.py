"""The picture and its lists as files that a spreadsheet reads and does not run."""

import csv
import io
from collections.abc import Iterable, Iterator

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from registry.accounts.queries import language_name
from registry.transfer.safe import safe_cell
from workflows.dashboard.as_of import Moment
from workflows.dashboard.listing import Row, Rows
from workflows.dashboard.page import OVERLAP, Line, Picture

KINDS = ("csv", "xlsx")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTE_ORDER_MARK = "\ufeff"

# What is in a cell: a text, a number, or nothing.
Table = Iterable[list[str | int | float | None]]


def picture(shown: Picture, kind: str) -> HttpResponse:
    """Every cut of a picture, with what its numbers do not say."""
    return _file(_picture_rows(shown), shown.moment, kind, "presence")


def accounts(rows: Rows, moment: Moment, kind: str) -> HttpResponse:
    """The accounts of a list."""
    return _file(_account_rows(rows, moment), moment, kind, "presence-accounts")


def _picture_rows(shown: Picture) -> Iterator[list]:
    moment = shown.moment
    yield [_("Présence"), moment.unit.name]
    yield [_("Au jour du"), moment.as_of.isoformat()]
    yield [_("Comparé au"), moment.since.isoformat()]
    yield [str(OVERLAP)]
    yield []
    yield [
        *(_("Découpe"), _("Ligne"), _("Comptes"), _("Sans relevé"), _("Relevé ancien"), _("Abonnés"), _("Part")),
        *(_("Comptes relevés aux deux bouts"), _("Abonnés alors"), _("Abonnés maintenant"), _("Évolution")),
    ]
    yield _line("", shown.register)
    yield _line("", shown.reach)
    for cut in shown.cuts:
        for line in cut.lines:
            yield _line(cut.title, line)
    yield []
    yield [_("Jour"), _("Abonnés"), _("Comptes"), _("Sans relevé"), _("Relevé ancien")]
    for day, number, sum_ in shown.points:
        yield [day.isoformat(), number.value, sum_.accounts, sum_.missing, sum_.old]


def _line(title: str, line: Line) -> list:
    sums = line.sum
    ends = [sums.before, sums.after] if sums.both else [None, None]
    share = None if line.share is None else round(line.share, 4)
    start = [title, line.label, sums.accounts, sums.missing, sums.old, line.followers.value, share]
    return [*start, sums.both, *ends, sums.grown]


def _account_rows(rows: Rows, moment: Moment) -> Iterator[list]:
    yield [
        *(_("Compte"), _("Plateforme"), _("Nom de compte"), _("Adresse"), _("Unité"), _("Langues")),
        *(_("Rattachement"), _("Statut"), _("Abonnés"), _("Ce qui est compté"), _("Jour du relevé"), _("Ancien")),
        *(_("Abonnés au {day}").format(day=moment.since.isoformat()), _("Responsables"), _("Rythme dit")),
    ]
    for row in rows.every():
        yield _account(row)


def _account(row: Row) -> list:
    account = row.account
    return [
        *(account.title, account.platform.name, account.display, account.address, row.unit.name),
        *(
            ", ".join(language_name(code) for code in row.languages),
            row.get_standing_display(),
            row.get_status_display(),
        ),
        *(row.value, row.metric_words, row.day.isoformat() if row.day else None, _("oui") if row.old else None),
        *(row.earlier, row.stewards, account.rhythm),
    ]


def _file(table: Table, moment: Moment, kind: str, name: str) -> HttpResponse:
    body = (_csv if kind == "csv" else _xlsx)(table)
    response = HttpResponse(body, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{moment.as_of.isoformat()}-{name}.{kind}"'
    return response


def _safe(cell: str | float | None) -> str | float | None:
    return safe_cell(cell) if isinstance(cell, str) else cell


def _csv(table: Table) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([["" if cell is None else _safe(cell) for cell in row] for row in table])
    return BYTE_ORDER_MARK + text.getvalue()


def _xlsx(table: Table) -> bytes:
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, [_safe(cell) for cell in row])
        sheet.autofit()
    return data.getvalue()
