"""*Is this account really theirs?* A text in, one answer out; what is planned or drafted is as if it were not there."""

from dataclasses import dataclass

from registry.accounts.models import Account
from registry.directory import queries
from registry.directory.public import PublicAccount, public_account
from registry.directory.resemblance import alike, name_of
from registry.directory.verdicts import LISTED, Verdict, label_of, sentence_of
from registry.language import Pair
from registry.platforms.canonical import Reading, Reason, Refusal, canonicalise
from registry.platforms.reading import single

MOST_SHOWN = 8

UNREAD_LABEL = Pair("Adresse non lue", "Address not read")
SEVERAL_LABEL = Pair("Un nom, sans plateforme", "A name without a platform")
SEVERAL_SENTENCE = Pair(
    "Un nom seul ne dit pas sur quelle plateforme il est. Voici les comptes du registre qui le portent ; "
    "le même nom ailleurs peut être à n’importe qui.",
    "A name alone does not say which platform it is on. These are the accounts of the register that bear it; "
    "the same name elsewhere may be anybody’s.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the register answers.

    Either a ``verdict`` on the account that was read (``account`` is None when it is unknown here); or, for a name without
    a platform, the ``accounts`` that bear it; or the ``refusal`` of a text that names no account. Beside a verdict that is
    not about a listed account: ``resembles`` (listed accounts that look alike), ``elsewhere`` (those of the same name on
    other platforms) and ``possibly_same`` (those that only the platform could merge with what was read).
    """

    asked: str
    verdict: Verdict | None = None
    reading: Reading | None = None
    account: PublicAccount | None = None
    accounts: tuple[PublicAccount, ...] = ()
    resembles: tuple[PublicAccount, ...] = ()
    elsewhere: tuple[PublicAccount, ...] = ()
    possibly_same: tuple[PublicAccount, ...] = ()
    refusal: Refusal | None = None

    @property
    def label(self) -> Pair:
        """The answer in a few words."""
        if self.account:
            return self.account.label
        if self.verdict:
            return label_of(self.verdict)
        return SEVERAL_LABEL if self.accounts else UNREAD_LABEL

    @property
    def sentence(self) -> Pair:
        """What it means, or why the text could not be read."""
        if self.refusal:
            return self.refusal.sentence
        if self.account:
            return self.account.sentence
        return sentence_of(self.verdict) if self.verdict else SEVERAL_SENTENCE


def verify(text: str, platform: str | None = None) -> Answer:
    """Answer about one address, or one name; ``platform`` is a slug of the catalogue for a name alone. Never raises."""
    reading = canonicalise(text, platform)
    if isinstance(reading, Refusal):
        return _named(text, reading) if reading.reason == Reason.NO_PLATFORM else Answer(text, refusal=reading)
    rows = {row.key: row for row in queries.bearing(reading.platform, (reading.key, *reading.possibly_same))}
    found = public_account(rows[reading.key]) if reading.key in rows else None
    if found and found.verdict == Verdict.UNKNOWN:
        found = None
    same = _public(rows[key] for key in reading.possibly_same if key in rows)
    if found and found.verdict in LISTED:
        return Answer(text, found.verdict, reading, found, possibly_same=same)
    others = [row for row in _lookalikes(reading.handle) if not _is(row, reading)]
    return Answer(
        text,
        found.verdict if found else Verdict.UNKNOWN,
        reading,
        found,
        resembles=_public(row for row in others if not _bears(row, reading)),
        elsewhere=_public(row for row in others if _bears(row, reading)),
        possibly_same=same,
    )


def _named(text: str, refusal: Refusal) -> Answer:
    """A name without a platform: the listed accounts that bear it, else the refusal with those that look like it."""
    handle = str(single(text)).removeprefix("@")
    rows = _lookalikes(handle)
    bearers = [row for row in rows if name_of(row.handle).casefold() == handle.casefold()]
    others = _public(row for row in rows if row not in bearers)
    if bearers:
        return Answer(text, accounts=_public(bearers), resembles=others)
    return Answer(text, refusal=refusal, resembles=others)


def _lookalikes(handle: str) -> list[Account]:
    return [row for row in queries.nearly_bearing(handle) if alike(handle, row.handle)]


def _is(row: Account, reading: Reading) -> bool:
    """Whether a row is what was read, or possibly so: neither is said to *resemble* it."""
    return row.platform.slug == reading.platform and row.key in (reading.key, *reading.possibly_same)


def _bears(row: Account, reading: Reading) -> bool:
    """Whether a row has the very same name on another platform."""
    same_name = name_of(row.handle).casefold() == name_of(reading.handle).casefold()
    return same_name and row.platform.slug != reading.platform


def _public(rows: object) -> tuple[PublicAccount, ...]:
    """The listed ones among the rows, at most `MOST_SHOWN`."""
    known = (public_account(row, with_successor=False) for row in rows)
    return tuple(account for account in known if account.verdict in LISTED)[:MOST_SHOWN]
