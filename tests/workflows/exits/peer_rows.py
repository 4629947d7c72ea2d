"""The rows of the file of peers, what a person would write of each into the forms, and all that the public may read of it.

The file leaves out École polytechnique and the three institutions that its source names beside it: the demonstration knows
more of them than a row says. They are rows here, so that the thirty-one decisions and stances all go the same way.
"""

from itertools import groupby

from django.urls import reverse

from registry.platforms.models import Platform
from workflows.demonstration.palaiseau import SOURCE
from workflows.demonstration.peers import ELSEWHERE, note_of, rows
from workflows.exits.rules import DEFAULT_TREATMENT, POSITION
from workflows.exits.states import HandleFate, Kind

BOARD, NOTE = reverse("exits:stances"), reverse("exits:stance_note")
EMPTY = dict.fromkeys(rows()[0], "")
BESIDE = {
    "ip-paris": (
        "Institut Polytechnique de Paris",
        "evaluating",
        "Ses membres en discutaient.",
        "Members were discussing.",
    ),
    "armees": ("Ministère des Armées", "staying", "Encore actif à cette date.", "Still active at that date."),
    "mesr": (
        "Ministère de l’Enseignement supérieur",
        "staying",
        "Encore actif à cette date.",
        "Still active at that date.",
    ),
}
OTHERS = [
    EMPTY
    | {
        "slug": "ecole-polytechnique", "name_fr": "École polytechnique", "name_en": "École polytechnique (France)",
        "country": "FR", "kind": "suspend", "announced_on": "2025-01-10", "effective_on": "2025-01-10",
        "stated_figure": "60000", "scope_fr": "Comptes institutionnels de l’École et de ses filiales, au total",
        "scope_en": "Institutional accounts of the School and of its subsidiaries, total",
        "reasons": "disinformation|values", "channels": "linkedin|facebook|instagram|youtube|website", "source": SOURCE,
        "confidence": "high",
    },
    *(
        EMPTY
        | {"slug": slug, "name_fr": name, "name_en": name, "country": "FR", "kind": kind, "announced_on": "2025-01-10"}
        | {"note_fr": note_fr, "note_en": note_en, "source": SOURCE, "confidence": "high"}
        for slug, (name, kind, note_fr, note_en) in BESIDE.items()
    ),
]  # fmt: skip
ROWS = {slug: list(same) for slug, same in groupby([*rows(), *OTHERS], key=lambda row: row["slug"])}
DECIDED = {slug: same for slug, same in ROWS.items() if same[0]["kind"] in Kind.values}
STANDING = {slug: same[0] for slug, same in ROWS.items() if slug not in DECIDED}


def listed(words: str) -> list[str]:
    return [word for word in words.split("|") if word]


def peer_of(row: dict) -> dict:
    return {"peer_fr": row["name_fr"], "peer_en": row["name_en"], "peer_country": row["country"]}


def labels(row: dict) -> list[tuple[str | None, str, str]]:
    """(slug of the platform or None, French, English) of each channel of the row."""
    names = {platform.slug: platform.name for platform in Platform.objects.all()}
    found = []
    for word in listed(row["channels"]):
        name = names.get(word)
        found.append((word, name, name) if name else (None, ELSEWHERE[word].fr, ELSEWHERE[word].en))
    return found


def decision_form(same: list[dict]) -> dict:
    """What a person writes into the form who has the rows in front of them, and nothing else."""
    row, *others = same
    note = note_of(row, others)
    data = peer_of(row) | {
        "platform": Platform.objects.get(slug="x").pk, "kind": row["kind"], "source": row["source"],
        "confidence": row["confidence"], "announced_on": row["announced_on"], "effective_on": row["effective_on"],
        "reasons": listed(row["reasons"]), "deciding_body": row["deciding_body"], "stated_figure": row["stated_figure"],
        "stated_scope_fr": row["scope_fr"], "stated_scope_en": row["scope_en"],
        "public_note_fr": note.fr, "public_note_en": note.en,
    }  # fmt: skip
    lines = [each for each in same if each["line_fr"]]
    channels = labels(row)
    for prefix, count in (("lines", len(lines)), ("channels", len(channels))):
        data |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": 0}
    for place, line in enumerate(lines):
        fate = line["handle_fate"] or HandleFate.UNKNOWN
        words = {"label_fr": line["line_fr"], "label_en": line["line_en"], "covered": "yes", "handle_fate": fate}
        data |= {f"lines-{place}-{name}": value for name, value in words.items()}
    for place, (slug, fr, en) in enumerate(channels):
        platform = Platform.objects.get(slug=slug).pk if slug else ""
        words = {"platform_id": platform, "label_fr": fr, "label_en": en, "address": ""}
        data |= {f"channels-{place}-{name}": value for name, value in words.items()}
    return data


