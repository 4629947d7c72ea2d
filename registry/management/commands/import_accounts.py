"""`manage.py import_accounts FILE`: a list of accounts, CSV or XLSX, planned and, when asked, applied."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from registry.organisation.models import Unit, User
from registry.organisation.permissions import NotAllowed
from registry.transfer import limits
from registry.transfer.importing import Planned, carry_out, planned
from registry.transfer.planning import Outcome
from registry.transfer.queries import institutions_for
from registry.transfer.reading import Table, tables_of
from registry.transfer.report import OUTCOMES, report_of, summary
from registry.transfer.words import Unreadable

NO_FILE = "{path} : ce fichier ne s’ouvre pas ({why}). / This file cannot be opened."
NO_UNIT = "{slug} : aucune unité de ce nom court. / No unit has this short name."
NO_PERSON = "{email} : personne d’active à cette adresse. / Nobody active has this address."
AS_WHOM = "--apply demande --as ADRESSE : au nom de qui ? / --apply needs --as EMAIL: on whose behalf?"
WHICH = "Plusieurs institutions : précisez --unit. / Several institutions: say --unit."
BUSY = (
    "D’autres inscrivent ces comptes en ce moment ; rien n’a été écrit, recommencez. / "
    "Others are entering these accounts right now; nothing was written, try again."
)
SHOWN = 40


class Command(BaseCommand):
    help = (
        "Prépare l’import d’une liste de comptes ; --apply l’applique. / "
        "Plans the import of a list of accounts; --apply applies it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV ou/or XLSX")
        parser.add_argument("--unit", metavar="SLUG", help="l’unité de toutes les lignes / the unit of every row")
        parser.add_argument("--json", action="store_true", help="un objet JSON / one JSON object")
        parser.add_argument("--apply", action="store_true", help="écrire au registre / write to the register")
        parser.add_argument("--as", dest="person", metavar="EMAIL", help="sous les droits de / under the rights of")

    def handle(self, **said: object) -> None:
        if said["apply"] and not said["person"]:
            raise CommandError(AS_WHOM)
        data = _read(said["file"])
        actor = _person(said["person"]) if said["person"] else None
        unit = _unit(said["unit"]) if said["unit"] else None
        try:
            institution = _institution(unit, actor)
            done = self._done(tables_of(data), data, said["apply"], institution=institution, unit=unit, actor=actor)
        except Unreadable as error:
            if said["json"]:
                self.stdout.write(json.dumps(_nothing(error), ensure_ascii=False))
            raise CommandError(f"{error.sentence.fr} / {error.sentence.en}") from error
        except NotAllowed as error:
            raise CommandError(f"{error.sentence.fr} / {error.sentence.en}") from error
        report = report_of(done.plan, done.layouts, done.names)
        text = json.dumps(summary(report), ensure_ascii=False) if said["json"] else _in_words(report, said["apply"])
        self.stdout.write(text)

    def _done(self, tables: list[Table], data: bytes, apply: object, **where) -> Planned:
        if not apply:
            return planned(tables, **where)
        try:
            return carry_out(tables, at=timezone.now(), sha256=hashlib.sha256(data).hexdigest(), **where)
        except IntegrityError as error:
            raise CommandError(BUSY) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(limits.BYTES + 1)
    except OSError as error:
        raise CommandError(NO_FILE.format(path=path, why=error.strerror)) from error


def _person(email: str) -> User:
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if not person:
        raise CommandError(NO_PERSON.format(email=email))
    return person


def _unit(slug: str) -> Unit:
    unit = Unit.objects.of_the_register().filter(slug=slug).first()
    if not unit:
        raise CommandError(NO_UNIT.format(slug=slug))
    return unit


def _institution(unit: Unit | None, actor: User | None) -> Unit | None:
    """Whose tree the rows' own units are looked for in; None, for a plan alone, is the whole register."""
    if unit:
        return Unit.objects.get(pk=unit.institution_id)
    found = institutions_for(actor) if actor else list(Unit.objects.institutions()[:2])
    if actor and not found:
        raise NotAllowed
    if actor and len(found) > 1:
        raise CommandError(WHICH)
    return found[0] if len(found) == 1 else None


def _nothing(error: Unreadable) -> dict:
    why = {"code": error.code, "fr": error.sentence.fr, "en": error.sentence.en}
    return {"rows": 0} | {outcome.value: 0 for outcome in Outcome} | {"refusals": [], "error": why}


def _in_words(report: dict, applied: object) -> str:
    counts = report["counts"]
    lines = [f"{counts['rows']} lignes / rows"]
    lines += [f"{counts[outcome]:>7} {words.fr} / {words.en}" for outcome, words in OUTCOMES.items()]
    for table in report["tables"]:
        place = f"{table['name']} : " if table["name"] else ""
        lines += [
            f"  {place}colonne / column {read['column']} {read['header']!r} → {read['fr']} / {read['en']}"
            for read in table["read"]
        ]
    refused = [line for line in report["lines"] if line["outcome"] == Outcome.REFUSED]
    lines += [
        f"  {line['sheet']}:{line['line']} {line['value']!r} {line['why'][0]} / {line['why'][1]}"
        for line in refused[:SHOWN]
    ]
    if len(refused) > SHOWN:
        lines.append(f"  … {len(refused) - SHOWN} (--json)")
    lines.append(
        "Appliqué. / Applied." if applied else "Rien n’a été écrit (--apply). / Nothing was written (--apply)."
    )
    return "\n".join(lines)
