"""*Is this account really theirs?* A text in, an answer for each address in it; what is planned is as if it were not there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from registry.directory import lookup
from registry.directory.lookup import Known
from registry.directory.public import PublicAccount, public_account, renamed
from registry.directory.resemblance import alike
from registry.directory.verdicts import LISTED, Verdict, label_of, sentence_of
from registry.language import Pair
from registry.platforms.canonical import Reading, Reason, Refusal, canonicalise
from registry.platforms.likeness import name_of, traces
from registry.platforms.reading import SPACE, STOPS, addresses, single, unwrapped

MOST_SHOWN = 8
MOST_ASKED = 20
SIGNED = re.compile(r"@[^\W_][\w.-]*")

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


@dataclass(frozen=True, slots=True)
class Answers:
    """One answer for each address of what was asked, in its order; ``left_out`` counts those beyond `MOST_ASKED`."""

    all: tuple[Answer, ...]
    left_out: int = 0


def verify(text: str, platform: str | None = None) -> Answer:
    """Answer about one address, or one name; ``platform`` is a slug of the catalogue for a name alone. Never raises."""
    return _answered([text], platform)[0]


def verify_all(texts: Iterable[str], platform: str | None = None) -> Answers:
    """Answer about each address of the texts, at most `MOST_ASKED`, in as many queries as about one. Never raises."""
    asked = [piece for text in texts for piece in pieces(text)]
    return Answers(tuple(_answered(asked[:MOST_ASKED], platform)), max(0, len(asked) - MOST_ASKED))


def pieces(text: str) -> list[str]:
    """The addresses of a pasted text, "@name" among them counted as one; the text itself when it does not hold several."""
    if single(text) != Reason.SEVERAL:
        return [text]
    written = set(addresses(text))
    words = (unwrapped(unwrapped(word).rstrip(STOPS)) for word in SPACE.split(text))
    return list(dict.fromkeys(word for word in words if word in written or SIGNED.fullmatch(word)))


def _answered(texts: list[str], platform: str | None) -> list[Answer]:
    readings = [canonicalise(text, platform) for text in texts]
    if len(texts) == 1 and isinstance(readings[0], Reading):
        return [_one(texts[0], readings[0])]
    asked = [(r.platform, key) for r in readings if isinstance(r, Reading) for key in (r.key, *r.possibly_same)]
    rows = lookup.bearing(asked) if asked else {}
    known = [_known(text, reading, rows) for text, reading in zip(texts, readings, strict=True)]
    names = {i: _name(texts[i], readings[i]) for i, answer in enumerate(known) if _asks_further(answer)}
    if not names:
        return known
    keys = {key for i, name in names.items() for key in (getattr(readings[i], "key", ""), name.casefold()) if key}
    near = lookup.near(sorted({trace for name in names.values() for trace in traces(name)}), sorted(keys))
    return [_completed(a, names[i], near) if i in names else a for i, a in enumerate(known)]


def _one(text: str, reading: Reading) -> Answer:
    """The answer about a single address, which is the common question: in one statement unless the account is unlisted."""
    name = _name(text, reading)
    found = lookup.one(reading.platform, reading.key, reading.possibly_same, traces(name), name.casefold())
    answer = _known(text, reading, found.rows)
    if not _asks_further(answer):
        return answer
    keys = sorted({reading.key, name.casefold()})
    return _completed(answer, name, lookup.near(traces(name), keys) if found.near is None else found.near)


def _known(text: str, reading: Reading | Refusal, rows: dict[tuple[str, str], Known]) -> Answer:
    """The answer as far as the very address gives it."""
    if isinstance(reading, Refusal):
        return Answer(text, refusal=reading)
    row = rows.get((reading.platform, reading.key))
    found = public_account(row) if row else None
    if found and found.verdict == Verdict.UNKNOWN:
        found = None
    twins = (rows[reading.platform, key] for key in reading.possibly_same if (reading.platform, key) in rows)
    verdict = found.verdict if found else Verdict.UNKNOWN
    return Answer(text, verdict, reading, found, possibly_same=_public(twins))


def _asks_further(answer: Answer) -> bool:
    """Whether look-alikes and former names have a say: not beside a listed account, nor about what cannot be read."""
    if answer.refusal:
        return answer.refusal.reason == Reason.NO_PLATFORM
    return answer.verdict not in LISTED


def _name(text: str, reading: Reading | Refusal) -> str:
    return reading.handle if isinstance(reading, Reading) else str(single(text)).removeprefix("@")


def _completed(answer: Answer, name: str, near: list[Known]) -> Answer:
    """The answer with the accounts that left this name, and those that look alike."""
    alikes = [row for row in near if not row.former and alike(name, row.handle)]
    if answer.refusal:
        return _named(answer, name, alikes, [row for row in near if row.former])
    reading = answer.reading
    left = [
        row for row in near if row.former and (row.platform_slug, row.former.key) == (reading.platform, reading.key)
    ]
    if not answer.account and left and (was := renamed(left[0])):
        answer = replace(answer, verdict=was.verdict, account=was)
        alikes = [row for row in alikes if row.pk != left[0].pk]
    others = [row for row in alikes if not _is(row, reading)]
    return replace(
        answer,
        resembles=_public(row for row in others if not _bears(row, reading)),
        elsewhere=_public(row for row in others if _bears(row, reading)),
    )


def _named(answer: Answer, name: str, rows: list[Known], left: list[Known]) -> Answer:
    """A name without a platform: the listed accounts that bear it or bore it, else the refusal with those that look like it."""
    wanted = name.casefold()
    bearers = [row for row in rows if name_of(row.handle).casefold() == wanted]
    bore = [renamed(row) for row in left if name_of(row.former.handle).casefold() == wanted]
    others = _public(row for row in rows if row not in bearers)
    accounts = (*_public(bearers), *(was for was in bore if was and was.successor))[:MOST_SHOWN]
    return replace(answer, accounts=accounts, resembles=others, refusal=None if accounts else answer.refusal)


def _is(row: Known, reading: Reading) -> bool:
    """Whether a row is what was read, or possibly so: neither is said to *resemble* it."""
    return row.platform_slug == reading.platform and row.key in (reading.key, *reading.possibly_same)


def _bears(row: Known, reading: Reading) -> bool:
    """Whether a row has the very same name on another platform."""
    same_name = name_of(row.handle).casefold() == name_of(reading.handle).casefold()
    return same_name and row.platform_slug != reading.platform


def _public(rows: Iterable[Known]) -> tuple[PublicAccount, ...]:
    """The listed ones among the rows, at most `MOST_SHOWN`."""
    known = (public_account(row, with_successor=False) for row in rows)
    return tuple(account for account in known if account.verdict in LISTED)[:MOST_SHOWN]