def line_of(row: dict) -> tuple:
    fate = row["handle_fate"] or HandleFate.UNKNOWN
    return row["line_fr"], row["line_en"], "covered", DEFAULT_TREATMENT[row["kind"]], fate, None


NOTHING = {"fr": "", "en": ""}
# What no row of the file says, and as what the document must then say it.
UNSAID = {
    "rationale": NOTHING, "revisit_if": NOTHING, "expected": {"followers": None, "words": NOTHING}, "signatory": "",
    "minutes_reference": "", "review_on": "", "communique_address": "", "joint_initiative": None,
    "handle_fate": "unknown", "reverses": None, "reversed_by": None, "communiques": [], "corrections": [],
    "look_backs": [], "unnamed": {"covered": 0, "spared": 0, "left": 0},
}  # fmt: skip
# Keys that hold a column of the row as it is, those that hold one in a form of their own, and what the register adds.
AS_IT_IS = ("source", "confidence", "deciding_body")
SHAPED = {"institution", "platform", "kind", "stance", "recorded", "dates", "reasons", "public_note"} | {
    *("figures", "scope", "channels")
}
ADDED = {"$schema", "@context", "@id", "@type", "format", "number", "title", "page", "data", "state"} | {
    *("published_at", "updated_at")
}


def expected(same: list[dict]) -> dict:
    """Everything that the JSON may say of the rows; what a row does not give is empty here."""
    row, *others = same
    note = note_of(row, others)
    return {
        "names": {"fr": row["name_fr"], "en": row["name_en"]},
        "country": row["country"],
        "platform": "x",
        "kind": row["kind"],
        "stance": (POSITION[row["kind"]], row["effective_on"]),
        "recorded": True,
        **{name: row[name] for name in AS_IT_IS},
        "dates": {"decided": "", "announced": row["announced_on"], "effective": row["effective_on"], "closed": ""},
        "reasons": listed(row["reasons"]),
        "public_note": {"fr": note.fr, "en": note.en},
        "stated": stated_of(row),
        "sum": (None, 0, None),
        "lines": [line_of(each) for each in same if each["line_fr"]],
        "channels": [(slug, {"fr": fr, "en": en}, "") for slug, fr, en in labels(row)],
        "unsaid": UNSAID,
    }


def stated_of(row: dict) -> dict | None:
    if not row["stated_figure"]:
        return None
    scope = {"fr": row["scope_fr"], "en": row["scope_en"]}
    return {"value": int(row["stated_figure"]), "wording": NOTHING, "scope": scope, "source": row["source"]}


def told(document: dict) -> dict:
    """The same of the public JSON, whole: every key of the document is read here or says what the register added."""
    assert set(document) == {*AS_IT_IS, *SHAPED, *UNSAID, *ADDED}, "a key that no column is held against"
    figures, stance = document["figures"], document["stance"]
    unsaid = {name: document[name] for name in UNSAID} | {"handle_fate": document["handle_fate"]["code"]}
    return {
        "names": document["institution"]["name"],
        "country": document["institution"]["country"],
        "platform": document["platform"]["slug"],
        "kind": document["kind"]["code"],
        "stance": (stance["position"], stance["as_of"]),
        **{name: document[name] for name in ("recorded", "dates", "public_note", *AS_IT_IS)},
        "reasons": [reason["code"] for reason in document["reasons"]],
        "stated": figures["stated"],
        "sum": (figures["proven"]["total"], figures["proven"]["lines_counted"], figures["gap"]),
        "lines": [line_told(line) for line in document["scope"]],
        "channels": [(row["platform"], row["label"], row["address"]) for row in document["channels"]],
        "unsaid": unsaid,
    }


def line_told(line: dict) -> tuple:
    """The columns of `line_of`."""
    codes = (line[name]["code"] for name in ("reach", "treatment", "handle_fate"))
    return line["label"]["fr"], line["label"]["en"], *codes, line["followers"]
