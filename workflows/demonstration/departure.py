"""One invented decision of Polytechnique Montréal, on a platform where none of its real accounts is: it leaves Tumblr.

Its covered accounts have figures (one was never counted), each another treatment, and it went the whole way.
"""

from hashlib import sha256

from registry.accounts.models import Account
from registry.platforms.models import Platform
from workflows.demonstration.cast import INVENTED, Cast
from workflows.exits import actions as exits
from workflows.exits.carrying import do_task
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.states import HandleFate, Kind, Reason, Step, Treatment

# Days before loading.
DRAFTED, EFFECT = 94, 60
# What is not done yet when the story is loaded, and late: whoever answers for it finds it at the desk.
LEFT = {
    ("tumblr.com/hydro-example", Step.CHANGE_BIO),
    ("tumblr.com/hydro-example", Step.EXPORT_ARCHIVE),
    ("tumblr.com/accueil-example", Step.EXPORT_ARCHIVE),
}

# address → covered, treatment, what becomes of the name, note
LINES: dict[str, tuple[bool, Treatment, HandleFate, tuple[str, str]]] = {
    "hydro-example.tumblr.com": (True, Treatment.ARCHIVED, HandleFate.KEPT, ("", "")),
    "littoral-example.tumblr.com": (True, Treatment.CLOSED, HandleFate.KEPT, ("", "")),
    "energie-douce-example.tumblr.com": (True, Treatment.REDIRECT, HandleFate.KEPT, ("", "")),
    "ecole-ete-example.tumblr.com": (True, Treatment.DELETED, HandleFate.GIVEN_UP, ("", "")),
    "accueil-example.tumblr.com": (
        True,
        Treatment.DORMANT,
        HandleFate.KEPT,
        ("Jamais relevé : son chiffre manque à la somme.", "Never counted: its figure is missing from the sum."),
    ),
    "fonderie-example.tumblr.com": (
        False,
        Treatment.UNCHANGED,
        HandleFate.UNKNOWN,
        ("Non couvert : l’affilié décide pour lui-même.", "Not covered: the affiliate decides for itself."),
    ),
}
CHANNELS = [
    ("Facebook, Génie hydrique", "Facebook, Water Engineering", "facebook.com/genie-hydrique.example"),
    ("Bluesky, Laboratoire Littoral", "Bluesky, Shore Laboratory", "bsky.app/profile/littoral.example"),
]
WORDS = {
    "reasons": [Reason.AUDIENCE_GONE, Reason.RESOURCES],
    "rationale_fr": "Peu de lecteurs passent encore par ces pages, et plusieurs équipes les tiennent chacune de son côté. "
    "Le temps qu’elles demandent ira aux canaux où l’on nous lit. (Motif inventé pour la démonstration.)",
    "rationale_en": "Few readers still come through these pages, and several teams keep them, each on its own. The time "
    "that they ask will go to the channels where we are read. (Rationale invented for the demonstration.)",
    "deciding_body": "Direction générale (exemple inventé)",
    "source": "Exemple inventé / invented example",
    "stated_figure": 3_700,
    "stated_wording_fr": "plus de 3 700 abonnés",
    "stated_wording_en": "more than 3,700 followers",
    "stated_scope_fr": "Cinq pages Tumblr de l’École",
    "stated_scope_en": "Five Tumblr pages of the School",
    "public_note_fr": f"{INVENTED.fr} Polytechnique Montréal n’a pas pris cette décision.",
    "public_note_en": f"{INVENTED.en} Polytechnique Montréal has not taken this decision.",
}


def decide(cast: Cast, entered: dict[str, Account]) -> ExitDecision:
    """Take the decision from its draft to the day when it holds; leadership decides what the manager proposed."""
    manager, leader, day = cast.people["manager"], cast.people["leader"], cast.calendar.at
    decision = exits.draft(
        institution=cast.montreal,
        platform=Platform.objects.get(slug="tumblr"),
        kind=Kind.LEAVE,
        actor=manager,
        at=day(DRAFTED),
        effective_on=cast.calendar.day(EFFECT).isoformat(),
        **WORDS,
    )
    decision = exits.edit(
        decision,
        actor=manager,
        at=day(DRAFTED, minute=20),
        seen=decision.version,
        lines=_lines(entered),
        channels=_channels(entered),
    )
    decision = exits.propose(decision, actor=manager, at=day(92), seen=decision.version)
    decision = exits.decide(decision, actor=leader, at=day(85), seen=decision.version)
    decision = exits.announce(decision, actor=manager, at=day(80), seen=decision.version)
    decision = exits.bring_into_force(decision, actor=manager, at=day(EFFECT), seen=decision.version)
    _carry_out(decision, cast)
    return decision


def _carry_out(decision: ExitDecision, cast: Cast) -> None:
    """Each task is done by its owner on its day (a working one), but for those `LEFT` and those that have not come."""
    tasks = decision.tasks.filter(due_on__lt=cast.calendar.now.date()).select_related("account__platform", "owner")
    for task in tasks.order_by("due_on", "pk"):
        if (task.account and task.account.display, task.step) not in LEFT:
            days_ago = (cast.calendar.now.date() - task.due_on).days
            do_task(task, actor=task.owner, at=cast.calendar.at(days_ago), **_shown(task))


def _shown(task: RunbookTask) -> dict[str, str]:
    """What shows that a task is done: of an archive its digest and its place, all of it invented."""
    if task.step != Step.EXPORT_ARCHIVE:
        return {"evidence": INVENTED.fr}
    digest = sha256(task.account.address.encode()).hexdigest()
    return {"file_sha256": digest, "kept_where": "Dépôt d’archives (exemple inventé)"}


def _lines(entered: dict[str, Account]) -> list[dict]:
    return [
        {
            "account": entered[address],
            "covered": covered,
            "treatment": treatment,
            "handle_fate": fate,
            "note_fr": note[0],
            "note_en": note[1],
        }
        for address, (covered, treatment, fate, note) in LINES.items()
    ]


def _channels(entered: dict[str, Account]) -> list[dict]:
    return [
        {
            "platform": entered[address].platform,
            "label_fr": label_fr,
            "label_en": label_en,
            "address": entered[address].address,
        }
        for label_fr, label_en, address in CHANNELS
    ]
