"""What was ruled, signed and superseded is never rewritten: the database refuses it by triggers."""

from django.db import migrations

STAND = ["claims_ruling", "claims_signoff", "claims_pastpassage"]

ROWS_STAND = (
    "".join(
        f"""
        CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
        """
        for table in STAND
    ),
    "".join(f"DROP TRIGGER {table}_stands ON {table};" for table in STAND),
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_copy_that_changes")]

    operations = [migrations.RunSQL(*ROWS_STAND)]
