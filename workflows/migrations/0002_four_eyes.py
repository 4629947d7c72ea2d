"""Four eyes whatever code runs: no verdict by an author, no decision by an endorser, no exit decided by its own hand."""

from django.db import migrations

REQUESTS = """
CREATE OR REPLACE FUNCTION carrefour_request_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM workflows_pagerequest WHERE id = NEW.page_request_id AND author_id = NEW.by_id)
        OR EXISTS (SELECT 1 FROM workflows_contribution WHERE page_request_id = NEW.page_request_id AND user_id = NEW.by_id)
        OR EXISTS (SELECT 1 FROM registry_user WHERE id = NEW.by_id AND is_service)
        OR (NEW.stage = 'decision' AND EXISTS (
            SELECT 1 FROM workflows_verdict
            WHERE page_request_id = NEW.page_request_id AND stage = 'endorsement' AND by_id = NEW.by_id
        ))
    THEN
        RAISE EXCEPTION 'four eyes' USING ERRCODE = '23000', CONSTRAINT = 'four_eyes';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER verdict_four_eyes BEFORE INSERT ON workflows_verdict
    FOR EACH ROW EXECUTE FUNCTION carrefour_request_four_eyes();
"""
REQUESTS_BACK = """
DROP TRIGGER IF EXISTS verdict_four_eyes ON workflows_verdict;
DROP FUNCTION IF EXISTS carrefour_request_four_eyes();
"""

EXITS = """
CREATE OR REPLACE FUNCTION carrefour_exit_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.act = 'decided' AND (
        EXISTS (
            SELECT 1 FROM workflows_signature
            WHERE decision_id = NEW.decision_id AND by_id = NEW.by_id AND act IN ('wrote', 'proposed')
        )
        OR EXISTS (SELECT 1 FROM registry_user WHERE id = NEW.by_id AND is_service)
    )
    THEN
        RAISE EXCEPTION 'four eyes' USING ERRCODE = '23000', CONSTRAINT = 'four_eyes';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER signature_four_eyes BEFORE INSERT OR UPDATE ON workflows_signature
    FOR EACH ROW EXECUTE FUNCTION carrefour_exit_four_eyes();
"""
EXITS_BACK = """
DROP TRIGGER IF EXISTS signature_four_eyes ON workflows_signature;
DROP FUNCTION IF EXISTS carrefour_exit_four_eyes();
"""

# A verdict once given is only ever followed by another round's.
KEPT = """
CREATE OR REPLACE FUNCTION carrefour_verdict_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (NEW.page_request_id, NEW.round, NEW.version, NEW.stage, NEW.answer, NEW.by_id, NEW.at)
            = (OLD.page_request_id, OLD.round, OLD.version, OLD.stage, OLD.answer, OLD.by_id, OLD.at)
    THEN
        RETURN NEW;  -- only its words change: a reason that names somebody can be erased
    END IF;
    RAISE EXCEPTION 'a verdict is kept' USING ERRCODE = '23000', CONSTRAINT = 'verdict_kept';
END $$;
CREATE OR REPLACE TRIGGER verdict_kept BEFORE UPDATE OR DELETE ON workflows_verdict
    FOR EACH ROW EXECUTE FUNCTION carrefour_verdict_kept();
"""
KEPT_BACK = """
DROP TRIGGER IF EXISTS verdict_kept ON workflows_verdict;
DROP FUNCTION IF EXISTS carrefour_verdict_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]

    operations = [
        migrations.RunSQL(REQUESTS, REQUESTS_BACK),
        migrations.RunSQL(EXITS, EXITS_BACK),
        migrations.RunSQL(KEPT, KEPT_BACK),
    ]
