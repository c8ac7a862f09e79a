"""Each copy of a source has its own media type: the same bytes may be pasted text and a page."""

from django.db import migrations, models

GIVE_TYPES = """
    ALTER TABLE claims_snapshot DISABLE TRIGGER claims_snapshot_stands;
    UPDATE claims_snapshot snapshot
        SET media_type = CASE WHEN way = 'pasted' THEN 'text/plain' ELSE stored.media_type END
        FROM claims_storedfile stored WHERE stored.id = snapshot.stored_id;
    ALTER TABLE claims_snapshot ENABLE TRIGGER claims_snapshot_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_submissions_of_claims")]

    operations = [
        migrations.AddField(
            "snapshot",
            "media_type",
            models.CharField(
                default="",
                help_text="Of this copy: pasted HTML is plain text, fetched HTML a page.",
                max_length=100,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "storedfile",
            "media_type",
            models.CharField(help_text="As of the first who stored these bytes.", max_length=100),
        ),
        migrations.RunSQL(GIVE_TYPES, migrations.RunSQL.noop),
    ]
