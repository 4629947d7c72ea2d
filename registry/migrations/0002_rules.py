"""Rules that hold whatever code runs: the journal is append-only, and official needs a proof that counts."""

from django.db import migrations

# ERRCODE 23000 surfaces as Django's IntegrityError.
APPEND_ONLY = """
CREATE OR REPLACE FUNCTION carrefour_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = '23000', CONSTRAINT = 'append_only';
END $$;
CREATE OR REPLACE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON registry_event
    FOR EACH ROW EXECUTE FUNCTION carrefour_append_only();
"""
APPEND_ONLY_BACK = """
DROP TRIGGER IF EXISTS event_append_only ON registry_event;
DROP FUNCTION IF EXISTS carrefour_append_only();
"""

# Deferred: within a transaction the account may come before its proof, or the proof before its account.
OFFICIAL = """
CREATE OR REPLACE FUNCTION carrefour_official_needs_proof() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
BEGIN
    IF TG_TABLE_NAME = 'registry_account' THEN
        number := NEW.id;
    ELSE
        number := OLD.account_id;
    END IF;
    IF EXISTS (SELECT 1 FROM registry_account WHERE id = number AND standing = 'official')
        AND NOT EXISTS (
            SELECT 1 FROM registry_proof
            WHERE account_id = number AND (kind <> 'override' OR countersigned_by_id IS NOT NULL)
        )
    THEN
        RAISE EXCEPTION 'an official account needs a proof' USING ERRCODE = '23000', CONSTRAINT = 'official_needs_proof';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS account_official_needs_proof ON registry_account;
CREATE CONSTRAINT TRIGGER account_official_needs_proof AFTER INSERT OR UPDATE OF standing ON registry_account
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION carrefour_official_needs_proof();
DROP TRIGGER IF EXISTS proof_of_official_stays ON registry_proof;
CREATE CONSTRAINT TRIGGER proof_of_official_stays AFTER UPDATE OR DELETE ON registry_proof
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION carrefour_official_needs_proof();
"""
OFFICIAL_BACK = """
DROP TRIGGER IF EXISTS proof_of_official_stays ON registry_proof;
DROP TRIGGER IF EXISTS account_official_needs_proof ON registry_account;
DROP FUNCTION IF EXISTS carrefour_official_needs_proof();
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, APPEND_ONLY_BACK),
        migrations.RunSQL(OFFICIAL, OFFICIAL_BACK),
    ]
