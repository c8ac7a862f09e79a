"""Looks and fetched copies keep which address they are of: a source may get another."""

from django.db import migrations, models

# The rows were made to stand. What they are given here is the address that their source has now,
# which is what they were made at unless it got another since.
GIVE_KEYS = (
    """
    ALTER TABLE claims_look DISABLE TRIGGER claims_look_stands;
    ALTER TABLE claims_snapshot DISABLE TRIGGER claims_snapshot_stands;
    UPDATE claims_look look SET address_key = source.address_key
        FROM claims_source source WHERE source.id = look.source_id;
    UPDATE claims_snapshot snapshot SET address_key = source.address_key
        FROM claims_source source WHERE source.id = snapshot.source_id AND way = 'fetched';
    ALTER TABLE claims_snapshot ENABLE TRIGGER claims_snapshot_stands;
    ALTER TABLE claims_look ENABLE TRIGGER claims_look_stands;
    """,
    migrations.RunSQL.noop,
)


def address_key(help_text):
    return models.CharField(blank=True, editable=False, help_text=help_text, max_length=1000)


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_readers_removed")]

    operations = [
        migrations.AddField(
            "look",
            "address_key",
            address_key("The address looked at, as claims.web.addresses.key_of spells it."),
        ),
        migrations.AddField(
            "snapshot",
            "address_key",
            address_key("The address it was fetched from, as key_of spells it; '' if brought in."),
        ),
        migrations.RunSQL(*GIVE_KEYS),
    ]
