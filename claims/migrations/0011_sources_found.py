"""Sources are found by author and tag; a confidential one does not say how it was asked."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_imports_revise"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE claims_source SET asked_how = '' WHERE is_confidential",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveConstraint(
            model_name="source",
            name="source_confidential_unnamed",
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("author"), name="gin_trgm_ops"
                ),
                name="source_author_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(fields=["tags"], name="source_by_tag"),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_confidential", False),
                    models.Q(
                        ("answer", ""),
                        ("asked_how", ""),
                        ("asked_whom", ""),
                        ("author", ""),
                        ("contact", ""),
                        ("note", ""),
                        ("publisher", ""),
                        ("tags", []),
                        (
                            "title",
                            django.db.models.functions.text.Concat(
                                models.Value("Confidential source "),
                                django.db.models.functions.comparison.Cast(
                                    "pk", models.TextField()
                                ),
                            ),
                        ),
                        ("url", ""),
                    ),
                    _connector="OR",
                ),
                name="source_confidential_unnamed",
            ),
        ),
    ]
