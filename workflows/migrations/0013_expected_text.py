"""What its authors expected of a decision is kept with its text: a look back compares with what was said, not with what is remembered."""

from importlib import import_module

from django.db import migrations

before = import_module("workflows.migrations.0011_decided_text")

EXPECTED = ("expected_followers", "expected_fr", "expected_en")
COLUMNS = (*before.TEXT, *EXPECTED)


def same(row: str) -> str:
    """The kept columns of OLD or NEW, as one row to compare."""
    return "(" + ", ".join(f"{row}.{name}" for name in COLUMNS) + ")"


DECISIONS = f"""
CREATE OR REPLACE FUNCTION carrefour_exit_text_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        OLD.state IN {before.OPEN}
        OR NEW.state NOT IN {before.OPEN} AND {same("NEW")} IS NOT DISTINCT FROM {same("OLD")}
    )
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND OLD.state IN {before.OPEN} THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a decided text is kept' USING ERRCODE = '23000', CONSTRAINT = 'exit_text_kept';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0012_carried_out_and_looked_back")]

    operations = [migrations.RunSQL(DECISIONS, before.DECISIONS)]
