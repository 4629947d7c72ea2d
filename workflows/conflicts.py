"""What a violated database constraint means to the person who met it: two people did the same thing at once."""

from django.db import IntegrityError

from registry.language import Pair
from workflows.machine import Refused

SENTENCES: dict[str, Pair] = {
    "account_once_per_platform": Pair(
        "Ce compte vient d’entrer au registre, peut-être sous une autre écriture.",
        "This account has just entered the register, perhaps under another spelling.",
    ),
    "request_address_claimed_once": Pair(
        "Une autre demande vient de donner cette adresse.", "Another request has just given this address."
    ),
    "one_verdict_per_round_and_stage": Pair(
        "Quelqu’un vient de répondre à cette demande.", "Somebody has just answered this request."
    ),
    "one_voice_per_person": Pair(
        "Vous avez déjà donné votre voix à cette étape.", "You have already given your voice at this step."
    ),
    "four_eyes": Pair(
        "Une autre personne que celles qui ont rédigé ou avalisé doit se prononcer.",
        "Somebody other than those who wrote or endorsed must answer.",
    ),
}
OTHERWISE = Pair(
    "Quelqu’un d’autre vient de changer la même chose : relisez, puis recommencez.",
    "Somebody else has just changed the same thing: read it again, then try once more.",
)


def as_refusal(error: IntegrityError) -> Refused:
    """The refusal that says what the violated constraint means; for an unknown one, the general sentence."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    sentence = SENTENCES.get(name, OTHERWISE)
    return Refused(sentence.fr, sentence.en)
