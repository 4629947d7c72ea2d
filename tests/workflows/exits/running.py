"""A decision with tasks, for the tests of carrying it out."""

from registry.accounts import actions as accounts
from registry.accounts.models import Account, StewardRank
from registry.language import Pair
from workflows.exits.models import ExitDecision, RunbookTask
from workflows.exits.states import HandleFate, State, Step

# The world's clock stands on 20 November 2026.
EFFECT = "2027-01-11"


def account_of(world, name: str = "hydro_ex", unit: str = "hydro", steward: str = "steward") -> Account:
    """An account on X, with its primary steward."""
    account = world.account(f"https://x.com/{name}", unit=unit, title=Pair(name, ""))
    if steward:
        since = world.at.date()
        accounts.name_steward(
            account, world.people[steward], StewardRank.PRIMARY, actor=world.manager, at=world.tick(), since=since
        )
    return account


def carried(world, state: str = State.ANNOUNCED, effective_on: str = EFFECT, **content) -> ExitDecision:
    """A decision of `poly` about X whose names are kept."""
    return world.exit(state, effective_on=effective_on, **({"handle_fate": HandleFate.KEPT} | content))


def task_of(decision: ExitDecision, step: Step, account: Account | None = None, occurrence: int = 0) -> RunbookTask:
    """One of its tasks."""
    return decision.tasks.get(step=step, account=account, occurrence=occurrence)
