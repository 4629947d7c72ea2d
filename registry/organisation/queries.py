"""What an administrator's pages read: the tree of units with its people, and the people with their roles."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, Func, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower

from registry.folding import fold
from registry.organisation import tree
from registry.organisation.models import Membership, ProgramToken, Unit, User

ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"
PLAIN = fold(ACCENTED)


@dataclass(frozen=True)
class UnitLine:
    """A unit in the tree: how deep under the reader's own roots, and how many people hold a role on the unit itself."""

    unit: Unit
    depth: int
    people: int

    @property
    def levels(self) -> range:
        """One mark per level, for the template."""
        return range(self.depth)


def unit_lines(units: QuerySet[Unit]) -> list[UnitLine]:
    """The units in reading order: each under the one above it."""
    people = Count("memberships__user", distinct=True, filter=Q(memberships__user__is_service=False))
    rows = units.select_related("parent").annotate(people=people).order_by("pk")
    by_number = {unit.pk: unit for unit in rows}
    ordered = tree.reading_order({number: (unit.path, unit.sort_key) for number, unit in by_number.items()})
    return [_line(by_number[number], by_number) for number in ordered]


def _line(unit: Unit, given: dict[int, Unit]) -> UnitLine:
    above = [number for number in tree.numbers(unit.path) if number in given]
    return UnitLine(unit, len(above) - 1, unit.people)


def people_of(units: Iterable[Unit], *, q: str = "", role: str = "", unit: Unit | None = None) -> QuerySet[User]:
    """The people who hold a role (`role`, on `unit`) on one of the units, by name; `held` lists their roles there.

    `q` is looked for in names and addresses, whatever its accents and case.
    """
    here = Membership.objects.filter(unit__in=units)
    asked = here.filter(**({"role": role} if role else {}), **({"unit": unit} if unit else {}))
    held = here.select_related("unit").order_by("unit__path", "role", "pk")
    people = User.objects.filter(Exists(asked.filter(user=OuterRef("pk"))), is_service=False)
    people = people.annotate(folded=_folded("full_name"))
    for word in fold(q).split():
        people = people.filter(Q(folded__contains=word) | Q(email__icontains=word))
    return people.prefetch_related(Prefetch("memberships", held, to_attr="held")).order_by("folded", "pk")


def programs_of(units: Iterable[Unit]) -> QuerySet[User]:
    """The programs that hold a role on one of the units, by name: `held` lists their roles there, `given` their tokens."""
    held = Membership.objects.filter(unit__in=units).select_related("unit").order_by("unit__path", "role", "pk")
    tokens = ProgramToken.objects.select_related("given_by").order_by("-created", "-pk")
    programs = User.objects.filter(Exists(held.filter(user=OuterRef("pk"))), is_service=True)
    lists = Prefetch("memberships", held, to_attr="held"), Prefetch("tokens", tokens, to_attr="given")
    return programs.prefetch_related(*lists).order_by("full_name", "pk")


def _folded(column: str) -> Func:
    """The column as `fold` would write it, by PostgreSQL: its builds do not all have `unaccent` or a French collation."""
    return Func(Lower(column), Value(ACCENTED), Value(PLAIN), function="TRANSLATE", output_field=CharField())
