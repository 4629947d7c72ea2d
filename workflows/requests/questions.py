"""What a request is asked, step by step: one row per kind. Pure.

The names are the columns of `PageRequest`; a kind that does not ask for one leaves it empty.
"""

from dataclasses import dataclass

from registry.language import Pair
from workflows.requests.states import Kind


@dataclass(frozen=True)
class Ask:
    """The fields of one step, in the order of the page: those that a submission needs, and those that may stay empty.

    Some of the latter are needed once another answer says so (`rules`): the consent once students are concerned.
    """

    needed: tuple[str, ...]
    free: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """All of them, in the order of `CONTENT`."""
        return tuple(name for name in CONTENT if name in self.needed + self.free)


# The steps that have a form of their own, in the order of the way through them.
LABELS: dict[str, Pair] = {
    "kind": Pair("La demande", "The request"),
    "page": Pair("La page", "The page"),
    "publics": Pair("Les publics", "Audiences"),
    "plan": Pair("Les contenus", "Content"),
    "people": Pair("Les responsables", "Stewards"),
}
# …and what "page" is called where no page is described.
RENAMED: dict[str, Pair] = {
    Kind.RENAME: Pair("Le nom", "The name"),
    Kind.TRANSFER: Pair("La raison", "The reason"),
    Kind.REACTIVATE: Pair("La raison", "The reason"),
    Kind.CLOSE: Pair("La raison", "The reason"),
    Kind.ADD_ADMINISTRATOR: Pair("La raison", "The reason"),
}
# Everything that a person can be asked: what `Contribution` keeps and what a copy takes over.
CONTENT = (
    "kind", "unit", "platform", "about", "to_unit", "exception_reason",
    "title", "wanted_handle", "purpose",
    "audiences", "audience", "languages", "language_reason", "with_students", "closed_group", "consent", "membership",
    "content_plan", "rhythm", "resources", "moderation", "out_of_hours", "trial_months", "ends_on",
    "primary_steward", "backup_steward", "recovery_mailbox",
)  # fmt: skip

_PUBLICS = Ask(
    ("audiences", "languages"),
    ("audience", "language_reason", "with_students", "closed_group", "consent", "membership"),
)
_PEOPLE = Ask(("primary_steward", "backup_steward", "recovery_mailbox"))
_NEW_PAGE = {
    "kind": Ask(("kind", "unit", "platform")),
    "page": Ask(("title", "purpose"), ("wanted_handle",)),
    "publics": _PUBLICS,
    "plan": Ask(("content_plan", "rhythm", "resources", "moderation", "out_of_hours"), ("trial_months", "ends_on")),
    "people": _PEOPLE,
}
_ABOUT = Ask(("kind", "about"))

ASKED: dict[str, dict[str, Ask]] = {
    Kind.OPEN: _NEW_PAGE,
    Kind.DECLARE: {
        "kind": Ask(("kind", "unit", "platform")),
        "page": Ask(("title", "wanted_handle", "purpose")),
        "publics": _PUBLICS,
        "plan": Ask(("rhythm", "moderation"), ("out_of_hours", "ends_on")),
        "people": _PEOPLE,
    },
    Kind.RENAME: {"kind": _ABOUT, "page": Ask(("wanted_handle", "purpose"))},
    Kind.TRANSFER: {
        "kind": Ask(("kind", "about", "to_unit")),
        "page": Ask(("purpose",)),
        "people": Ask((), ("primary_steward", "backup_steward")),
    },
    Kind.REACTIVATE: {
        "kind": _ABOUT,
        "page": Ask(("purpose",)),
        "plan": Ask(("content_plan", "rhythm", "resources"), ("moderation", "out_of_hours", "trial_months", "ends_on")),
    },
    Kind.CLOSE: {"kind": _ABOUT, "page": Ask(("purpose",))},
    Kind.ADD_ADMINISTRATOR: {"kind": _ABOUT, "page": Ask(("purpose",)), "people": Ask(("backup_steward",))},
    Kind.EXCEPTION: _NEW_PAGE | {"kind": Ask(("kind", "unit", "platform", "exception_reason"))},
}


def needed(kind: str) -> frozenset[str]:
    """The fields without which a request of this kind is not submitted."""
    return frozenset(name for ask in ASKED[kind].values() for name in ask.needed)


def fields(kind: str) -> frozenset[str]:
    """Every field that this kind asks for."""
    return frozenset(name for ask in ASKED[kind].values() for name in ask.fields)


def step_of(kind: str, field: str) -> str:
    """The step that asks for a field; "" when the kind does not."""
    return next((step for step, ask in ASKED[kind].items() if field in ask.fields), "")


def label_of(kind: str, step: str) -> Pair:
    """What a step is called in the form of a kind."""
    return RENAMED.get(kind, LABELS[step]) if step == "page" else LABELS[step]


def working_title(platform: str, unit: str) -> str:
    """What a draft is called in lists until somebody names the page; it does not count as a name."""
    return f"{platform} · {unit}"[:160]
