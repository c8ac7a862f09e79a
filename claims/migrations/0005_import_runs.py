"""An import knows which of its preparations is the latest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_proposals"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="run",
            field=models.PositiveIntegerField(
                default=1,
                help_text="Raised with each preparation: an earlier one writes nothing any more.",
            ),
        ),
    ]
