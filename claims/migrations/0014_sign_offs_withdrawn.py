"""A sign-off can be withdrawn, once, and stays on the record; a publication can be taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was signed stands as it was: a withdrawal alone is written beside it, once.
WITHDRAWN_ONCE = (
    """
    DROP TRIGGER claims_signoff_stands ON claims_signoff;
    CREATE TRIGGER claims_signoff_stands BEFORE DELETE ON claims_signoff
        FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
    CREATE TRIGGER claims_signoff_withdrawn_once BEFORE UPDATE ON claims_signoff
        FOR EACH ROW WHEN (
            OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
            OR (OLD.id, OLD.revision_id, OLD.signed_by_id, OLD.signed_at, OLD.open_items)
                IS DISTINCT FROM
                (NEW.id, NEW.revision_id, NEW.signed_by_id, NEW.signed_at, NEW.open_items)
        ) EXECUTE FUNCTION claims_refuse_change();
    """,
    """
    DROP TRIGGER claims_signoff_withdrawn_once ON claims_signoff;
    DROP TRIGGER claims_signoff_stands ON claims_signoff;
    CREATE TRIGGER claims_signoff_stands BEFORE UPDATE OR DELETE ON claims_signoff
        FOR EACH ROW EXECUTE FUNCTION claims_refuse_change();
    """,
)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_sentences_stand"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="event",
            name="event_verb_known",
        ),
        migrations.AddField(
            model_name="signoff",
            name="withdrawal_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="signoff",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="signoff",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("accept", "Accept"),
                    ("dismiss", "Dismiss"),
                    ("take", "Take"),
                    ("assign", "Assign"),
                    ("release", "Release"),
                    ("submit", "Submit"),
                    ("withdraw", "Withdraw"),
                    ("approve", "Approve"),
                    ("send_back", "Send back"),
                    ("reopen", "Reopen"),
                    ("go_stale", "Go stale"),
                    ("undo", "Undo"),
                    ("propose", "Propose"),
                    ("hand_in", "Hand in"),
                    ("amend_article", "Amend article"),
                    ("make", "Make"),
                    ("amend", "Amend"),
                    ("place", "Place"),
                    ("unplace", "Unplace"),
                    ("confirm", "Confirm"),
                    ("add_evidence", "Add evidence"),
                    ("amend_evidence", "Amend evidence"),
                    ("remove_evidence", "Remove evidence"),
                    ("clear", "Clear"),
                    ("unclear", "Unclear"),
                    ("revise", "Revise"),
                    ("follow", "Follow"),
                    ("retire", "Retire"),
                    ("ask", "Ask"),
                    ("answer", "Answer"),
                    ("suggest", "Suggest"),
                    ("counter", "Counter"),
                    ("agree", "Agree"),
                    ("decline", "Decline"),
                    ("rule", "Rule"),
                    ("take_back", "Take back"),
                    ("apply", "Apply"),
                    ("sign_off", "Sign off"),
                    ("withdraw_sign_off", "Withdraw sign off"),
                    ("publish", "Publish"),
                    ("unpublish", "Unpublish"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="signoff",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_offs",
                to="claims.revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verb__in",
                        [
                            "accept",
                            "dismiss",
                            "take",
                            "assign",
                            "release",
                            "submit",
                            "withdraw",
                            "approve",
                            "send_back",
                            "reopen",
                            "go_stale",
                            "undo",
                            "propose",
                            "hand_in",
                            "amend_article",
                            "make",
                            "amend",
                            "place",
                            "unplace",
                            "confirm",
                            "add_evidence",
                            "amend_evidence",
                            "remove_evidence",
                            "clear",
                            "unclear",
                            "revise",
                            "follow",
                            "retire",
                            "ask",
                            "answer",
                            "suggest",
                            "counter",
                            "agree",
                            "decline",
                            "rule",
                            "take_back",
                            "apply",
                            "sign_off",
                            "withdraw_sign_off",
                            "publish",
                            "unpublish",
                        ],
                    )
                ),
                name="event_verb_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("revision",),
                name="sign_off_stands_once",
                violation_error_message="This revision is signed off already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawal_reason", ""), ("withdrawn_at", None), ("withdrawn_by", None)
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sign_off_withdrawn_by_someone",
            ),
        ),
        migrations.RunSQL(*WITHDRAWN_ONCE),
    ]
