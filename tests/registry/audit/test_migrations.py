"""The rules written in SQL can be taken back and put again, and say the same afterwards."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

RULES = """
SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', proname, prosrc FROM pg_proc WHERE proname LIKE 'carrefour%'
ORDER BY 1, 2, 3
"""
APPS = ("registry", "workflows")
SQL = [("registry", "0002_rules"), ("workflows", "0002_four_eyes"), ("workflows", "0005_eyes_of_stand_ins")]


def rules():
    with connection.cursor() as cursor:
        cursor.execute(RULES)
        return cursor.fetchall()


def migrate(targets):
    MigrationExecutor(connection).migrate(targets)


@pytest.mark.django_db
def test_every_migration_goes_back_and_forth():
    before = rules()
    assert len(before) > 8
    latest = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] in APPS]
    migrate([("workflows", "0001_initial"), ("registry", "0001_initial")])
    assert rules() == []
    migrate(latest)
    assert rules() == before


@pytest.mark.django_db
def test_a_rule_that_is_already_there_is_put_again_without_complaint():
    """A migration that stopped half-way is run anew: its SQL must not mind what is there."""
    before = rules()
    loader = MigrationExecutor(connection).loader
    for app, name in SQL:
        for operation in loader.get_migration(app, name).operations:
            with connection.cursor() as cursor:
                cursor.execute(operation.sql)
    assert rules() == before
