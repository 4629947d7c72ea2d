"""What each kind of request brings: one row per kind. Pure."""

from dataclasses import dataclass

from workflows.requests.states import Kind


@dataclass(frozen=True)
class Nature:
    """``enters``: an account enters the register at the end; ``about``: it is about one that the register holds.

    ``opens``: a page that is not there yet will be (a platform being left or forbidden then counts, and an existing account
    could serve instead).
    """

    enters: bool = False
    about: bool = False
    opens: bool = False


NATURES: dict[str, Nature] = {
    Kind.OPEN: Nature(enters=True, opens=True),
    Kind.DECLARE: Nature(enters=True),
    Kind.RENAME: Nature(about=True),
    Kind.TRANSFER: Nature(about=True),
    Kind.REACTIVATE: Nature(about=True, opens=True),
    Kind.CLOSE: Nature(about=True),
    Kind.ADD_ADMINISTRATOR: Nature(about=True),
    Kind.EXCEPTION: Nature(enters=True, opens=True),
}
