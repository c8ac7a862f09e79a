"""Copy that changes: past passages, queries, corrections, rulings, sign-offs and packets."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_sources_stand"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(help_text="In code points of the revision's text."),
                ),
                ("end", models.PositiveIntegerField(help_text="Exclusive.")),
                ("exact", models.TextField()),
                ("words", models.TextField(blank=True, verbose_name="new words")),
                ("reason", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "Suggested"),
                            ("countered", "Countered"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("upheld", "Upheld"),
                            ("overruled", "Overruled"),
                            ("applied", "Applied"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="suggested",
                        max_length=20,
                    ),
                ),
                ("counter", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True, help_text="The reporter's reason.")),
                (
                    "suggested_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="The dated correction note, where it was applied after publication.",
                    ),
                ),
            ],
            options={
                "ordering": ["article", "start", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Packet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("zip", "ZIP"), ("json", "JSON"), ("csv", "CSV")],
                        max_length=10,
                    ),
                ),
                (
                    "names_confidential",
                    models.BooleanField(
                        default=False,
                        help_text="With the names of confidential sources that the reader may see.",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("making", "Making"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("refusal", models.TextField(blank=True, help_text="Why it could not be made.")),
                (
                    "requested_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PastPassage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("status", models.CharField(max_length=20)),
            ],
            options={
                "ordering": ["revision", "start", "-end", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Query",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, help_text="Of the text, where it is about no claim."
                    ),
                ),
                ("question", models.TextField()),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "queries",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("sentence", "Sentence"),
                            ("claim", "Claim"),
                            ("verdict", "Verdict"),
                            ("quotation", "Quotation"),
                            ("accusation", "Accusation"),
                            ("query", "Query"),
                            ("passage", "Passage"),
                            ("correction", "Correction"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("about", models.TextField(help_text="The item as it read.")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("on_author", "On the author"),
                            ("attributed", "Attributed"),
                            ("cut", "Cut"),
                            ("stands", "Stands as it is"),
                            ("fair", "Fair"),
                            ("upheld", "Upheld"),
                            ("overruled", "Overruled"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "ruled_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "signed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("open_items", models.JSONField(blank=True, default=list)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_verb_known",
        ),
        migrations.AddField(
            model_name="article",
            name="ran_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When it ran: from then on a correction makes a note.",
                null=True,
                verbose_name="published",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="former",
            field=models.TextField(
                blank=True, help_text="The words before, where the last revision changed them."
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="retired_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who found that a later revision does not make the claim here any more.",
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
                    ("publish", "Publish"),
                ],
                max_length=20,
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
                            "publish",
                        ],
                    )
                ),
                name="event_verb_known",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="applied_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applied_corrections",
                to="claims.revision",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="moved_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who brought it to where it is now.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="claims.revision",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="suggested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="packet",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packets",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="packet",
            name="requested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packets",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="packet",
            name="stored",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packets",
                to="claims.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="pastpassage",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="past_passages",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="pastpassage",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="past_passages",
                to="claims.revision",
            ),
        ),
        migrations.AddField(
            model_name="query",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="query",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="queries",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="query",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="query",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="queries",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rulings",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rulings",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="correction",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rulings",
                to="claims.correction",
            ),
        ),
        migrations.AddField(
            model_name="ruling",
            name="ruled_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_off",
                to="claims.revision",
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "suggested",
                            "countered",
                            "accepted",
                            "declined",
                            "upheld",
                            "overruled",
                            "applied",
                            "withdrawn",
                        ],
                    )
                ),
                name="correction_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="correction_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="correction_reasoned"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", models.F("exact")), _negated=True),
                name="correction_changes_something",
                violation_error_message="These are the words that stand there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_in__isnull", False), ("state", "applied")),
                    models.Q(
                        models.Q(("state", "applied"), _negated=True),
                        ("applied_in", None),
                        ("note", ""),
                    ),
                    _connector="OR",
                ),
                name="correction_applied_in_a_revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="packet",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["pdf", "zip", "json", "csv"])),
                name="packet_format_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="packet",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["waiting", "making", "ready", "failed"])),
                name="packet_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="packet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "ready"), ("stored__isnull", False)),
                    models.Q(models.Q(("stage", "ready"), _negated=True), ("stored", None)),
                    _connector="OR",
                ),
                name="packet_ready_with_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="pastpassage",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="past_passage_not_empty"
            ),
        ),
        migrations.AddIndex(
            model_name="query",
            index=models.Index(
                condition=models.Q(("answer", "")), fields=["article"], name="query_open_by_article"
            ),
        ),
        migrations.AddConstraint(
            model_name="query",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="query_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="query",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="query_answered_by_someone",
            ),
        ),
        migrations.AddIndex(
            model_name="ruling",
            index=models.Index(fields=["article", "item", "key"], name="ruling_by_item"),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "item__in",
                        [
                            "sentence",
                            "claim",
                            "verdict",
                            "quotation",
                            "accusation",
                            "query",
                            "passage",
                            "correction",
                        ],
                    )
                ),
                name="ruling_item_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "decision__in",
                        ["on_author", "attributed", "cut", "stands", "fair", "upheld", "overruled"],
                    )
                ),
                name="ruling_decision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="ruling_reasoned"
            ),
        ),
    ]
