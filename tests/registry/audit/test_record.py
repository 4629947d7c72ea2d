"""What the pen writes, and that nothing written changes."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from registry.audit.models import Event, EventNote
from registry.audit.record import record, record_many
from registry.audit.signals import event_recorded
from registry.audit.verbs import Verb
from registry.organisation import actions as organisation
from registry.organisation.models import Role
from tests.world import AT


@pytest.fixture
def event(world):
    return record(Verb.ROLE_GRANTED, world.hydro, actor=world.admin, at=AT, unit=world.hydro, reason="À sa demande.")


@pytest.fixture
def listening():
    """The events that a listener is told of; `listening.fails` makes it refuse them."""
    heard = []

    def listen(event, **_signal):
        heard.append(event)
        if listen.fails:
            raise DatabaseError("the listener fails")

    listen.fails = False
    event_recorded.connect(listen)
    listen.heard = heard
    yield listen
    event_recorded.disconnect(listen)


def refused_as(change):
    """The constraint that refuses the change; none when it passes."""
    try:
        with transaction.atomic():
            change()
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return None


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


UPSERT = (
    "INSERT INTO registry_event SELECT * FROM registry_event WHERE id = %s ON CONFLICT (id) DO UPDATE SET verb = 'x'"
)
CHANGES = {
    "save": lambda event: event.save(),
    "update": lambda event: Event.objects.filter(pk=event.pk).update(at=AT),
    "an update that says the same": lambda event: sql("UPDATE registry_event SET verb = verb WHERE id = %s", event.pk),
    "insert over it": lambda event: sql(UPSERT, event.pk),
    "delete": lambda event: sql("DELETE FROM registry_event WHERE id = %s", event.pk),
    "delete its note and itself": lambda event: (event.note.delete(), Event.objects.filter(pk=event.pk).delete()),
}


@pytest.mark.parametrize("way", CHANGES)
def test_an_event_never_changes(event, way):
    assert refused_as(lambda: CHANGES[way](event)) == "append_only"
    assert Event.objects.get(pk=event.pk).verb == Verb.ROLE_GRANTED


def test_the_words_said_with_it_can_be_erased(event):
    event.note.text = "[effacé]"
    event.note.save()
    EventNote.objects.all().delete()
    assert Event.objects.filter(pk=event.pk).exists()


def test_an_event_says_who_what_when_why(world, event):
    told = Event.objects.about(world.hydro).first()
    assert (told.actor, told.at, told.verb, told.note.text) == (world.admin, AT, Verb.ROLE_GRANTED, "À sa demande.")
    assert (told.subject_label_fr, told.subject_label_en) == ("Génie hydrique", "Water Engineering")
    assert (told.subject_type, told.subject_id, told.unit, told.facts) == ("unit", world.hydro.pk, world.hydro, {})


def test_no_reason_leaves_no_note(world):
    event = record(Verb.UNIT_CREATED, world.hydro, actor=None, at=AT, reason="", kind="department")
    assert not EventNote.objects.filter(event=event).exists()
    assert (event.actor, event.facts) == (None, {"kind": "department"})


def test_about_keeps_to_its_subject(world, event):
    """A unit and a person of one number are two subjects."""
    other = record(Verb.PERSON_INVITED, world.admin, actor=None, at=AT)
    Event.objects.bulk_create(
        [
            Event(
                verb="x",
                at=AT,
                subject_type="user",
                subject_id=world.hydro.pk,
                subject_label_fr="",
                subject_label_en="",
            )
        ]
    )
    assert {row.subject_type for row in Event.objects.about(world.hydro)} == {"unit"}
    assert other in Event.objects.about(world.admin)


def test_many_events_take_one_query(world, listening, django_assert_num_queries):
    # Of a verb that nobody else listens to: what listeners ask is theirs.
    units = [world.hydro, world.lab, world.library]
    with django_assert_num_queries(1):
        events = record_many(
            Verb.UNIT_CREATED,
            [(unit, unit, {"to": n}) for n, unit in enumerate(units)],
            actor=world.manager,
            at=AT,
        )
    assert [event.pk for event in listening.heard] == [event.pk for event in events]
    kept = Event.objects.filter(verb=Verb.UNIT_CREATED, facts__has_key="to").order_by("pk")
    assert [(row.subject_id, row.facts) for row in kept] == [(unit.pk, {"to": n}) for n, unit in enumerate(units)]


def test_a_listener_that_fails_undoes_the_action(world, listening):
    listening.fails = True
    with pytest.raises(DatabaseError):
        organisation.grant(world.nobody, world.hydro, Role.HEAD, actor=world.admin, at=AT)
    assert not world.nobody.memberships.exists()
    assert not Event.objects.filter(verb=Verb.ROLE_GRANTED, facts__person=world.nobody.pk, facts__role="head").exists()
    assert len(listening.heard) == 1
