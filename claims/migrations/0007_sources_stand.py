"""What was captured, seen and disclosed is never rewritten: the database refuses it by triggers."""

from django.db import migrations

STAND = [
    "claims_storedfile", "claims_look", "claims_disclosure", "claims_comparison",
]  # fmt: skip

ROWS_STAND = (
    "".join(
        f"""
        CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
        """
        for table in STAND
    ),
    "".join(f"DROP TRIGGER {table}_stands ON {table};" for table in STAND),
)

# Beside a snapshot the address of an outside archive may be put later.
SNAPSHOTS_STAND = (
    """
    CREATE FUNCTION claims_check_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF to_jsonb(NEW) - 'archive_url' <> to_jsonb(OLD) - 'archive_url' THEN
            RAISE EXCEPTION 'UPDATE of snapshot % refused: it never changes', OLD.id
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER claims_snapshot_stands BEFORE UPDATE ON claims_snapshot
        FOR EACH ROW EXECUTE FUNCTION claims_check_snapshot();
    CREATE TRIGGER claims_snapshot_stays BEFORE DELETE ON claims_snapshot
        FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
    """,
    """
    DROP TRIGGER claims_snapshot_stays ON claims_snapshot;
    DROP TRIGGER claims_snapshot_stands ON claims_snapshot;
    DROP FUNCTION claims_check_snapshot();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_sources")]

    operations = [migrations.RunSQL(*ROWS_STAND), migrations.RunSQL(*SNAPSHOTS_STAND)]
