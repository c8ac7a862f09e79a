"""An article knows its current revision, and the one that was published.

Both are keys over article and revision, so that neither is of another article; a trigger that
waits for the commit holds that the current one is the last.
"""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
    UPDATE claims_article article SET current_revision_id = (
        SELECT id FROM claims_revision
        WHERE article_id = article.id ORDER BY number DESC LIMIT 1
    );
    UPDATE claims_article article SET published_revision_id = (
        SELECT (wording ->> 'revision')::bigint FROM claims_event
        WHERE article_id = article.id AND verb = 'publish' ORDER BY id DESC LIMIT 1
    ) WHERE published_at IS NOT NULL;
"""
KEYS = (
    """
    ALTER TABLE claims_article
        ADD CONSTRAINT article_current_revision_is_its_own
        FOREIGN KEY (id, current_revision_id) REFERENCES claims_revision (article_id, id)
        DEFERRABLE INITIALLY DEFERRED,
        ADD CONSTRAINT article_published_revision_is_its_own
        FOREIGN KEY (id, published_revision_id) REFERENCES claims_revision (article_id, id)
        DEFERRABLE INITIALLY DEFERRED;
    """,
    """
    ALTER TABLE claims_article
        DROP CONSTRAINT article_current_revision_is_its_own,
        DROP CONSTRAINT article_published_revision_is_its_own;
    """,
)
CURRENT_IS_LAST = (
    """
    CREATE FUNCTION claims_check_current_revision() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        article_key bigint;
    BEGIN
        IF TG_TABLE_NAME = 'claims_article' THEN
            article_key := NEW.id;
        ELSE
            article_key := NEW.article_id;
        END IF;
        IF EXISTS (
            SELECT FROM claims_article article
            WHERE id = article_key AND current_revision_id IS DISTINCT FROM (
                SELECT id FROM claims_revision
                WHERE article_id = article.id ORDER BY number DESC LIMIT 1
            )
        ) THEN
            RAISE EXCEPTION 'the current revision of article % is not its last one', article_key
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER claims_article_current_revision
        AFTER INSERT OR UPDATE OF current_revision_id ON claims_article
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION claims_check_current_revision();
    CREATE CONSTRAINT TRIGGER claims_revision_is_current AFTER INSERT ON claims_revision
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION claims_check_current_revision();
    """,
    """
    DROP TRIGGER claims_revision_is_current ON claims_revision;
    DROP TRIGGER claims_article_current_revision ON claims_article;
    DROP FUNCTION claims_check_current_revision();
    """,
)


def revision_key(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="claims.revision",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_people_named")]

    operations = [
        migrations.RenameField("article", "ran_at", "published_at"),
        migrations.AlterField(
            "article",
            "published_at",
            models.DateTimeField(
                blank=True,
                editable=False,
                help_text="From then on an applied correction makes a note.",
                null=True,
                verbose_name="published",
            ),
        ),
        migrations.AddField("article", "current_revision", revision_key(null=True)),
        migrations.AddField("article", "published_revision", revision_key(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("article", "current_revision", revision_key()),
        migrations.AddConstraint(
            "revision",
            models.UniqueConstraint(fields=("article", "id"), name="revision_of_article"),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(published_at=None, published_revision=None)
                | models.Q(published_at__isnull=False, published_revision__isnull=False),
                name="article_published_as_a_revision",
            ),
        ),
        migrations.RunSQL(*KEYS),
        migrations.RunSQL(*CURRENT_IS_LAST),
    ]
