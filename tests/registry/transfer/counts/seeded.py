"""Files made like real ones, and the register that they are brought to.

Many accounts on irregular days, gaps, a day a year wrong, two days on which many lose a fifth, blank cells and cells that
are no numbers, and accounts that the file knows by a name they had before.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import exp

from registry.accounts.bulk import Newcomer, register_many
from registry.accounts.models import Account, FormerHandle
from registry.language import Pair
from registry.platforms.canonical import canonicalise
from tests.registry.transfer.files import workbook

ACCOUNTS, DAYS = 294, 20
NOT_NUMBERS = ("n/a", "?", "privé", "-", "#REF!", "12,5", "-3")
AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
HOSTS = ("x.com", "www.facebook.com", "www.instagram.com")


@dataclass
class Made:
    """A file as columns of days; ``values`` has a text for each (account, column) that is not blank."""

    addresses: list[str]
    days: list[date]
    values: dict[tuple[int, int], str] = field(default_factory=dict)
    slip: int | None = None
    falling: tuple[int, ...] = ()

    def unreadable(self) -> int:
        """How many cells are no numbers."""
        return sum(text in NOT_NUMBERS for text in self.values.values())


def made(seed: int, accounts: int = ACCOUNTS, days: int = DAYS) -> Made:
    """The file of a seed."""
    chance = random.Random(seed)
    true = sorted(date(2011, 6, 1) + timedelta(days=n) for n in chance.sample(range(3 * 365), days))
    slip = chance.randrange(5, days - 1)
    falling = tuple(sorted(chance.sample([n for n in range(6, days) if n not in (slip, slip + 1)], 2)))
    file = Made([address(n, written=True) for n in range(accounts)], list(true), slip=slip, falling=falling)
    file.days[slip] = true[slip].replace(year=true[slip].year - 1, day=min(true[slip].day, 28))
    level = [1.0] * accounts
    sizes = [(exp(chance.gauss(7, 2)), chance.gauss(0.3, 0.2), abs(chance.gauss(0, 0.02))) for _ in range(accounts)]
    for column, day in enumerate(true):
        for account, (size, growth, noise) in enumerate(sizes):
            level[account] *= 0.8 if column in falling and chance.random() < 0.6 else 1
            if chance.random() < 0.15:
                continue
            grown = exp(growth * (day - true[0]).days / 365 + chance.gauss(0, noise))
            odd = chance.random() < 0.01
            value = round(size * level[account] * grown)
            file.values[account, column] = chance.choice(NOT_NUMBERS) if odd else written(value, chance)
    return file


def written(value: int, chance: random.Random) -> str:
    """A number as people write it."""
    style = chance.randrange(5)
    return f"{value:,}".replace(",", {0: " ", 1: "\u00a0", 2: "\u202f", 3: ","}.get(style, ""))


def address(number: int, *, written: bool = False) -> str:
    """An account's address; ``written``: as the file has it, every tenth by the name it had before."""
    part = "." if number % len(HOSTS) else "_"
    name = part.join(["bureau", f"{number:03}"] + (["old"] if written and renamed(number) else []))
    return f"https://{HOSTS[number % len(HOSTS)]}/{name}"


def renamed(number: int) -> bool:
    """Whether an account had another name when the file was made."""
    return number % 10 == 1


def register(world, accounts: int = ACCOUNTS) -> list[Account]:
    """The accounts of the file, some of them renamed since."""
    readings = [canonicalise(address(number)) for number in range(accounts)]
    new = [Newcomer(reading=one, unit=world.hydro, title=Pair(one.handle, ""), languages=()) for one in readings]
    register_many(new, actor=world.manager, at=AT)
    found = {account.address: account for account in Account.objects.all()}
    for number in filter(renamed, range(accounts)):
        old = canonicalise(address(number, written=True))
        account = found[readings[number].address]
        words = {"handle": old.handle, "key": old.key, "address": old.address, "display": old.display}
        FormerHandle.objects.create(account=account, platform=account.platform, until=date(2025, 1, 1), **words)
    return [found[one.address] for one in readings]


def long_rows(file: Made) -> list[list[str]]:
    """A row per figure, day by day, blanks left out or not."""
    rows = [["Agency", "Url", "Date Sampled", "Likes/Followers/Visits/Downloads"]]
    for column, day in enumerate(file.days):
        for number, where in enumerate(file.addresses):
            text = file.values.get((number, column), "")
            if text or number % 2:
                rows.append([f"Bureau {number}", where, f"{day:%m/%d/%Y} 12:00:00 AM", text])
    return rows


def wide_rows(file: Made) -> list[list[object]]:
    """A row per account, a column per day."""
    head = ["Compte", *(day.isoformat() for day in file.days)]
    return [head] + [
        [where, *(file.values.get((number, column), "") for column in range(len(file.days)))]
        for number, where in enumerate(file.addresses)
    ]


def csv_of(rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    """As a spreadsheet saves it."""
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode(encoding)


def xlsx_of(file: Made) -> bytes:
    """A wide workbook whose days are dates and whose figures, where they are plain, are numbers."""
    rows = wide_rows(file)
    rows[0] = ["Compte", *file.days]
    rows[1:] = [[row[0], *(int(cell) if cell.isdigit() else cell or None for cell in row[1:])] for row in rows[1:]]
    return workbook({"Relevés": rows})
