"""Checks of sources and access to identities get the field's names; a source has its state.

What the last conclusive checks at a source's address found is in two of its columns. The verbs
write them, and a constraint trigger at the end of the transaction holds them to the checks.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Case, F, Q, Value, When

STATES = ["words_missing", "gone", "moved"]

# No row where the source is as it was, or nothing tells.
STATE_FUNCTION = """
    CREATE FUNCTION claims_state_of_source(of_source bigint, of_address varchar)
    RETURNS TABLE (found_state varchar, found_since timestamptz) LANGUAGE sql STABLE AS $$
        WITH told AS (
            SELECT id, at, state FROM claims_sourcecheck
            WHERE source_id = of_source AND address_key = of_address AND state IS NOT NULL
        ), last AS (SELECT state FROM told ORDER BY id DESC LIMIT 1)
        SELECT last.state, (
            SELECT at FROM told WHERE id > coalesce(
                (SELECT max(id) FROM told other WHERE other.state <> last.state), 0
            ) ORDER BY id LIMIT 1
        ) FROM last WHERE last.state <> ''
    $$;
"""
GIVE_STATES = """
    UPDATE claims_source source SET (state, state_since) = (
        SELECT found_state, found_since FROM claims_state_of_source(source.id, address_key)
    )
    WHERE EXISTS (SELECT FROM claims_state_of_source(source.id, address_key));
"""
STATES_STAND = """
    CREATE FUNCTION claims_check_source_state() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        checked bigint;
    BEGIN
        IF TG_TABLE_NAME = 'claims_source' THEN
            checked := NEW.id;
        ELSE
            checked := NEW.source_id;
        END IF;
        PERFORM FROM claims_source source
            LEFT JOIN LATERAL claims_state_of_source(source.id, address_key) ON true
            WHERE id = checked AND (
                state <> coalesce(found_state, '') OR state_since IS DISTINCT FROM found_since
            );
        IF FOUND THEN
            RAISE EXCEPTION 'The state of source % is not what its checks found', checked
                USING ERRCODE = 'check_violation', CONSTRAINT = 'source_state_by_checks';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER claims_source_state
        AFTER INSERT OR UPDATE OF state, state_since, address_key ON claims_source
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION claims_check_source_state();
    CREATE CONSTRAINT TRIGGER claims_source_check_state
        AFTER INSERT ON claims_sourcecheck
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION claims_check_source_state();
"""
STATES_DROP = """
    DROP TRIGGER claims_source_check_state ON claims_sourcecheck;
    DROP TRIGGER claims_source_state ON claims_source;
    DROP FUNCTION claims_check_source_state();
    DROP FUNCTION claims_state_of_source(bigint, varchar);
"""


def person(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **options,
    )


def of_identity(related_name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to="claims.confidentialidentity",
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0022_snapshot_media_types")]

    operations = [
        migrations.RemoveConstraint("look", "look_outcome_known"),
        migrations.RenameModel("Look", "SourceCheck"),
        migrations.RenameIndex(
            "sourcecheck", new_name="source_check_by_source", old_name="look_by_source"
        ),
        migrations.AlterField(
            "sourcecheck",
            "source",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="claims.source",
            ),
        ),
        migrations.AlterField(
            "sourcecheck",
            "snapshot",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="claims.snapshot",
            ),
        ),
        migrations.AlterField(
            "sourcecheck",
            "address_key",
            models.CharField(
                blank=True,
                editable=False,
                help_text="The address checked, as claims.web.addresses.key_of spells it.",
                max_length=1000,
            ),
        ),
        migrations.AddConstraint(
            "sourcecheck",
            models.CheckConstraint(
                condition=Q(
                    outcome__in=[
                        "captured",
                        "same",
                        "changed_around",
                        "words_missing",
                        "gone",
                        "unreachable",
                        "not_allowed",
                    ]
                ),
                name="source_check_outcome_known",
            ),
        ),
        migrations.AddField(
            "sourcecheck",
            "state",
            models.GeneratedField(
                db_persist=True,
                expression=Case(
                    When(outcome__in=["unreachable", "not_allowed"], then=Value(None)),
                    When(outcome__in=["words_missing", "gone"], then=F("outcome")),
                    When(~Q(moved_to=""), then=Value("moved")),
                    default=Value(""),
                ),
                output_field=models.CharField(max_length=20, null=True),
            ),
        ),
        migrations.RenameModel("Identity", "ConfidentialIdentity"),
        migrations.AlterModelOptions(
            "confidentialidentity", {"verbose_name_plural": "confidential identities"}
        ),
        migrations.RenameModel("Disclosure", "IdentityAccessLog"),
        migrations.AlterField("identityaccesslog", "identity", of_identity("access_log")),
        migrations.RemoveConstraint("reader", "reader_once"),
        migrations.RemoveConstraint("reader", "reader_removed_by_somebody"),
        migrations.RenameModel("Reader", "IdentityAccess"),
        migrations.RenameField("identityaccess", "admitted_by", "granted_by"),
        migrations.RenameField("identityaccess", "admitted_at", "granted_at"),
        migrations.RenameField("identityaccess", "removed_by", "revoked_by"),
        migrations.RenameField("identityaccess", "removed_at", "revoked_at"),
        migrations.AlterField("identityaccess", "identity", of_identity("access")),
        migrations.AddConstraint(
            "identityaccess",
            models.UniqueConstraint(
                condition=Q(revoked_at=None),
                fields=("identity", "person"),
                name="access_once",
                violation_error_message="This person may read it already.",
            ),
        ),
        migrations.AddConstraint(
            "identityaccess",
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="access_revoked_by_somebody",
            ),
        ),
        migrations.RemoveIndex("source", "source_by_look_due"),
        migrations.RenameField("source", "looked_at", "checked_at"),
        migrations.RenameField("source", "look_due", "check_due"),
        migrations.AlterField(
            "source",
            "check_due",
            models.DateTimeField(
                editable=False,
                help_text="When its address is to be checked again.",
                null=True,
            ),
        ),
        migrations.AddIndex(
            "source",
            models.Index(
                condition=Q(check_due__isnull=False),
                fields=["check_due"],
                name="source_by_check_due",
            ),
        ),
        migrations.AlterField(
            "snapshot",
            "captured_by",
            person(blank=True, help_text="Empty where the monitoring took it.", null=True),
        ),
        migrations.AddField(
            "source",
            "state",
            models.CharField(
                blank=True,
                choices=[
                    ("words_missing", "Quoted words are no longer there"),
                    ("gone", "Gone"),
                    ("moved", "Moved"),
                ],
                default="",
                editable=False,
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "source",
            "state_since",
            models.DateTimeField(
                editable=False,
                help_text="The first check in a row that found it so.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            "source",
            models.CheckConstraint(
                condition=Q(state="", state_since=None)
                | Q(state__in=STATES, state_since__isnull=False),
                name="source_state_since",
            ),
        ),
        migrations.AddIndex(
            "source",
            models.Index(
                condition=~Q(state=""),
                fields=["-state_since", "-id"],
                name="source_by_state",
            ),
        ),
        migrations.RunSQL(STATE_FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(GIVE_STATES, migrations.RunSQL.noop),
        migrations.RunSQL(STATES_STAND, STATES_DROP),
    ]
