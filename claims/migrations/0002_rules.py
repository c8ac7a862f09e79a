"""Rules that no constraint over one row can hold: what the database refuses by triggers."""

from django.db import migrations

# The history is never rewritten. No TRUNCATE trigger: flushing a test database needs it.
EVENTS_STAND = (
    """
    CREATE FUNCTION claims_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% of % refused: its rows never change', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER claims_event_stands BEFORE UPDATE OR DELETE ON claims_event
        FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
    CREATE TRIGGER claims_revision_stands BEFORE UPDATE ON claims_revision
        FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
    """,
    """
    DROP TRIGGER claims_revision_stands ON claims_revision;
    DROP TRIGGER claims_event_stands ON claims_event;
    DROP FUNCTION claims_refuse_change();
    """,
)

# Every pair that a row of the workflow's table makes, and its undo.
STAGE_PAIRS = (
    """
    CREATE FUNCTION claims_check_stage_pair() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (OLD.stage, NEW.stage) NOT IN (
            ('proposed', 'open'), ('open', 'proposed'),
            ('proposed', 'dismissed'), ('dismissed', 'proposed'),
            ('open', 'dismissed'), ('dismissed', 'open'),
            ('checking', 'dismissed'), ('dismissed', 'checking'),
            ('open', 'checking'), ('checking', 'open'),
            ('checking', 'approval'), ('approval', 'checking'),
            ('approval', 'closed'), ('closed', 'approval'),
            ('closed', 'open'), ('open', 'closed')
        ) THEN
            RAISE EXCEPTION 'claim % cannot go from % to %', OLD.id, OLD.stage, NEW.stage
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER claims_claim_stage_pair BEFORE UPDATE OF stage ON claims_claim
        FOR EACH ROW WHEN (OLD.stage IS DISTINCT FROM NEW.stage)
        EXECUTE FUNCTION claims_check_stage_pair();
    """,
    """
    DROP TRIGGER claims_claim_stage_pair ON claims_claim;
    DROP FUNCTION claims_check_stage_pair();
    """,
)

# substr() counts code points in a UTF-8 database, as Python's slices do.
PASSAGES_STAND_IN_THE_TEXT = (
    """
    CREATE FUNCTION claims_check_passage() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        revision claims_revision;
    BEGIN
        SELECT * INTO revision FROM claims_revision WHERE id = NEW.revision_id;
        IF NEW.article_id IS DISTINCT FROM revision.article_id
            OR NEW.exact IS DISTINCT FROM
                substr(revision.text, NEW.start + 1, NEW."end" - NEW.start)
            OR NEW.digest IS DISTINCT FROM
                encode(sha256(convert_to(NEW.exact, 'UTF8')), 'hex')
        THEN
            RAISE EXCEPTION 'passage % to % does not stand so in revision %',
                NEW.start, NEW."end", NEW.revision_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER claims_passage_stands BEFORE INSERT OR UPDATE ON claims_passage
        FOR EACH ROW EXECUTE FUNCTION claims_check_passage();
    """,
    """
    DROP TRIGGER claims_passage_stands ON claims_passage;
    DROP FUNCTION claims_check_passage();
    """,
)


# What was captured, checked, disclosed, ruled and superseded is never rewritten.
UNCHANGING = [
    "claims_storedfile", "claims_look", "claims_disclosure", "claims_comparison", "claims_ruling",
    "claims_pastpassage",
]  # fmt: skip
ROWS_STAND = (
    "".join(
        f"""
        CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
        """
        for table in UNCHANGING
    ),
    "".join(f"DROP TRIGGER {table}_stands ON {table};" for table in UNCHANGING),
)

# A withdrawal alone is written beside what was signed, once.
SIGN_OFFS_STAND = (
    """
    CREATE TRIGGER claims_signoff_stands BEFORE DELETE ON claims_signoff
        FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
    CREATE TRIGGER claims_signoff_withdrawn_once BEFORE UPDATE ON claims_signoff
        FOR EACH ROW WHEN (
            OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
            OR (OLD.id, OLD.revision_id, OLD.signed_by_id, OLD.signed_at, OLD.open_items)
                IS DISTINCT FROM
                (NEW.id, NEW.revision_id, NEW.signed_by_id, NEW.signed_at, NEW.open_items)
        ) EXECUTE FUNCTION claims_refuse_change();
    """,
    """
    DROP TRIGGER claims_signoff_withdrawn_once ON claims_signoff;
    DROP TRIGGER claims_signoff_stands ON claims_signoff;
    """,
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
    dependencies = [("claims", "0001_initial")]

    operations = [
        migrations.RunSQL(*EVENTS_STAND),
        migrations.RunSQL(*STAGE_PAIRS),
        migrations.RunSQL(*PASSAGES_STAND_IN_THE_TEXT),
        migrations.RunSQL(*ROWS_STAND),
        migrations.RunSQL(*SIGN_OFFS_STAND),
        migrations.RunSQL(*SNAPSHOTS_STAND),
    ]
