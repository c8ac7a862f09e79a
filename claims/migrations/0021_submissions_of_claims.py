"""A judged claim knows the submission that its verdict rests on, and evidence the last that
rested on it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

JUDGED = ["approval", "closed"]

FILL = """
    UPDATE claims_claim claim SET submission_id = (
        SELECT max(id) FROM claims_event WHERE claim_id = claim.id AND verb = 'submit'
    ) WHERE stage IN ('approval', 'closed');
    UPDATE claims_evidence evidence SET judgement_id = claim.submission_id
        FROM claims_claim claim JOIN claims_event event ON event.id = claim.submission_id
        WHERE claim.id = evidence.claim_id AND event.wording -> 'evidence'
            @> jsonb_build_array(jsonb_build_object('id', evidence.id));
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""
SUBMISSION_IS_ITS_OWN = (
    """
    CREATE FUNCTION claims_check_submission() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM claims_event
            WHERE id = NEW.submission_id AND claim_id = NEW.id AND verb = 'submit'
                AND (verdict, note, actor_id) = (NEW.verdict, NEW.rationale, NEW.submitted_by_id)
        ) THEN
            RAISE EXCEPTION 'the verdict of claim % is not that of submission %',
                NEW.id, NEW.submission_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER claims_claim_submission
        AFTER INSERT OR UPDATE OF submission_id, verdict, rationale, submitted_by_id
        ON claims_claim DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.submission_id IS NOT NULL)
        EXECUTE FUNCTION claims_check_submission();
    """,
    """
    DROP TRIGGER claims_claim_submission ON claims_claim;
    DROP FUNCTION claims_check_submission();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_revisions_of_articles")]

    operations = [
        migrations.AddField(
            "claim",
            "submission",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="The event that the verdict rests on.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.event",
            ),
        ),
        migrations.AddField(
            "evidence",
            "judgement",
            models.ForeignKey(
                db_index=False,
                editable=False,
                help_text="The last submission that rested on it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.event",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveConstraint("claim", "claim_judged_with_verdict"),
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=Q(
                    ~Q(verdict=""),
                    stage__in=JUDGED,
                    submitted_by__isnull=False,
                    submission__isnull=False,
                )
                | (
                    ~Q(stage__in=JUDGED)
                    & Q(verdict="", submitted_by__isnull=True, submission__isnull=True)
                ),
                name="claim_judged_with_verdict",
            ),
        ),
        migrations.RunSQL(*SUBMISSION_IS_ITS_OWN),
    ]
