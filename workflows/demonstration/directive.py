"""What is real about Polytechnique Montréal: the directive of 27 November 2012 and the three accounts that it names."""

from pathlib import Path

from registry.accounts import actions as accounts
from registry.accounts.status import ProofKind
from registry.language import Pair
from registry.platforms.canonical import canonicalise
from workflows.demonstration.cast import OPENED, Cast
from workflows.policies.acknowledging import acknowledge
from workflows.policies.actions import open_policy, publish_version
from workflows.policies.models import PolicyVersion

ADOPTED = "2012-11-27"
NAMED = ("facebook.com/polymtl", "twitter.com/polymtl", "youtube.com/user/polymtlvideos/")
# Everybody whom a request of the demonstration names for its page.
READERS = (
    *("member", "colleague", "steward", "researcher"),
    *("gentle_member", "gentle_head", "welcome_member", "welcome_head"),
)
NOTE = Pair(
    "Compte officiel nommé par la directive de 2012. Rien d’autre n’en est dit ici : aucun chiffre n’a été relevé.",
    "Official account named by the directive of 2012. Nothing else is said of it here: no figure has been recorded.",
)


def publish(cast: Cast) -> PolicyVersion:
    """Enter the directive with its version of 2012, as a summary in both languages."""
    policy = open_policy(
        cast.montreal,
        slug="medias-sociaux",
        title=Pair("Directive sur les médias sociaux", "Directive on social media"),
        actor=cast.people["manager"],
    )
    here = Path(__file__).parent
    return publish_version(
        policy,
        actor=cast.people["manager"],
        at=cast.calendar.at(OPENED, minute=30),
        adopted_on=ADOPTED,
        in_force_on=ADOPTED,
        adopted_by="Assemblée de direction",
        resolution="ADD-550-487",
        responsible_fr="Service des communications et des relations publiques",
        responsible_en="Communications and public relations service",
        body_fr=(here / "directive.fr.txt").read_text(encoding="utf-8"),
        body_en=(here / "directive.en.txt").read_text(encoding="utf-8"),
    )


def have_read(cast: Cast, version: PolicyVersion) -> None:
    """Those who answer for a page said that they read the directive; the others find it on their desk."""
    for minute, key in enumerate(READERS, start=32):
        acknowledge(version, actor=cast.people[key], at=cast.calendar.at(OPENED, minute=minute))


def enter_accounts(cast: Cast) -> None:
    """Enter the three official accounts: no steward, no language and no figure, since the directive gives none."""
    for minute, address in enumerate(NAMED, start=40):
        at = cast.calendar.at(OPENED, minute=minute)
        account = accounts.register(
            canonicalise(address),
            unit=cast.montreal,
            title=Pair("Polytechnique Montréal", "Polytechnique Montréal"),
            public_note=NOTE,
            actor=cast.people["manager"],
            at=at,
        )
        accounts.record_proof(
            account,
            kind=ProofKind.OFFICIAL_LINK,
            evidence="Nommé dans la directive ADD-550-487",
            actor=cast.people["manager"],
            at=at,
            official_since=ADOPTED,
        )
