"""An article knows that it waits for proposals, since when, and for which sentences."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

KEY = (
    """
    ALTER TABLE claims_article
        ADD CONSTRAINT article_proposing_from_is_its_own
        FOREIGN KEY (id, proposing_from_id) REFERENCES claims_revision (article_id, id)
        DEFERRABLE INITIALLY DEFERRED;
    """,
    "ALTER TABLE claims_article DROP CONSTRAINT article_proposing_from_is_its_own;",
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0028_work_begun")]

    operations = [
        migrations.AddField(
            "article",
            "proposing_since",
            models.DateTimeField(
                editable=False,
                help_text="Since when its text waits for a task to propose claims.",
                null=True,
            ),
        ),
        migrations.AddField(
            "article",
            "proposing_from",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="What is new since this one waits; none: the whole text.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.revision",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(proposing_from=None) | Q(proposing_since__isnull=False),
                name="article_proposing_since",
            ),
        ),
        migrations.RunSQL(*KEY),
    ]
