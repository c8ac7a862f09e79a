"""An import may be the next revision of an article that stands."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_rulings_stand"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="revises",
            field=models.ForeignKey(
                blank=True,
                help_text="The article whose next revision it is to be.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.article",
            ),
        ),
    ]
