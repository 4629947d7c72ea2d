"""Where the institution stands on a platform, as somebody who asks for a page there needs to hear it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.organisation.models import Unit
from registry.platforms.models import Platform, PlatformStance
from registry.platforms.positions import CLOSED_POSITIONS, Position
from registry.platforms.queries import stances_as_of
from workflows.requests.states import Kind

# Where a new page is for the leadership to allow.
UNSETTLED = frozenset({Position.EVALUATING, Position.SILENT})

EXAMINED = gettext_lazy("L’institution n’a rien dit de cette plateforme : la décision se prendra à l’examen.")
NEEDLESS = gettext_lazy("Aucune exception n’y est nécessaire : demandez plutôt d’ouvrir une page.")
# What it means that no stance is noted, by the kinds for which it means something.
UNNOTED: dict[str, Promise] = {Kind.OPEN: EXAMINED, Kind.REACTIVATE: EXAMINED, Kind.EXCEPTION: NEEDLESS}


@dataclass(frozen=True)
class Said:
    """A stance as components/notice.html draws it."""

    tone: str
    title: str
    text: str
    url: str = ""
    action: str = ""


def stance_on(unit: Unit, platform: Platform) -> PlatformStance | None:
    """The stance of the unit's institution on the platform today."""
    rows = stances_as_of(timezone.localdate()).filter(institution_id=unit.institution_id, platform=platform)
    return rows.select_related("institution", "platform").first()


def is_closed(unit: Unit, platform: Platform) -> bool:
    """Whether the institution opens no page there."""
    stance = stance_on(unit, platform)
    return stance is not None and stance.position in CLOSED_POSITIONS


def said_of(kind: str, unit: Unit, platform: Platform) -> Said | None:
    """What the stance means for a request of this kind; None where nothing is noted and nothing hangs on it."""
    stance = stance_on(unit, platform)
    if stance is None:
        title = _("Aucune position n’est notée sur %(platform)s") % {"platform": platform.name}
        return Said("info", title, str(UNNOTED[kind])) if kind in UNNOTED else None
    title = _("%(institution)s sur %(platform)s : %(position)s") % {
        "institution": stance.institution.name,
        "platform": platform.name,
        "position": stance.get_position_display(),
    }
    tone, meaning = _meaning(kind, stance.position)
    text = " ".join(part for part in (_sentence(stance.note), meaning) if part)
    return Said(tone, title, text, stance.decision_url, stance.decision_label or _("Lire la décision"))


def _sentence(note: str) -> str:
    return note if not note or note.endswith((".", "!", "?", "…")) else f"{note}."


def _meaning(kind: str, position: str) -> tuple[str, str]:
    closed, opening = position in CLOSED_POSITIONS, kind in (Kind.OPEN, Kind.REACTIVATE, Kind.EXCEPTION)
    if closed and kind == Kind.EXCEPTION:
        return "warn", _("La direction de l’institution devra donner son accord à cette exception.")
    if closed and opening:
        return "stop", _("Une page ne s’y demande que par exception.")
    if position in UNSETTLED and opening:
        return "warn", _("La direction de l’institution devra donner son accord.")
    if kind == Kind.EXCEPTION:
        return "info", str(NEEDLESS)
    return ("info", "") if closed else ("ok", "")
