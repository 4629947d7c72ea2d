"""A decided text is kept as it was decided, whatever code runs: its corrections are rows of their own."""

from django.db import migrations

TEXT = (
    *("kind", "reasons", "rationale_fr", "rationale_en", "deciding_body", "handle_fate", "evidence"),
    *("options_considered", "minority_view", "revisit_if_fr", "revisit_if_en", "minutes_reference", "signatory"),
    *("joint_initiative_fr", "joint_initiative_en", "joint_initiative_url", "stated_figure", "stated_wording_fr"),
    *("stated_wording_en", "stated_scope_fr", "stated_scope_en", "decided_on", "institution_id", "platform_id"),
    *("recorded", "source"),
)
OPEN = "('draft', 'consultation', 'proposed', 'withdrawn')"

DECISIONS = f"""
CREATE OR REPLACE FUNCTION carrefour_exit_text_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        OLD.state IN {OPEN}
        OR NEW.state NOT IN {OPEN} AND ({", ".join(f"NEW.{name}" for name in TEXT)}) IS NOT DISTINCT FROM ({", ".join(f"OLD.{name}" for name in TEXT)})
    )
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND OLD.state IN {OPEN} THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a decided text is kept' USING ERRCODE = '23000', CONSTRAINT = 'exit_text_kept';
END $$;
CREATE OR REPLACE TRIGGER exit_text_kept BEFORE UPDATE OR DELETE ON workflows_exitdecision
    FOR EACH ROW EXECUTE FUNCTION carrefour_exit_text_kept();
"""
DECISIONS_BACK = """
DROP TRIGGER IF EXISTS exit_text_kept ON workflows_exitdecision;
DROP FUNCTION IF EXISTS carrefour_exit_text_kept();
"""

# A recorded decision gets its lines after its row, in the same transaction: they may be added, never changed.
LINES = f"""
CREATE OR REPLACE FUNCTION carrefour_exit_line_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided boolean;
BEGIN
    -- Both decisions of a line that is moved; a recorded one gets its lines when it is entered.
    SELECT bool_or(state NOT IN {OPEN} AND NOT (TG_OP = 'INSERT' AND recorded)) INTO decided FROM workflows_exitdecision
        WHERE (TG_OP <> 'INSERT' AND id = OLD.decision_id) OR (TG_OP <> 'DELETE' AND id = NEW.decision_id);
    IF NOT decided THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION 'a decided scope is kept' USING ERRCODE = '23000', CONSTRAINT = 'exit_line_kept';
END $$;
CREATE OR REPLACE TRIGGER exit_line_kept BEFORE INSERT OR UPDATE OR DELETE ON workflows_scopeline
    FOR EACH ROW EXECUTE FUNCTION carrefour_exit_line_kept();
"""
LINES_BACK = """
DROP TRIGGER IF EXISTS exit_line_kept ON workflows_scopeline;
DROP FUNCTION IF EXISTS carrefour_exit_line_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0010_exits_whole")]

    operations = [migrations.RunSQL(DECISIONS, DECISIONS_BACK), migrations.RunSQL(LINES, LINES_BACK)]
