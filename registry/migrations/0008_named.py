"""Which accounts an address names: the one that bears it, those that only the platform could merge with it; else its look-alikes.

``way``: 0 the account itself, 1 its possible twins, 2 what looks like it or bore its name, looked for only when the account
itself is not there. One call, so one round trip, and no plan is set up for a half that does not run.
"""

from django.db import migrations

NAMED = """
CREATE OR REPLACE FUNCTION carrefour_named(
    asked_platform text, asked_key text, twins text[], wanted integer[], asked_name text
)
RETURNS TABLE (
    way integer, id bigint, key varchar, handle varchar, address varchar, display varchar, until date
)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 3
SET enable_seqscan = off SET max_parallel_workers_per_gather = 0 SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    place bigint;
BEGIN
    SELECT p.id INTO place FROM registry_platform p WHERE p.slug = asked_platform;
    IF cardinality(twins) > 0 THEN
        RETURN QUERY SELECT 1, a.id, NULL::varchar, NULL::varchar, NULL::varchar, NULL::varchar, NULL::date
            FROM registry_account a WHERE a.platform_id = place AND a.key = ANY (twins);
    END IF;
    RETURN QUERY SELECT 0, a.id, NULL::varchar, NULL::varchar, NULL::varchar, NULL::varchar, NULL::date
        FROM registry_account a WHERE a.platform_id = place AND a.key = asked_key;
    IF FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT 2, a.id, NULL::varchar, NULL::varchar, NULL::varchar, NULL::varchar, NULL::date
        FROM registry_account a WHERE a.traces && wanted;
    RETURN QUERY SELECT 2, f.account_id, f.key, f.handle, f.address, f.display, f.until
        FROM registry_formerhandle f WHERE f.key IN (asked_key, asked_name);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_administrators_beside")]

    operations = [
        migrations.RunSQL(NAMED, "DROP FUNCTION IF EXISTS carrefour_named(text, text, text[], integer[], text)")
    ]
