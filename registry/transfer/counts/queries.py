"""What a file of figures needs of the register: the accounts that it names, and what is known and asked of them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from registry.accounts.models import Account, FormerHandle
from registry.accounts.status import ENDED
from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.folding import fold
from registry.followers.models import CountFile, FollowerCount, QuestionedCount
from registry.followers.rights import countable_by
from registry.followers.snapshot_answers import fitting_day
from registry.language import Pair
from registry.organisation import tree
from registry.organisation.models import Unit, User
from registry.organisation.permissions import Can, units_where, within
from registry.transfer.counts.known import Accounts, Figures, Held, Named
from registry.transfer.counts.who import Who
from registry.transfer.models import Content, ImportFile, State

RECENT = 10


def institutions_for(user: User) -> list[Unit]:
    """The institutions in which a person counts the followers of something, in the order of their names."""
    paths = {*units_where(user, Can.FOLLOWERS_COUNT).values_list("path", flat=True)}
    paths |= set(countable_by(user).order_by().values_list("unit__path", flat=True).distinct())
    return list(Unit.objects.institutions().filter(pk__in={tree.institution_of(path) for path in paths}))


def accounts_for(whos: Iterable[Who], institution: Unit, user: User) -> Accounts:
    """The accounts that these names mean, those alone that the person counts in an institution."""
    whos = list(whos)
    keys = {(who.reading.platform, who.reading.key) for who in whos if who.reading}
    mine = _held(countable_by(user).filter(unit__path__startswith=institution.path))
    found = Accounts(by_key=_by_key(keys, {held.number: held for _names, _platform, held in mine}))
    written: dict[str, set[str]] = {}
    for name in {name for who in whos for name in who.names}:
        written.setdefault(fold(name), set()).add(name)
    for names, platform, held in mine if written else ():
        for folded in {fold(one) for one in names if one} & written.keys():
            for name in written[folded]:
                found.by_name.setdefault(name, []).append((platform, held))
    return found


def _held(accounts: QuerySet[Account]) -> list[tuple[tuple[str, ...], str, Held]]:
    rows = accounts.values_list(
        *("pk", "slug", "title_fr", "title_en", "display", "status", "official_until", "platform__slug")
    )
    return [
        (
            (slug, fr, en, display),
            platform,
            Held(pk, str(Pair(fr, en)) or display, until if status in ENDED else "", display),
        )
        for pk, slug, fr, en, display, status, until, platform in rows
    ]


def _by_key(keys: set[tuple[str, str]], mine: dict[int, Held]) -> dict[tuple[str, str], Named]:
    """Who bears these names now and who bore them; somebody whom the person does not count only takes the name away."""
    platforms, names = {key[0] for key in keys}, {key[1] for key in keys}
    wanted = Q(platform__slug__in=platforms, key__in=names)
    found: dict[tuple[str, str], dict] = {}
    for number, platform, key in Account.objects.filter(wanted).values_list("pk", "platform__slug", "key"):
        found.setdefault((platform, key), {}).update(now=mine.get(number), taken=True)
    former = FormerHandle.objects.filter(wanted).values_list("account_id", "platform__slug", "key", "until")
    for number, platform, key, until in former:
        found.setdefault((platform, key), {}).update(before=mine.get(number), until=until)
    return {key: Named(**words) for key, words in found.items() if key in keys}


def figures_of(accounts: Iterable[int]) -> Figures:
    """The series of these accounts, and what is or was asked of them."""
    numbers = set(accounts)
    found = Figures()
    counts = FollowerCount.objects.filter(account__in=numbers).order_by()
    for account, metric, day, value, exact in counts.values_list("account_id", "metric", "day", "value", "is_exact"):
        found.series.setdefault((account, metric), {})[day] = (value, exact)
    asked = QuestionedCount.objects.filter(account__in=numbers).order_by()
    for account, metric, day, value, reply in asked.values_list("account_id", "metric", "day", "value", "reply"):
        found.asked.setdefault((account, metric), {})[(day, value)] = not reply
    return found


def files_for(user: User) -> QuerySet[CountFile]:
    """The files of figures that a person brought, or that were brought where they count a whole institution; newest first."""
    whole = within(user, [Can.FOLLOWERS_COUNT], prefix="institution")
    rows = CountFile.objects.filter(Q(brought_by=user) | whole)
    return rows.select_related("institution", "brought_by").order_by("-brought_at", "-pk")


def waiting_files(user: User, at: datetime) -> list[ImportFile]:
    """The files of figures that a person brought and has not applied yet."""
    rows = ImportFile.objects.visible_to(user, Content.FIGURES).filter(state=State.PLANNED).defer("tables")
    return [each for each in rows[:RECENT] if not each.is_stale(at)]


def groups_of(questions: QuerySet[QuestionedCount]) -> list[dict]:
    """The days that are asked about as a whole, by day: what is doubted, how many, and the day that would fit (or None)."""
    found: dict[str, dict] = {}
    for question in questions.exclude(snapshot="").order_by("day", "snapshot", "pk"):
        name = question.snapshot
        if name not in found:
            same = {"doubt": question.doubt, "day": question.day, "metric": question.metric}
            found[name] = same | {"snapshot": name, "number": question.pk, "fits": fitting_day(question), "points": 0}
        found[name]["points"] += 1
    return list(found.values())


def summary_of(file: CountFile) -> dict:
    """What the journal says of a file: first and last day, how many were kept, questioned and refused."""
    event = Event.objects.about(file).filter(verb=Verb.FOLLOWERS_FILE).first()
    return event.facts | {name: date.fromisoformat(event.facts[name]) for name in ("first_day", "last_day")}
