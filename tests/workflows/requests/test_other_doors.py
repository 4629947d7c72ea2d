"""The doors that there are, all of them; and that an import, an administration page or an old verdict is none."""

import ast
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from registry.accounts.models import Account
from registry.organisation import actions as organisation
from registry.organisation.models import Role
from registry.transfer.models import ImportFile
from tests.registry.transfer.files import csv_text
from tests.routes import routes
from tests.tree import imported, name, parsed, product
from tests.workflows.requests.asking import counts
from workflows.requests.models import PageRequest, Verdict
from workflows.requests.states import State

# Whose tests are `test_four_eyes_doors.py`; `form_views` hands in, the demonstration fills an empty register.
DOORS = {"views", "form_views", "api", "bulk", "mail_links"}
DECIDES = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) \"workflows_(?!notification|tally)")


def calls(path, *names: str) -> bool:
    nodes = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    return any(ast.unparse(node) in names for node in nodes)


def test_every_way_to_a_move_is_a_door_that_is_tested():
    callers = {
        name(path) for path in product() if "workflows.requests.moves" in imported(path) and calls(path, "perform")
    }
    assert {path for path in callers if "demonstration" not in path} == {
        f"workflows/requests/{door}.py" for door in DOORS
    }


def test_one_place_in_the_product_writes_a_verdict():
    makers = ("Verdict.objects.create", "Verdict.objects.bulk_create", "Verdict")
    knowing = [path for path in product() if "workflows.requests.models" in imported(path)]
    assert {name(path) for path in knowing if calls(path, *makers)} == {"workflows/requests/voices.py"}


def test_there_is_no_administration_page_of_rows(as_):
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert "admin" not in get_resolver().namespace_dict
    assert not [route for route in map(str, routes()) if "admin/" in route]
    assert as_("admin").get("/admin/").status_code == 404


@pytest.mark.parametrize("who", ["author", "manager2"])
def test_an_import_answers_no_request_and_writes_in_none(world, as_, who):
    """Its file names the request, its address, a state and a decision: all that it brings is an unconfirmed account."""
    asked = world.request(State.ADDRESS_GIVEN)
    if who == "author":
        organisation.grant(world.author, world.poly, Role.MANAGER, actor=world.admin, at=world.tick())
    client, before = as_(who), counts()
    rows = [
        ["Nom", "Adresse", "Demande", "État", "Décision", "Statut", "Décidée par"],
        [asked.title, asked.address, str(asked.pk), "approved", "yes", "Officiel", "manager@example.org"],
        [
            "Autre",
            "https://x.com/club_example",
            str(asked.pk),
            "online",
            "yes",
            "Officiel",
            "head@example.org",
        ],
    ]
    with CaptureQueriesContext(connection) as sent:
        client.post("/import/", {"file": SimpleUploadedFile("liste.csv", csv_text(rows).encode())})
        done = client.post(reverse("transfer:apply", args=[ImportFile.objects.get().pk]))
    assert done.status_code == 303
    assert Account.objects.filter(display="x.com/club_example").get().standing == "unconfirmed"
    assert [query["sql"][:80] for query in sent if DECIDES.search(query["sql"])] == []
    after = counts()
    assert {table for table in before if before[table] != after[table]} <= {"Account", "Event"}
    now = PageRequest.objects.get(pk=asked.pk)
    assert (now.state, now.version) == (asked.state, asked.version)


def test_a_verdict_that_was_given_is_given_to_nobody_else(world):
    """Neither through the ORM nor by SQL: who spoke, for whom and what stay, and no row goes."""
    verdict = world.request(State.APPROVED).verdicts.first()
    changes = {"by": world.leader, "on_behalf_of": world.leader, "answer": "no", "round": 2, "through": "mail"}
    for column, value in changes.items():
        with pytest.raises(IntegrityError, match="kept"), transaction.atomic():
            Verdict.objects.filter(pk=verdict.pk).update(**{column: value})
    with pytest.raises(IntegrityError, match="kept"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM workflows_verdict WHERE id = %s", [verdict.pk])
