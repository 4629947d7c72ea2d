"""A published decision as JSON: all that its page tells the public, in both languages (`decision.schema.json`).

What was corrected is given as it is to be read now; `corrections` holds what was written before. What is not known is
"" (a text, a partial date) or null (a number, a thing that there is not), never left out.
"""

from django.urls import reverse

from registry.language import Pair, pair_of
from registry.platforms.positions import Position
from workflows.exits.correcting import CORRECTABLE
from workflows.exits.figures import gap, proven
from workflows.exits.models import DATES, Communique, ExitCorrection, ExitDecision, SuccessorChannel
from workflows.exits.public_context import CONTEXT, ORGANISATION, SERVICE, TYPE
from workflows.exits.public_lines import scope
from workflows.exits.public_look_backs import look_back
from workflows.exits.public_words import both, correctable, pair, time, word
from workflows.exits.rules import POSITION
from workflows.exits.shown import as_read
from workflows.exits.states import ENDED, HOLDING, PUBLIC, HandleFate, Kind, Reason, State

NOTHING_COUNTED = Pair("Aucune ligne couverte n’a de relevé.", "No covered line has a figure.")
FORMAT = 1
EXPECTED = ("expected_followers", "expected_fr", "expected_en")


def permanent(decision_id: int, site: str) -> str:
    """The address that no rename moves: by number; it leads to the page (and is the decision's identifier everywhere)."""
    return f"{site}{reverse('exits:detail', args=[decision_id])}"


def data_address(decision: ExitDecision, site: str) -> str:
    """Where the decision's JSON is."""
    return f"{site}{reverse('exits:data', args=[decision.slug])}"


def facts(decision: ExitDecision, site: str) -> dict[str, object]:
    """The document of one row of `public_queries.whole`; ``site`` ("https://host") stands before paths."""
    read = readings(decision)
    return {
        "$schema": f"{site}{reverse('exits:schema')}",
        "@context": CONTEXT,
        "@id": permanent(decision.pk, site),
        "@type": TYPE,
        "format": FORMAT,
        "number": decision.pk,
        **_headed(decision, site),
        "stance": stance(decision, read),
        "recorded": decision.recorded,
        "source": read["source"],
        "confidence": decision.confidence,
        **_text(decision, read),
        **scope(decision, site),
        "figures": _figures(decision, read),
        "channels": [_channel(row) for row in decision.channels.all()],
        "communiques": [_communique(row, decision, site) for row in decision.communiques.all()],
        "corrections": [_correction(row) for row in decision.corrections.all()],
        "look_backs": [look_back(row) for row in decision.look_backs.all() if row.outcome],
        "reverses": _other(decision.reverses, site),
        "reversed_by": _other(getattr(decision, "reversed_by", None), site),
    }


def readings(decision: ExitDecision) -> dict[str, object]:
    """Every correctable column as it is to be read now."""
    read = as_read(decision)
    return {name: getattr(read, name) for name in (*CORRECTABLE, *EXPECTED)}


def stance(decision: ExitDecision, read: dict[str, object]) -> dict[str, object] | None:
    """Where the institution stands by this decision, and since when; null until it is in force."""
    if decision.state not in HOLDING + ENDED:
        return None
    return word(Position(POSITION[decision.kind]), "position") | {"as_of": read["effective_on"]}


def _headed(decision: ExitDecision, site: str) -> dict[str, object]:
    """What heads its page: the sentence, where and since when it is to be read, who decided what about which platform."""
    unit, platform = decision.institution, decision.platform
    name = pair(pair_of(unit, "name"))
    return {
        "title": pair(decision.headline),
        "page": f"{site}{decision.get_absolute_url()}",
        "data": data_address(decision, site),
        "published_at": time(decision.published_at),
        "updated_at": time(decision.updated_at),
        "institution": {
            "@type": ORGANISATION,
            "slug": unit.slug,
            "name": name,
            "kind": unit.kind,
            "country": unit.country,
        },
        "platform": {"@type": SERVICE, "slug": platform.slug, "name": both(platform.name)},
        "kind": word(Kind(decision.kind)),
        "state": word(State(decision.state)),
    }


def _text(decision: ExitDecision, read: dict[str, object]) -> dict[str, object]:
    initiative = {"name": _read_pair(read, "joint_initiative"), "address": read["joint_initiative_url"]}
    return {
        "dates": {name.removesuffix("_on"): read[name] for name in DATES},
        "reasons": [word(Reason(code)) for code in decision.reasons],
        "rationale": _read_pair(read, "rationale"),
        "deciding_body": read["deciding_body"],
        "signatory": read["signatory"],
        "minutes_reference": read["minutes_reference"],
        "joint_initiative": initiative if initiative["address"] or any(initiative["name"].values()) else None,
        "handle_fate": word(HandleFate(decision.handle_fate)),
        "revisit_if": _read_pair(read, "revisit_if"),
        "review_on": decision.review_on.isoformat() if decision.review_on else "",
        "expected": {"followers": read["expected_followers"], "words": _read_pair(read, "expected")},
        "communique_address": decision.communique_url,
        "public_note": pair(pair_of(decision, "public_note")),
    }


def _figures(decision: ExitDecision, read: dict[str, object]) -> dict[str, object]:
    """The figure that was announced, the sum that the register can prove or why there is none, and what lies between."""
    sum_proven = proven(line.followers for line in decision.lines.all() if line.covered)
    value = read["stated_figure"]
    stated = {"value": value, "wording": _read_pair(read, "stated_wording"), "scope": _read_pair(read, "stated_scope")}
    return {
        "stated": None if value is None else stated | {"source": read["source"]},
        "proven": {
            "total": sum_proven.total,
            "lines_counted": sum_proven.counted,
            "lines_uncounted": sum_proven.uncounted,
            "why_none": pair(NOTHING_COUNTED) if sum_proven.total is None else None,
        },
        "gap": gap(value, sum_proven),
    }


def _channel(row: SuccessorChannel) -> dict[str, object]:
    platform = row.platform.slug if row.platform else None
    return {"label": pair(pair_of(row, "label")), "platform": platform, "address": row.address}


def _communique(row: Communique, decision: ExitDecision, site: str) -> dict[str, object]:
    copy = reverse("exits:communique_copy", args=[decision.slug, row.version])
    return {
        "version": row.version,
        "text": pair(pair_of(row, "text")),
        "address": row.address,
        "at": time(row.at),
        "sha256": row.sha256,
        "copy": f"{site}{copy}" if row.sha256 else None,
    }


def _correction(row: ExitCorrection) -> dict[str, object]:
    said = {"before": row.before, "after": row.after, "reason": pair(pair_of(row, "reason")), "at": time(row.at)}
    return {"field": row.field, "label": correctable(row.field)} | said


def _other(decision: ExitDecision | None, site: str) -> str | None:
    """The permanent address of the decision before or after, when anyone may read it."""
    return permanent(decision.pk, site) if decision and decision.state in PUBLIC else None


def _read_pair(read: dict[str, object], name: str) -> dict[str, object]:
    return {"fr": read[f"{name}_fr"], "en": read[f"{name}_en"]}
