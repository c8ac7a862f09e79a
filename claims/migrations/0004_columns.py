"""What can be asked quickly is a column: where an article and a claim stand, what a source's checks found."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.models import Case, F, Q, Value, When

from claims.web.addresses import key_of

FILL = """
    UPDATE claims_article article SET current_revision_id = (
        SELECT id FROM claims_revision
        WHERE article_id = article.id ORDER BY number DESC LIMIT 1
    );
    UPDATE claims_article article SET published_revision_id = (
        SELECT (wording ->> 'revision')::bigint FROM claims_event
        WHERE article_id = article.id AND verb = 'publish' ORDER BY id DESC LIMIT 1
    ) WHERE published_at IS NOT NULL;
"""


KEYS = (
    """
    ALTER TABLE claims_article
        ADD CONSTRAINT article_current_revision_is_its_own
        FOREIGN KEY (id, current_revision_id) REFERENCES claims_revision (article_id, id)
        DEFERRABLE INITIALLY DEFERRED,
        ADD CONSTRAINT article_published_revision_is_its_own
        FOREIGN KEY (id, published_revision_id) REFERENCES claims_revision (article_id, id)
        DEFERRABLE INITIALLY DEFERRED;
    """,
    """
    ALTER TABLE claims_article
        DROP CONSTRAINT article_current_revision_is_its_own,
        DROP CONSTRAINT article_published_revision_is_its_own;
    """,
)


CURRENT_IS_LAST = (
    """
    CREATE FUNCTION claims_check_current_revision() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        article_key bigint;
    BEGIN
        IF TG_TABLE_NAME = 'claims_article' THEN
            article_key := NEW.id;
        ELSE
            article_key := NEW.article_id;
        END IF;
        IF EXISTS (
            SELECT FROM claims_article article
            WHERE id = article_key AND current_revision_id IS DISTINCT FROM (
                SELECT id FROM claims_revision
                WHERE article_id = article.id ORDER BY number DESC LIMIT 1
            )
        ) THEN
            RAISE EXCEPTION 'the current revision of article % is not its last one', article_key
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER claims_article_current_revision
        AFTER INSERT OR UPDATE OF current_revision_id ON claims_article
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION claims_check_current_revision();
    CREATE CONSTRAINT TRIGGER claims_revision_is_current AFTER INSERT ON claims_revision
        DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION claims_check_current_revision();
    """,
    """
    DROP TRIGGER claims_revision_is_current ON claims_revision;
    DROP TRIGGER claims_article_current_revision ON claims_article;
    DROP FUNCTION claims_check_current_revision();
    """,
)


def revision_key(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="claims.revision",
        **options,
    )


JUDGED = ["approval", "closed"]


FILL_SUBMISSIONS_OF_CLAIMS = """
    UPDATE claims_claim claim SET submission_id = (
        SELECT max(id) FROM claims_event WHERE claim_id = claim.id AND verb = 'submit'
    ) WHERE stage IN ('approval', 'closed');
    UPDATE claims_evidence evidence SET judgement_id = claim.submission_id
        FROM claims_claim claim JOIN claims_event event ON event.id = claim.submission_id
        WHERE claim.id = evidence.claim_id AND event.wording -> 'evidence'
            @> jsonb_build_array(jsonb_build_object('id', evidence.id));
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""


SUBMISSION_IS_ITS_OWN = (
    """
    CREATE FUNCTION claims_check_submission() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM claims_event
            WHERE id = NEW.submission_id AND claim_id = NEW.id AND verb = 'submit'
                AND (verdict, note, actor_id) = (NEW.verdict, NEW.rationale, NEW.submitted_by_id)
        ) THEN
            RAISE EXCEPTION 'the verdict of claim % is not that of submission %',
                NEW.id, NEW.submission_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER claims_claim_submission
        AFTER INSERT OR UPDATE OF submission_id, verdict, rationale, submitted_by_id
        ON claims_claim DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.submission_id IS NOT NULL)
        EXECUTE FUNCTION claims_check_submission();
    """,
    """
    DROP TRIGGER claims_claim_submission ON claims_claim;
    DROP FUNCTION claims_check_submission();
    """,
)


GIVE_TYPES = """
    ALTER TABLE claims_snapshot DISABLE TRIGGER claims_snapshot_stands;
    UPDATE claims_snapshot snapshot
        SET media_type = CASE WHEN way = 'pasted' THEN 'text/plain' ELSE stored.media_type END
        FROM claims_storedfile stored WHERE stored.id = snapshot.stored_id;
    ALTER TABLE claims_snapshot ENABLE TRIGGER claims_snapshot_stands;
"""


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


TO_DO = Q(stage__in=["proposed", "open", "checking", "approval"], first_article__isnull=False)


FILTERS = ["stage", "kind", "verdict", "claimant", "assignee"]


