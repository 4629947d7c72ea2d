"""What is said of something that is about to end: its last day, and what is no more on the next one."""

from registry import wording
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.language import Pair, is_english
from registry.organisation.end_stages import Stage

AFTERWARDS = {
    Verb.PLATFORM_TOKEN_ENDING: Pair(
        "Le lendemain, les relevés de la nuit se feront sans ce jeton : presque aucune de ces plateformes ne répond alors.",
        "From the next day on, the nightly readings go without this token: hardly any of these platforms then answers.",
    ),
    Verb.PROGRAM_TOKEN_ENDING: Pair(
        "Le lendemain, le programme ne pourra plus rien lire ni envoyer avec ce jeton.",
        "From the next day on, the program can neither read nor send anything with this token.",
    ),
}
WORDS = {
    Stage.FORTNIGHT: Pair("dernier jour : {day}", "last day: {day}"),
    Stage.LAST_DAY: Pair("dernier avis, dernier jour : {day}", "last notice, last day: {day}"),
}


def last_day_of(event: Event) -> str:
    """The last day of what the event says is about to end, in the active language, read from the event alone; else ""."""
    if event.verb not in AFTERWARDS:
        return ""
    day = wording.partial_date(event.facts["day"], "en" if is_english() else "fr")
    return str(WORDS[event.facts["stage"]].format(day=day))
