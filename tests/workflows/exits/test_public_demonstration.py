"""Every decision of the demonstration, the peers of `peer_decisions.csv` among them, is as the schema says."""

from datetime import UTC, datetime

from django.urls import reverse
from jsonschema import Draft202012Validator

from workflows.demonstration.actions import load
from workflows.exits.public_facts import facts
from workflows.exits.public_queries import whole

SITE = "https://carrefour.example"


def test_every_decision_is_as_the_schema_says(db, client):
    load(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    schema = Draft202012Validator(client.get(reverse("exits:schema")).json())
    rows = list(whole())
    assert len(rows) > 20
    assert {row.slug: [fault.message for fault in schema.iter_errors(facts(row, SITE))] for row in rows} == {
        row.slug: [] for row in rows
    }
    assert list(schema.iter_errors(facts(rows[0], SITE) | {"invented": 1})), "what the schema does not say is a fault"
