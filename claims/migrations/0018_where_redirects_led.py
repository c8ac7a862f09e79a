"""Fetched copies keep where redirects led: a source that gets that address has its copy already.

On the way back it refuses what would undo a person's being taken off a confidential source's list:
before migration 0015 a list has no memory of that.
"""

from django.db import migrations, models

GIVE_KEYS = """
    ALTER TABLE claims_snapshot DISABLE TRIGGER claims_snapshot_stands;
    UPDATE claims_snapshot snapshot SET landed_key = source.address_key
        FROM claims_source source
        WHERE source.id = snapshot.source_id AND way = 'fetched' AND snapshot.url = source.url;
    ALTER TABLE claims_snapshot ENABLE TRIGGER claims_snapshot_stands;
"""
REFUSE = """
    DO $$ BEGIN
        IF EXISTS (SELECT FROM claims_reader WHERE removed_at IS NOT NULL) THEN
            RAISE EXCEPTION 'People were taken off the list of a confidential source: further back'
                ' they would be listed again';
        END IF;
    END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_queries_placed")]

    operations = [
        migrations.AddField(
            "snapshot",
            "landed_key",
            models.CharField(
                blank=True,
                editable=False,
                help_text="The address that redirects led to, in the same spelling.",
                max_length=1000,
            ),
        ),
        migrations.RunSQL(GIVE_KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(migrations.RunSQL.noop, REFUSE),
    ]
