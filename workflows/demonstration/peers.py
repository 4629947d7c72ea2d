"""The decisions and stances of other institutions, from `peer_decisions.csv`: dates, figures and sources as given.

One thing decided is one decision, even where two sources count its followers differently (The Guardian): the further
figures stand in its public note with their scope and source, since a second decision would say that it left twice, and
nothing may add the figures up.
"""

import csv
from datetime import datetime
from itertools import groupby
from pathlib import Path

from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import Unit, UnitKind
from registry.platforms.models import Platform
from registry.platforms.positions import Position
from registry.wording import number
from workflows.demonstration.cast import Cast
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.rules import DEFAULT_TREATMENT
from workflows.exits.stances_actions import Noted, note_stance
from workflows.exits.states import HandleFate, Kind

RECORDED = 200  # days before loading
ELSEWHERE: dict[str, Pair] = {
    "website": Pair("Site web", "Website"),
    "newsletter": Pair("Infolettre", "Newsletter"),
    "other_networks": Pair("Autres réseaux", "Other networks"),
}
OTHER_FIGURE = Pair(
    "Autre chiffre, d’une autre source ({source}) : {figure}, pour un autre périmètre ({scope}). Les deux ne "
    "s’additionnent pas.",
    "Another figure, from another source ({source}): {figure}, for another scope ({scope}). The two do not add up.",
)


def rows() -> list[dict[str, str]]:
    """The lines of the data file, in its order; those of one institution stand together."""
    with (Path(__file__).parent / "peer_decisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def record_all(cast: Cast) -> None:
    """Enter every institution of the file with its decision, or its stance where nothing was decided."""
    platforms = {platform.slug: platform for platform in Platform.objects.order_by("pk")}
    for minute, (slug, same) in enumerate(groupby(rows(), key=lambda row: row["slug"])):
        first, *others = same
        at = cast.calendar.at(RECORDED, minute=minute)
        peer = found_institution(
            slug=slug,
            name=Pair(first["name_fr"], first["name_en"]),
            kind=UnitKind.PEER,
            country=first["country"],
            actor=cast.people["manager"],
            at=at,
        )
        enter = _decision if first["kind"] in Kind.values else _stance
        enter(cast, peer, first, others, platforms, at)


def _stance(cast: Cast, peer: Unit, row: dict, _others: list[dict], platforms: dict, at: datetime) -> None:
    said = Noted(
        position=Position(row["kind"]),
        source=row["source"],
        as_of=row["announced_on"],
        note=Pair(row["note_fr"], row["note_en"]),
        figure=int(row["stated_figure"]) if row["stated_figure"] else None,
        scope=Pair(row["scope_fr"], row["scope_en"]),
        confidence=row["confidence"],
    )
    note_stance(said, institution=peer, platform=platforms["x"], actor=cast.people["manager"], at=at)


def _decision(cast: Cast, peer: Unit, row: dict, others: list[dict], platforms: dict, at: datetime) -> None:
    note = note_of(row, others)
    said = Recorded(
        kind=Kind(row["kind"]),
        source=row["source"],
        announced_on=row["announced_on"],
        effective_on=row["effective_on"],
        facts={
            "reasons": _listed(row["reasons"]),
            "stated_figure": int(row["stated_figure"]) if row["stated_figure"] else None,
            "stated_scope_fr": row["scope_fr"],
            "stated_scope_en": row["scope_en"],
            "deciding_body": row["deciding_body"],
            "confidence": row["confidence"],
            "public_note_fr": note.fr,
            "public_note_en": note.en,
        },
        lines=tuple(_line(each) for each in [row, *others] if each["line_fr"]),
        channels=tuple(_channel(name, platforms) for name in _listed(row["channels"])),
    )
    record_decision(
        said,
        institution=peer,
        platform=platforms["x"],
        desk=cast.montreal,
        actor=cast.people["manager"],
        at=at,
    )


def note_of(row: dict, others: list[dict]) -> Pair:
    """What the page adds: the note of the row, and the figures of the further rows about the same decision."""
    return _joined(Pair(row["note_fr"], row["note_en"]), *[_figure(other, OTHER_FIGURE) for other in others])


def _line(row: dict) -> dict:
    return {
        "label_fr": row["line_fr"],
        "label_en": row["line_en"],
        "treatment": DEFAULT_TREATMENT[row["kind"]],
        "handle_fate": row["handle_fate"] or HandleFate.UNKNOWN,
    }


def _channel(name: str, platforms: dict[str, Platform]) -> dict:
    platform = platforms.get(name)
    label = Pair(platform.name, platform.name) if platform else ELSEWHERE[name]
    return {"platform": platform, "label_fr": label.fr, "label_en": label.en}


def _figure(row: dict, sentence: Pair) -> Pair:
    if not row["stated_figure"]:
        return Pair("", "")
    figure = int(row["stated_figure"])
    return sentence.format(
        figure=Pair(number(figure, "fr"), number(figure, "en")),
        scope=Pair(row["scope_fr"].lower(), row["scope_en"].lower()),
        source=row["source"],
    )


def _joined(*notes: Pair) -> Pair:
    return Pair(" ".join(note.fr for note in notes if note.fr), " ".join(note.en for note in notes if note.en))


def _listed(text: str) -> list[str]:
    return [part for part in text.split("|") if part]
