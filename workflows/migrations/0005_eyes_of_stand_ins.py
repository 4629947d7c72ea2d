"""Four eyes see through a stand-in: who answers for somebody answers with that person's history as well as their own.

Nobody speaks twice at one stage, in their own name or in another's; the leadership's consent comes from neither the
endorser nor the decider. What a verdict says of itself, its door and its weight included, stays as it was.
"""

from django.db import migrations

EYES = """
CREATE OR REPLACE FUNCTION carrefour_request_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    eyes bigint[] := ARRAY[NEW.by_id, COALESCE(NEW.on_behalf_of_id, NEW.by_id)];
BEGIN
    IF EXISTS (SELECT 1 FROM workflows_pagerequest WHERE id = NEW.page_request_id AND author_id = ANY (eyes))
        OR EXISTS (
            SELECT 1 FROM workflows_contribution WHERE page_request_id = NEW.page_request_id AND user_id = ANY (eyes)
        )
        OR EXISTS (SELECT 1 FROM registry_user WHERE id = ANY (eyes) AND is_service)
        OR EXISTS (
            SELECT 1 FROM workflows_verdict
            WHERE page_request_id = NEW.page_request_id
                AND (by_id = ANY (eyes) OR on_behalf_of_id = ANY (eyes))
                AND (
                    (stage = NEW.stage AND round = NEW.round AND NOT (by_id = NEW.by_id AND NEW.on_behalf_of_id IS NULL))
                    OR (NEW.stage = 'decision' AND stage = 'endorsement')
                    OR (NEW.stage = 'leadership' AND stage IN ('endorsement', 'decision'))
                )
        )
    THEN
        RAISE EXCEPTION 'four eyes' USING ERRCODE = '23000', CONSTRAINT = 'four_eyes';
    END IF;
    RETURN NEW;
END $$;
"""
EYES_BACK = """
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
"""

KEPT = """
CREATE OR REPLACE FUNCTION carrefour_verdict_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (NEW.page_request_id, NEW.round, NEW.version, NEW.stage, NEW.answer, NEW.by_id, NEW.at, NEW.concludes,
             NEW.through, NEW.reason_code)
            = (OLD.page_request_id, OLD.round, OLD.version, OLD.stage, OLD.answer, OLD.by_id, OLD.at, OLD.concludes,
               OLD.through, OLD.reason_code)
        AND NEW.on_behalf_of_id IS NOT DISTINCT FROM OLD.on_behalf_of_id
    THEN
        RETURN NEW;  -- only its words change: a reason that names somebody can be erased
    END IF;
    RAISE EXCEPTION 'a verdict is kept' USING ERRCODE = '23000', CONSTRAINT = 'verdict_kept';
END $$;
"""
KEPT_BACK = """
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
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_request_desk")]

    operations = [
        migrations.RunSQL(EYES, EYES_BACK),
        migrations.RunSQL(KEPT, KEPT_BACK),
    ]
