from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_columns"),
    ]

    operations = [
        migrations.AddField(
            model_name="claimant",
            name="new_name",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="While a task records this on the claims.",
                max_length=200,
                verbose_name="being renamed to",
            ),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(
            name="correction",
            options={"ordering": ["article_id", "start", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="passage",
            options={"ordering": ["revision_id", "start", "-end", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="pastpassage",
            options={"ordering": ["revision_id", "start", "-end", "pk"]},
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ["suggested", "countered", "accepted", "declined", "upheld"])
                ),
                fields=["article"],
                name="correction_open_by_article",
            ),
        ),
    ]
