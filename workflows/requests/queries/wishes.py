"""What can be said at once about the name and the page that somebody wishes for."""

from dataclasses import dataclass

from registry.accounts.models import Account
from registry.accounts.status import LISTED_STANDINGS, Standing
from registry.directory.public import PublicAccount
from registry.directory.verify import verify
from registry.language import Pair
from registry.organisation.models import Unit
from registry.platforms.canonical import Reading, Refusal, canonicalise
from registry.platforms.models import Platform
from workflows.requests.models import PageRequest
from workflows.requests.naming import Advice, Around, advice, compact
from workflows.requests.questions import working_title
from workflows.requests.states import Kind

TAKEN = Pair(
    "{display} est déjà au registre ({unit}), peut-être sous une autre écriture : choisissez un autre nom, "
    "ou demandez à y publier",
    "{display} is already in the register ({unit}), perhaps under another spelling: choose another name, "
    "or ask to publish there",
)
SAME = Pair("C’est le nom que le compte porte déjà.", "That is the name that the account already has.")
TOO_LONG = Pair(
    "Cette adresse est trop longue : donnez le nom de compte seul.", "This address is too long: give the handle alone."
)
LONGEST = PageRequest._meta.get_field("wanted_handle").max_length
# Enough to find how an institution calls itself.
OWN_NAMES = 20


@dataclass(frozen=True)
class Wish:
    """A wished name as the register reads it: ``handle`` is what is kept of it, or the ``refusal`` to show."""

    handle: str = ""
    refusal: Pair | None = None


@dataclass(frozen=True)
class Line:
    """One piece of advice as components/checks.html draws it."""

    tone: str
    text: Pair
    note: str = ""


@dataclass(frozen=True)
class Naming:
    """What is said of a wished name beside its field; ``resembles`` are accounts of the register that it could pass for."""

    handle: str
    advice: list[Advice]
    resembles: list[PublicAccount]

    @property
    def lines(self) -> list[Line]:
        """The advice as components/checks.html draws it."""
        return [Line("" if one.kept else "warn", one.sentence) for one in self.advice]


def wish_of(platform: Platform | None, text: str, kind: str = Kind.OPEN, about: Account | None = None) -> Wish:
    """Read a wished name for a platform; nothing comes of no name or no platform.

    An unconfirmed account may be asked for. A declared page keeps its whole address, since a handle alone does not tell a
    channel from a user. ``about`` is the account that gets the name.
    """
    if not (platform and text.strip()):
        return Wish()
    reading = canonicalise(text, platform.slug)
    if isinstance(reading, Refusal):
        return Wish(refusal=reading.sentence)
    if about and reading.key == about.key and reading.handle == about.handle:
        return Wish(refusal=SAME)
    taken = Account.objects.filter(platform=platform, key=reading.key).exclude(standing=Standing.UNCONFIRMED)
    known = taken.exclude(pk=about.pk if about else None).select_related("unit").first()
    if known:
        return Wish(refusal=TAKEN.format(display=known.display, unit=Pair(known.unit.name_fr, known.unit.name_en)))
    kept = reading.address if kind == Kind.DECLARE else reading.handle
    return Wish(handle=kept) if len(kept) <= LONGEST else Wish(refusal=TOO_LONG)


def naming_of(draft: PageRequest, text: str) -> Naming | None:
    """Advice on a wished name for a draft, and what it resembles; None for a name that the platform does not take."""
    reading = canonicalise(text, draft.platform.slug) if text.strip() else None
    if not isinstance(reading, Reading):
        return None
    return Naming(reading.handle, advice(reading.handle, _around(draft)), resembling(draft, reading))


def resembling(draft: PageRequest, reading: Reading) -> list[PublicAccount]:
    """The listed accounts that a page of this name could pass for, save the account that the request is about."""
    said = verify(reading.address, draft.platform.slug)
    found = [*said.resembles, *said.possibly_same, *(a for a in said.elsewhere if not _is_own(a, draft))]
    mine = draft.about.display if draft.about else ""
    return [account for account in found if account.display != mine]


def _is_own(account: PublicAccount, draft: PageRequest) -> bool:
    """Whether the account of the same name elsewhere is the unit's own: one form everywhere is what is wished."""
    return account.unit.fr == draft.unit.name_fr


def _around(draft: PageRequest) -> Around:
    people = (draft.primary_steward, draft.backup_steward, draft.author)
    others = Account.objects.filter(unit=draft.unit, standing__in=LISTED_STANDINGS).exclude(pk=draft.about_id)
    elsewhere = others.order_by("status", "pk").values_list("platform__name", "handle")[:OWN_NAMES]
    return Around(
        institution=_known_as(draft.unit.institution_id),
        people=tuple(dict.fromkeys(person.full_name for person in people if person)),
        unit=draft.unit.name_fr,
        elsewhere=tuple(elsewhere),
    )


def _known_as(institution_id: int) -> tuple[str, ...]:
    """How an institution is called in names: as its own accounts are, the commonest form first, then as its address here."""
    own = Account.objects.filter(unit_id=institution_id, standing=Standing.OFFICIAL).order_by("pk")
    forms = [compact(handle) for handle in own.values_list("handle", flat=True)[:OWN_NAMES]]
    slug = compact(Unit.objects.values_list("slug", flat=True).get(pk=institution_id))
    return tuple(sorted(dict.fromkeys(forms), key=lambda form: -forms.count(form))) + ((slug,) if slug else ())


def is_named(page_request: PageRequest) -> bool:
    """Whether somebody has named the page, or the account that it is about."""
    return page_request.title not in ("", working_title(page_request.platform.name, page_request.unit.name_fr))


def address_of(page_request: PageRequest) -> str:
    """What stands for the page's address: the given one, else the wished name as the platform would write it, else ""."""
    text = page_request.address or page_request.wanted_handle
    reading = canonicalise(text, page_request.platform.slug) if text else None
    return reading.display if isinstance(reading, Reading) else text
