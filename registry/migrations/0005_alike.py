"""The numbers of the accounts that share a trace, always by the index.

PostgreSQL cannot tell how rare a trace is and takes it for common: by itself it reads the whole table, or calls in helpers,
for an answer of a few rows. Whatever the size of the register, the index is what answers.
"""

from django.db import migrations

ALIKE = """
CREATE OR REPLACE FUNCTION carrefour_alike(wanted integer[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 5
SET enable_seqscan = off SET max_parallel_workers_per_gather = 0 SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY SELECT id FROM registry_account WHERE traces && wanted;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_traces_and_former_handles")]

    operations = [migrations.RunSQL(ALIKE, "DROP FUNCTION IF EXISTS carrefour_alike(integer[])")]
