"""What was left to the code alone: who answered a correction, one article an address, and that
what is placed in a text lies in it."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from claims.web.addresses import key_of

STATUSES = [
    "proposed", "open", "checking", "approval", "verified", "disputed", "misleading", "false",
    "unverifiable", "outdated", "dismissed",
]  # fmt: skip

ANSWERED_BY = """
    UPDATE claims_correction correction SET answered_by_id = (
        SELECT actor_id FROM claims_event
        WHERE article_id = correction.article_id AND verb IN ('counter', 'decline')
            AND wording -> 'correction' = to_jsonb(correction.id)
        ORDER BY id DESC LIMIT 1
    ) WHERE answer <> '';
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""
INSIDE_THE_TEXT = (
    """
    CREATE FUNCTION claims_check_correction() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM claims_revision
            WHERE id = NEW.revision_id AND article_id = NEW.article_id
                AND NEW.exact = substr(text, NEW.start + 1, NEW."end" - NEW.start)
        ) THEN
            RAISE EXCEPTION 'correction % to % does not stand so in revision %',
                NEW.start, NEW."end", NEW.revision_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER claims_correction_stands
        BEFORE INSERT OR UPDATE OF article_id, revision_id, start, "end", exact
        ON claims_correction FOR EACH ROW EXECUTE FUNCTION claims_check_correction();
    CREATE FUNCTION claims_check_inside() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW."end" > (SELECT length FROM claims_revision WHERE id = NEW.revision_id) THEN
            RAISE EXCEPTION '% to % ends behind the text of revision %',
                NEW.start, NEW."end", NEW.revision_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER claims_clearance_inside BEFORE INSERT OR UPDATE OF revision_id, "end"
        ON claims_clearance FOR EACH ROW EXECUTE FUNCTION claims_check_inside();
    CREATE TRIGGER claims_pastpassage_inside BEFORE INSERT
        ON claims_pastpassage FOR EACH ROW EXECUTE FUNCTION claims_check_inside();
    """,
    """
    DROP TRIGGER claims_pastpassage_inside ON claims_pastpassage;
    DROP TRIGGER claims_clearance_inside ON claims_clearance;
    DROP FUNCTION claims_check_inside();
    DROP TRIGGER claims_correction_stands ON claims_correction;
    DROP FUNCTION claims_check_correction();
    """,
)


def give_keys(apps, schema_editor):
    """The second article of an address keeps it, under a key of its own."""
    taken = set()
    for article in apps.get_model("claims", "Article").objects.exclude(url="").order_by("pk"):
        key = key_of(article.url)
        article.address_key = f"{key[:980]}#{article.pk}" if key in taken else key
        taken.add(key)
        article.save(update_fields=["address_key"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0024_places_of_claims")]

    operations = [
        migrations.AddField(
            "correction",
            "answered_by",
            models.ForeignKey(
                blank=True,
                help_text=(
                    "Who countered or declined it: an editor, where the author cannot sign in."
                ),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(ANSWERED_BY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "correction",
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None)
                | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="correction_answered_by_someone",
            ),
        ),
        migrations.RemoveIndex("article", "article_by_address"),
        migrations.AddField(
            "article",
            "address_key",
            models.CharField(blank=True, default="", editable=False, max_length=1000),
            preserve_default=False,
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunSQL(
            "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "article",
            models.UniqueConstraint(
                condition=~Q(address_key=""),
                fields=("address_key",),
                name="article_address_once",
                violation_error_message="Another article has this address already.",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(address_key="", url="") | (~Q(url="") & ~Q(address_key="")),
                name="article_address_with_key",
            ),
        ),
        migrations.AddField(
            "revision",
            "length",
            models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Length("text"),
                output_field=models.PositiveIntegerField(),
            ),
        ),
        migrations.AddConstraint(
            "pastpassage",
            models.CheckConstraint(
                condition=Q(status__in=STATUSES), name="past_passage_status_known"
            ),
        ),
        migrations.RunSQL(*INSIDE_THE_TEXT),
    ]
