"""A passage knows whether the sentence around it stands as it was read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_address_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="passage",
            name="sentence_stands",
            field=models.BooleanField(
                default=True,
                editable=False,
                help_text="False where a revision changed the sentence around it: somebody has to read it.",
            ),
        ),
    ]
