"""Where institutions stand on platforms as of a day: the one reading of dated stances that every page shares.

A stance is the text of a partial date, and text order is the order of the first day that it can mean: "2023" comes before
"2023-01-01" and after "2022-12-31". So a stance has begun on a day when its date is not after that day as text, and it is
surely begun once the last day that it can mean is past; in between it began *in the course of* its year or month.
A stance whose source does not date it counts from its announcement, where there was one (and is then said to be announced);
else from the day when the register took it in, on which it was so at the latest.
One that was recorded instead of another keeps the other's place among those of the same date; the other counts no more.
"""

from datetime import date, timedelta

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Left, Length, NullIf, TruncDate

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation.models import UnitKind
from registry.partial_dates import last_day
from registry.platforms.models import PlatformStance, PlatformStanceQuerySet, StanceCheck

# What nobody has looked at for longer than this asks to be looked at again.
OLD_AFTER = timedelta(days=90)


def known() -> PlatformStanceQuerySet:
    """Every stance with ``known_on``, the partial date from which it counts, and ``announced_on`` ("" for none)."""
    announced = _entry(_fact("announced_on"))
    entered = Func(TruncDate("at"), Value("YYYY-MM-DD"), function="to_char", output_field=CharField())
    taken_in = _entry(Coalesce(_fact("taken_in"), entered, output_field=CharField()))
    undated = Coalesce(NullIf("announced_on", Value("")), taken_in, output_field=CharField())
    return PlatformStance.objects.annotate(
        announced_on=Coalesce(announced, Value(""), output_field=CharField()),
        known_on=Coalesce(NullIf("as_of", Value("")), undated, output_field=CharField()),
    )


def stances_as_of(day: date) -> PlatformStanceQuerySet:
    """The stance of each institution on each platform as of ``day``, with ``known_on``; at most one each.

    Of several that have begun, the one that begins last counts, and of those of the same date the one recorded last.
    """
    place = Coalesce(Cast(_entry(_fact("first")), BigIntegerField()), F("pk"))
    begun = standing(known()).filter(known_on__lte=day.isoformat())
    begun = begun.order_by("institution_id", "platform_id", "-known_on", place.desc(), "-pk")
    return known().filter(pk__in=begun.distinct("institution_id", "platform_id").values("pk"))


def standing(rows: PlatformStanceQuerySet) -> PlatformStanceQuerySet:
    """The rows instead of which no other was recorded."""
    others = PlatformStance.objects.filter(
        institution=OuterRef("institution"), platform=OuterRef("platform"), pk__gt=OuterRef("pk")
    )
    said = others.annotate(instead_of=_entry(_fact("instead_of"))).filter(instead_of=Cast(OuterRef("pk"), CharField()))
    return rows.filter(~Exists(said))


def with_last_check(rows: PlatformStanceQuerySet, day: date) -> PlatformStanceQuerySet:
    """The rows of `known` with ``checked_on``: the last day, up to ``day``, when somebody found the stance still so."""
    checks = StanceCheck.objects.filter(stance=OuterRef("pk"), day__lte=day).order_by("-day", "-pk")
    return rows.annotate(checked_on=Subquery(checks.values("day")[:1], output_field=DateField()))


def asks_to_be_checked(today: date) -> Q:
    """Which rows of `known` nobody has seen to be so for `OLD_AFTER`: neither their source nor a check.

    A stance that follows from a decision of the register's own institutions is looked back on with that decision.
    """
    last = today - OLD_AFTER
    recent = StanceCheck.objects.filter(stance=OuterRef("pk"), day__gte=last, day__lte=today)
    own = ~Q(institution__kind=UnitKind.PEER) & ~Q(decision_url="")
    # The last day that a partial date can mean is before `last` when the date is before as many letters of `last`.
    return Q(known_on__lt=Left(Value(last.isoformat()), Length(F("known_on")))) & ~Exists(recent) & ~own


def surely_begun(stance: PlatformStance, day: date) -> bool:
    """Whether every day that the date of a row of `known` can mean has come by ``day``."""
    return last_day(stance.known_on) <= day


def _fact(name: str) -> KeyTextTransform:
    return KeyTextTransform(name, "facts")


def _entry(said: Expression) -> Subquery:
    """What the journal's entry of the stance says."""
    events = Event.objects.filter(
        verb=Verb.STANCE_RECORDED, subject_type=PlatformStance._meta.model_name, subject_id=OuterRef("pk")
    )
    return Subquery(events.order_by("at", "pk").values_list(said, flat=True)[:1], output_field=CharField())
