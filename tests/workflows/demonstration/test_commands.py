"""`load_demo` and `demo_people`: once, into an empty register, and never over somebody's own."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from registry.audit.models import Event
from registry.organisation.models import Unit, User
from workflows.demonstration.cast import PASSWORD


def said(command, **options):
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_loads_once_and_says_no_the_second_time(db):
    assert "chargée" in said("load_demo")
    before = (Unit.objects.count(), User.objects.count(), Event.objects.count())
    with pytest.raises(CommandError, match=r"déjà des unités(.|\n)*already holds units"):
        said("load_demo")
    assert said("load_demo", if_empty=True) == ""
    assert (Unit.objects.count(), User.objects.count(), Event.objects.count()) == before

    printed = said("demo_people")
    assert PASSWORD in printed
    assert printed.count("@example.org") == 8

    User.objects.get(email="ines.caron@example.org").memberships.all().delete()
    manager = User.objects.get(email="noe.haddad@example.org")
    manager.set_password("another one entirely")
    manager.save()
    assert "Gestionnaire" not in said("demo_people"), "a person with another password is not announced"


def test_a_register_in_use_is_left_alone(world):
    passwords = set(User.objects.values_list("email", "password"))
    with pytest.raises(CommandError):
        said("load_demo")
    assert said("load_demo", if_empty=True) == ""
    assert set(User.objects.values_list("email", "password")) == passwords
    assert PASSWORD not in said("demo_people")