# The words that a text has lost wait for a person, but for those of a proposal or a dismissed
# claim.
PLACES = (
    """
    CREATE FUNCTION claims_places(keys bigint[])
    RETURNS TABLE (claim_id bigint, first_article_id bigint, due timestamptz)
    LANGUAGE sql STABLE AS $$
        SELECT claim.id,
            (array_agg(
                article.id
                ORDER BY passage.revision_id = article.current_revision_id DESC, passage.id
            ) FILTER (WHERE article.id IS NOT NULL))[1],
            min(article.deadline)
        FROM claims_claim claim
        LEFT JOIN claims_passage passage
            ON passage.claim_id = claim.id AND passage.retired_by_id IS NULL
        LEFT JOIN claims_article article ON article.id = passage.article_id AND (
            passage.revision_id = article.current_revision_id
            OR claim.stage NOT IN ('proposed', 'dismissed')
        )
        WHERE claim.id = ANY (keys)
        GROUP BY claim.id
    $$;
    """,
    "DROP FUNCTION claims_places(bigint[]);",
)


FILL_PLACES_OF_CLAIMS = """
    UPDATE claims_claim claim SET first_article_id = place.first_article_id, due = place.due
    FROM claims_places(ARRAY(SELECT id FROM claims_claim)) place WHERE claim.id = place.claim_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""


CHECKS = (
    """
    CREATE FUNCTION claims_check_places() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        keys bigint[];
    BEGIN
        IF TG_TABLE_NAME = 'claims_claim' THEN
            keys := ARRAY[NEW.id];
        ELSIF TG_TABLE_NAME = 'claims_passage' THEN
            keys := ARRAY[NEW.claim_id, OLD.claim_id];
        ELSE
            keys := ARRAY(SELECT claim_id FROM claims_passage WHERE article_id = NEW.id);
        END IF;
        IF EXISTS (
            SELECT FROM claims_places(keys) place
            JOIN claims_claim claim ON claim.id = place.claim_id
            WHERE (claim.first_article_id, claim.due)
                IS DISTINCT FROM (place.first_article_id, place.due)
        ) THEN
            RAISE EXCEPTION 'a claim of % does not stand first, or is not due, where it says', keys
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER claims_claim_places
        AFTER INSERT OR UPDATE OF first_article_id, due ON claims_claim
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_places();
    CREATE CONSTRAINT TRIGGER claims_claim_places_at_a_stage
        AFTER UPDATE OF stage ON claims_claim
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN ((OLD.stage IN ('proposed', 'dismissed')) <> (NEW.stage IN ('proposed', 'dismissed')))
        EXECUTE FUNCTION claims_check_places();
    CREATE CONSTRAINT TRIGGER claims_passage_places
        AFTER INSERT OR DELETE OR UPDATE OF claim_id, article_id, revision_id, retired_by_id
        ON claims_passage
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_places();
    CREATE CONSTRAINT TRIGGER claims_article_places
        AFTER UPDATE OF deadline, current_revision_id ON claims_article
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_check_places();
    """,
    """
    DROP TRIGGER claims_article_places ON claims_article;
    DROP TRIGGER claims_passage_places ON claims_passage;
    DROP TRIGGER claims_claim_places_at_a_stage ON claims_claim;
    DROP TRIGGER claims_claim_places ON claims_claim;
    DROP FUNCTION claims_check_places();
    """,
)


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


SYSTEM_VERBS = ["go_stale", "propose"]


KEY = (
    """
    ALTER TABLE claims_article
        ADD CONSTRAINT article_proposing_from_is_its_own
        FOREIGN KEY (id, proposing_from_id) REFERENCES claims_revision (article_id, id)
        DEFERRABLE INITIALLY DEFERRED;
    """,
    "ALTER TABLE claims_article DROP CONSTRAINT article_proposing_from_is_its_own;",
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_roles")]

    operations = [
        # No check may wait for the end: tables with pending checks cannot be altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterModelOptions(
            name="user",
            options={"verbose_name": "person", "verbose_name_plural": "people"},
        ),
        migrations.RenameField("article", "ran_at", "published_at"),
        migrations.AlterField(
            "article",
            "published_at",
            models.DateTimeField(
                blank=True,
                editable=False,
                help_text="From then on an applied correction makes a note.",
                null=True,
                verbose_name="published",
            ),
        ),
        migrations.AddField("article", "current_revision", revision_key(null=True)),
        migrations.AddField("article", "published_revision", revision_key(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("article", "current_revision", revision_key()),
        migrations.AddConstraint(
            "revision",
            models.UniqueConstraint(fields=("article", "id"), name="revision_of_article"),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(published_at=None, published_revision=None)
                | models.Q(published_at__isnull=False, published_revision__isnull=False),
                name="article_published_as_a_revision",
            ),
        ),
        migrations.RunSQL(*KEYS),
        migrations.RunSQL(*CURRENT_IS_LAST),
        migrations.AddField(
            "claim",
            "submission",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="The event that the verdict rests on.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.event",
            ),
        ),
        migrations.AddField(
            "evidence",
            "judgement",
            models.ForeignKey(
                db_index=False,
                editable=False,
                help_text="The last submission that rested on it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.event",
            ),
        ),
        migrations.RunSQL(FILL_SUBMISSIONS_OF_CLAIMS, migrations.RunSQL.noop),
        migrations.RemoveConstraint("claim", "claim_judged_with_verdict"),
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=Q(
                    ~Q(verdict=""),
                    stage__in=JUDGED,
                    submitted_by__isnull=False,
                    submission__isnull=False,
                )
                | (
                    ~Q(stage__in=JUDGED)
                    & Q(verdict="", submitted_by__isnull=True, submission__isnull=True)
                ),
                name="claim_judged_with_verdict",
            ),
        ),
        migrations.RunSQL(*SUBMISSION_IS_ITS_OWN),
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
        migrations.AddField(
            "claim",
            "first_article",
            models.ForeignKey(
                db_index=False,
                editable=False,
                help_text="Where it stands first; nowhere, where no text makes it any more.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            "claim",
            "due",
            models.DateTimeField(editable=False, help_text="The earliest deadline.", null=True),
        ),
        migrations.RunSQL(*PLACES),
        migrations.RunSQL(FILL_PLACES_OF_CLAIMS, migrations.RunSQL.noop),
        migrations.RunSQL(*CHECKS),
        migrations.AlterField(
            "claim",
            "claimant",
            models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Nobody: the article's own voice.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="claims.claimant",
            ),
        ),
        migrations.AlterField(
            "claim",
            "assignee",
            models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assigned_claims",
                to="claims.user",
            ),
        ),
        migrations.RemoveIndex("claim", "claim_by_stage"),
        migrations.AddIndex("claim", models.Index(fields=["due", "id"], name="claim_by_due")),
        *(
            migrations.AddIndex(
                "claim", models.Index(fields=[name, "due", "id"], name=f"claim_by_{name}")
            )
            for name in FILTERS
        ),
        migrations.AddIndex(
            "claim",
            models.Index(fields=["due", "id"], condition=TO_DO, name="claim_to_do_by_due"),
        ),
        *(
            migrations.AddIndex(
                "claim",
                models.Index(
                    fields=[name, "due", "id"], condition=TO_DO, name=f"claim_to_do_by_{name}"
                ),
            )
            for name in FILTERS
        ),
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
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("outlet"), name="gin_trgm_ops"
                ),
                name="article_outlet_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="claimant",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("name"), name="text_pattern_ops"
                ),
                name="claimant_by_beginning",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("headline"), name="gin_trgm_ops"
                ),
                name="revision_headline_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("title"), name="text_pattern_ops"
                ),
                name="source_by_beginning",
            ),
        ),
        migrations.AddConstraint(
            "comparison",
            models.CheckConstraint(
                condition=Q(start=None, end=None, state="absent")
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="comparison_placed_whole",
            ),
        ),
        # A comparison with null is none, so the end was let be absent.
        migrations.RemoveConstraint("query", "query_placed_whole"),
        migrations.AddConstraint(
            "query",
            models.CheckConstraint(
                condition=Q(revision=None, start=None, end=None)
                | Q(
                    revision__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=F("start"),
                ),
                name="query_placed_whole",
            ),
        ),
        migrations.RemoveConstraint("event", "event_has_actor_unless_systems"),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=Q(actor=None, verb__in=SYSTEM_VERBS)
                | (Q(actor__isnull=False) & ~Q(verb__in=SYSTEM_VERBS)),
                name="event_has_actor_unless_systems",
            ),
        ),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=Q(verb="undo", undoes__isnull=False) | (~Q(verb="undo") & Q(undoes=None)),
                name="event_undo_of_a_step",
            ),
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=300)),
                ("content", models.BinaryField(null=True)),
                (
                    "archive_url",
                    models.URLField(
                        blank=True, max_length=1000, verbose_name="in an outside archive"
                    ),
                ),
                ("refusal", models.TextField(blank=True, help_text="Why it could not be kept.")),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("begun_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="source",
            name="capture_begun_at",
            field=models.DateTimeField(
                editable=False, help_text="When a worker began with that.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                condition=models.Q(("capture_begun_at__isnull", False)),
                fields=["capture_begun_at"],
                name="source_capture_begun",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capture_begun_at", None), ("capture_asked_at__isnull", False), _connector="OR"
                ),
                name="source_capture_begun_asked",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to="claims.source",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("content", None), models.Q(("refusal", ""), _negated=True)),
                    models.Q(("content__isnull", False), ("refusal", "")),
                    _connector="OR",
                ),
                name="upload_content_or_refusal",
            ),
        ),
        migrations.AddField(
            "article",
            "proposing_since",
            models.DateTimeField(
                editable=False,
                help_text="Since when its text waits for a task to propose claims.",
                null=True,
            ),
        ),
        migrations.AddField(
            "article",
            "proposing_from",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                help_text="What is new since this one waits; none: the whole text.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.revision",
            ),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(proposing_from=None) | Q(proposing_since__isnull=False),
                name="article_proposing_since",
            ),
        ),
        migrations.RunSQL(*KEY),
    ]
