"""What is real about École polytechnique: its decision of 10 January 2025 on X, recorded as AEF info reported it."""

from registry.language import Pair
from registry.organisation.actions import found_institution
from registry.organisation.models import UnitKind
from registry.platforms.actions import record_stance
from registry.platforms.models import Platform, PlatformStance
from registry.platforms.positions import Position
from workflows.demonstration.cast import Cast
from workflows.exits.models import ExitDecision
from workflows.exits.recording import Recorded, record_decision
from workflows.exits.states import Kind, Reason, Treatment

SOURCE = "AEF info, cité par / quoted by ekole.fr"
SAID_ON = "2025-01-10"
RECORDED = 300  # days before loading

RATIONALE = Pair(
    "L’École juge que les conditions d’une information fiable et éthique ne sont plus réunies sur X, que la plateforme "
    "s’est écartée des pratiques européennes de lutte contre la désinformation, et que ses valeurs ne s’y accordent plus.",
    "The School holds that the conditions for reliable and ethical information are no longer met on X, that the platform "
    "has left European practice against disinformation, and that this is incompatible with the School’s values.",
)
# Two lines without an account: the source names neither a handle nor a figure for either.
LINES = (
    {"label_fr": "Comptes institutionnels de l’École", "label_en": "The School’s institutional accounts"},
    {"label_fr": "Comptes de ses filiales", "label_en": "Accounts of its subsidiaries"},
)
CHANNELS = ("linkedin", "facebook", "instagram", "youtube")

# slug, name, position on X at that date, what the source says
BESIDE: list[tuple[str, Pair, Position, Pair]] = [
    (
        "ip-paris",
        Pair("Institut Polytechnique de Paris (IP Paris)", "Institut Polytechnique de Paris (IP Paris)"),
        Position.EVALUATING,
        Pair("Ses membres en discutaient encore.", "Its members were still discussing."),
    ),
    (
        "ministere-des-armees",
        Pair("Ministère des Armées", "Ministry of the Armed Forces (France)"),
        Position.STAYING,
        Pair("Encore actif à cette date.", "Still active at that date."),
    ),
    (
        "ministere-enseignement-superieur-recherche",
        Pair(
            "Ministère de l’Enseignement supérieur et de la Recherche",
            "Ministry of Higher Education and Research (France)",
        ),
        Position.STAYING,
        Pair("Encore actif à cette date.", "Still active at that date."),
    ),
]


def record(cast: Cast) -> ExitDecision:
    """Record the decision at École polytechnique's own desk, with the stances that its source reports beside it."""
    x = Platform.objects.get(slug="x")
    platforms = {platform.slug: platform for platform in Platform.objects.filter(slug__in=CHANNELS)}
    channels = [
        {"platform": platforms[slug], "label_fr": platforms[slug].name, "label_en": platforms[slug].name}
        for slug in CHANNELS
    ]
    said = Recorded(
        kind=Kind.SUSPEND,
        source=SOURCE,
        announced_on=SAID_ON,
        effective_on=SAID_ON,
        facts={
            "reasons": [Reason.DISINFORMATION, Reason.VALUES],
            "rationale_fr": RATIONALE.fr,
            "rationale_en": RATIONALE.en,
            "stated_figure": 60_000,
            "stated_wording_fr": "60 000 abonnés au total",
            "stated_wording_en": "60,000 followers in total",
            "stated_scope_fr": "Comptes institutionnels de l’École et de ses filiales",
            "stated_scope_en": "Institutional accounts of the School and of its subsidiaries",
            "confidence": "high",
        },
        lines=tuple(line | {"treatment": Treatment.SUSPENDED} for line in LINES),
        channels=(*channels, {"label_fr": "Site web", "label_en": "Website"}),
    )
    return record_decision(
        said,
        institution=cast.palaiseau,
        platform=x,
        desk=cast.palaiseau,
        actor=cast.people["recorder"],
        at=cast.calendar.at(RECORDED, minute=30),
        stances=_stances(cast, x),
    )


def _stances(cast: Cast, x: Platform) -> list[PlatformStance]:
    actor, at = cast.people["recorder"], cast.calendar.at(RECORDED)
    stances = []
    for slug, name, position, note in BESIDE:
        peer = found_institution(slug=slug, name=name, kind=UnitKind.PEER, country="FR", actor=actor, at=at)
        stances.append(
            record_stance(
                peer,
                x,
                position=position,
                as_of=SAID_ON,
                note=(note.fr, note.en),
                source=SOURCE,
                actor=actor,
                at=at,
            )
        )
    return stances
