"""A year of a register at random: each deed is the product's own action, and written in a diary beside."""

import random
from datetime import UTC, date, datetime, timedelta

from django.utils.timezone import localdate

from registry.accounts import actions as accounts
from registry.accounts.bulk import edit_many
from registry.accounts.handing_over import transfer
from registry.accounts.models import Account, StewardRank
from registry.accounts.status import ProofKind, Standing, Status
from registry.followers.actions import Figure, correct, measure
from registry.followers.models import FollowerCount
from registry.language import Pair
from registry.organisation.models import Membership, Role
from registry.platforms.canonical import canonicalise
from tests.workflows.dashboard.recount import Diary
from tests.world import World

BEGINS = datetime(2025, 11, 1, 12, tzinfo=UTC)
HOSTS = ("x.com", "www.instagram.com", "github.com")
LANGUAGES = ([], ["fr"], ["fr", "en"])


class Life:
    """Accounts of three units of one institution and of another; `live` does one more thing."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.rng, self.at = world, random.Random(seed), BEGINS
        Membership.objects.create(user=world.manager, unit=world.other, role=Role.MANAGER)
        self.units = [world.hydro, world.lab, world.library, world.poly, world.abroad]
        self.diaries: dict[int, Diary] = {}
        self.deeds = [self.enter, self.count, self.count, self.count, self.put_right]
        self.deeds += [self.stand, self.change, self.hand_over, self.speak, self.name, self.prove]

    def live(self) -> None:
        self.at += timedelta(hours=self.rng.randint(1, 200))
        deed = self.rng.choice(self.deeds) if len(self.diaries) > 2 else self.enter
        deed()

    def day(self) -> date:
        return (BEGINS + timedelta(days=self.rng.randint(-200, 420))).date()

    def some(self) -> tuple[Account, Diary]:
        number = self.rng.choice(sorted(self.diaries))
        return Account.objects.select_related("unit").get(pk=number), self.diaries[number]

    def by(self) -> dict:
        return {"actor": self.world.manager, "at": self.at}

    def enter(self) -> None:
        reading = canonicalise(f"{self.rng.choice(HOSTS)}/life{len(self.diaries)}")
        standing = self.rng.choice([s for s in Standing if s != Standing.OFFICIAL])
        said = {"standing": standing, "status": self.rng.choice(list(Status)), "languages": self.rng.choice(LANGUAGES)}
        unit = self.rng.choice(self.units)
        account = accounts.register(reading, unit=unit, title=Pair("Vie", ""), **said, **self.by())
        diary = self.diaries[account.pk] = Diary(reading.platform, localdate(self.at))
        diary.now(self.at, unit=unit.pk, **said)

    def count(self) -> None:
        account, diary = self.some()
        metric = self.rng.choice(["followers", "followers", "likes", "members"])
        day = min(self.day(), self.at.date())
        figure = Figure(day, 1000 + self.rng.randint(0, 9), "Page", metric=metric)
        if isinstance(measure(account, figure, **self.by()), FollowerCount):
            diary.figures[metric].setdefault(day, figure.value)

    def put_right(self) -> None:
        account, diary = self.some()
        old = FollowerCount.objects.filter(account=account).order_by("?").first()
        if old:
            value = old.value + self.rng.randint(1, 500)
            correct(old, value=value, is_exact=True, source="Relu", reason="Relu", **self.by())
            diary.figures[old.metric][old.day] = value

    def stand(self) -> None:
        account, diary = self.some()
        standing = self.rng.choice([s for s in Standing if s != Standing.OFFICIAL])
        accounts.change_standing(account, standing=standing, reason="Vu", **self.by())
        diary.now(self.at, standing=standing)

    def prove(self) -> None:
        account, diary = self.some()
        accounts.record_proof(
            account, kind=ProofKind.OFFICIAL_LINK, evidence="https://example.org/", official_since="", **self.by()
        )
        diary.now(self.at, standing=Standing.OFFICIAL)

    def change(self) -> None:
        account, diary = self.some()
        status = self.rng.choice(list(Status))
        accounts.change_status(account, status=status, reason="Vu", **self.by())
        diary.now(self.at, status=status)

    def hand_over(self) -> None:
        account, diary = self.some()
        unit = self.rng.choice(self.units)
        if self.rng.random() < 0.5:
            transfer(account, unit=unit, reason="Vu", **self.by())
        else:
            edit_many({account.pk: {"unit_id": unit.pk}}, **self.by())
        diary.now(self.at, unit=unit.pk)

    def speak(self) -> None:
        account, diary = self.some()
        languages = self.rng.choice(LANGUAGES)
        edit_many({account.pk: {"languages": languages}}, **self.by())
        diary.now(self.at, languages=languages)

    def name(self) -> None:
        account, diary = self.some()
        who = self.rng.choice([self.world.steward, self.world.colleague, self.world.author])
        rank = self.rng.choice([StewardRank.PRIMARY, StewardRank.BACKUP])
        since = self.at.date() - timedelta(days=self.rng.choice([0, 0, 30]))
        accounts.name_steward(account, who, rank, since=since, **self.by())
        for row in diary.stewards:
            if row[3] is None and (row[0] == rank or row[1] == who.pk):
                row[3] = since
        diary.stewards.append([rank, who.pk, since, None])
