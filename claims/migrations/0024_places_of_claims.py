"""A claim knows where it stands first and when it is due; the queue reads both by an index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

TO_DO = Q(stage__in=["proposed", "open", "checking", "approval"], first_article__isnull=False)
FILTERS = ["stage", "kind", "verdict", "claimant", "assignee"]

# The words that a text has lost wait for a person, but for those of a proposal or a dismissed
# claim.
PLACES = (
    """
    CREATE FUNCTION claims_places(keys bigint[])
    RETURNS TABLE (claim_id bigint, first_article_id bigint, due timestamptz)
    LANGUAGE sql STABLE AS $$
        SELECT claim.id,
            (array_agg(
                article.id
                ORDER BY passage.revision_id = article.current_revision_id DESC, passage.id
            ) FILTER (WHERE article.id IS NOT NULL))[1],
            min(article.deadline)
        FROM claims_claim claim
        LEFT JOIN claims_passage passage
            ON passage.claim_id = claim.id AND passage.retired_by_id IS NULL
        LEFT JOIN claims_article article ON article.id = passage.article_id AND (
            passage.revision_id = article.current_revision_id
            OR claim.stage NOT IN ('proposed', 'dismissed')
        )
        WHERE claim.id = ANY (keys)
        GROUP BY claim.id
    $$;
    """,
    "DROP FUNCTION claims_places(bigint[]);",
)
FILL = """
    UPDATE claims_claim claim SET first_article_id = place.first_article_id, due = place.due
    FROM claims_places(ARRAY(SELECT id FROM claims_claim)) place WHERE claim.id = place.claim_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""
CHECKS = (
    """
    CREATE FUNCTION claims_check_places() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        keys bigint[];
    BEGIN
        IF TG_TABLE_NAME = 'claims_claim' THEN
            keys := ARRAY[NEW.id];
        ELSIF TG_TABLE_NAME = 'claims_passage' THEN
            keys := ARRAY[NEW.claim_id, OLD.claim_id];
        ELSE
            keys := ARRAY(SELECT claim_id FROM claims_passage WHERE article_id = NEW.id);
        END IF;
        IF EXISTS (
            SELECT FROM claims_places(keys) place
            JOIN claims_claim claim ON claim.id = place.claim_id
            WHERE (claim.first_article_id, claim.due)
                IS DISTINCT FROM (place.first_article_id, place.due)
        ) THEN
            RAISE EXCEPTION 'a claim of % does not stand first, or is not due, where it says', keys
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER claims_claim_places
        AFTER INSERT OR UPDATE OF first_article_id, due ON claims_claim
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_places();
    CREATE CONSTRAINT TRIGGER claims_claim_places_at_a_stage
        AFTER UPDATE OF stage ON claims_claim
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN ((OLD.stage IN ('proposed', 'dismissed')) <> (NEW.stage IN ('proposed', 'dismissed')))
        EXECUTE FUNCTION claims_check_places();
    CREATE CONSTRAINT TRIGGER claims_passage_places
        AFTER INSERT OR DELETE OR UPDATE OF claim_id, article_id, revision_id, retired_by_id
        ON claims_passage
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_places();
    CREATE CONSTRAINT TRIGGER claims_article_places
        AFTER UPDATE OF deadline, current_revision_id ON claims_article
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_places();
    """,
    """
    DROP TRIGGER claims_article_places ON claims_article;
    DROP TRIGGER claims_passage_places ON claims_passage;
    DROP TRIGGER claims_claim_places_at_a_stage ON claims_claim;
    DROP TRIGGER claims_claim_places ON claims_claim;
    DROP FUNCTION claims_check_places();
    """,
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_source_states")]

    operations = [
        migrations.AddField(
            "claim",
            "first_article",
            models.ForeignKey(
                db_index=False,
                editable=False,
                help_text="Where it stands first; nowhere, where no text makes it any more.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            "claim",
            "due",
            models.DateTimeField(editable=False, help_text="The earliest deadline.", null=True),
        ),
        migrations.RunSQL(*PLACES),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(*CHECKS),
        migrations.AlterField(
            "claim",
            "claimant",
            models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Nobody: the article's own voice.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="claims.claimant",
            ),
        ),
        migrations.AlterField(
            "claim",
            "assignee",
            models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assigned_claims",
                to="claims.user",
            ),
        ),
        migrations.RemoveIndex("claim", "claim_by_stage"),
        migrations.AddIndex("claim", models.Index(fields=["due", "id"], name="claim_by_due")),
        *(
            migrations.AddIndex(
                "claim", models.Index(fields=[name, "due", "id"], name=f"claim_by_{name}")
            )
            for name in FILTERS
        ),
        migrations.AddIndex(
            "claim",
            models.Index(fields=["due", "id"], condition=TO_DO, name="claim_to_do_by_due"),
        ),
        *(
            migrations.AddIndex(
                "claim",
                models.Index(
                    fields=[name, "due", "id"], condition=TO_DO, name=f"claim_to_do_by_{name}"
                ),
            )
            for name in FILTERS
        ),
    ]
