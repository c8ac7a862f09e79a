"""Proposals: the figure and dates of a claim, what led to it, and copy on its way in."""

import datetime

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.CharField(blank=True, help_text="As it was asked for.", max_length=1000),
                ),
                ("file_name", models.CharField(blank=True, max_length=300)),
                (
                    "content",
                    models.BinaryField(
                        help_text="The file's bytes until they are read.", null=True
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("fetching", "Fetching"),
                            ("reading", "Reading"),
                            ("proposing", "Proposing"),
                            ("ready", "Ready to look at"),
                            ("refused", "Could not be read"),
                            ("done", "Done"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                (
                    "refusal",
                    models.TextField(blank=True, help_text="Why it could not be brought in."),
                ),
                ("text", models.TextField(blank=True, help_text="The first line is the headline.")),
                ("outlet", models.CharField(blank=True, max_length=200)),
                ("byline", models.CharField(blank=True, max_length=300)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "Arabic"),
                            ("zh", "Chinese"),
                            ("cs", "Czech"),
                            ("da", "Danish"),
                            ("nl", "Dutch"),
                            ("en", "English"),
                            ("fi", "Finnish"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("el", "Greek"),
                            ("he", "Hebrew"),
                            ("hi", "Hindi"),
                            ("hu", "Hungarian"),
                            ("it", "Italian"),
                            ("ja", "Japanese"),
                            ("no", "Norwegian"),
                            ("fa", "Persian"),
                            ("pl", "Polish"),
                            ("pt", "Portuguese"),
                            ("ro", "Romanian"),
                            ("ru", "Russian"),
                            ("es", "Spanish"),
                            ("sv", "Swedish"),
                            ("tr", "Turkish"),
                            ("uk", "Ukrainian"),
                        ],
                        default="en",
                        max_length=2,
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "deadline",
                    models.DateTimeField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                "Give a year from 1900 to 2199.",
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                "Give a year from 1900 to 2199.",
                            ),
                        ],
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=1000)),
                (
                    "proposals",
                    models.JSONField(
                        blank=True, default=list, help_text="As claims.proposals writes them."
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_verb_known",
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_has_actor_unless_stale",
        ),
        migrations.AddField(
            model_name="claim",
            name="cues",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="What led the machine to propose it.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="dates",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Each date that the claim names: text, from, to (ISO 8601 or null), reading.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="figure_high",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=30, null=True, verbose_name="to"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="figure_low",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=30, null=True, verbose_name="from"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="figure_qualifier",
            field=models.CharField(
                blank=True,
                choices=[
                    ("about", "About"),
                    ("at least", "At least"),
                    ("at most", "At most"),
                    ("exactly", "Exactly"),
                ],
                max_length=10,
                verbose_name="qualifier",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="figure_text",
            field=models.CharField(
                blank=True,
                help_text="The number as the copy gives it.",
                max_length=300,
                verbose_name="figure",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="figure_unit",
            field=models.CharField(blank=True, max_length=100, verbose_name="unit"),
        ),
        migrations.AddField(
            model_name="claim",
            name="score",
            field=models.FloatField(
                editable=False,
                help_text="The machine's, from 0 to 1: how likely a fact-checker would want it checked.",
                null=True,
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
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("url", ""), _negated=True),
                fields=["url"],
                name="article_by_address",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("statement"), name="gin_trgm_ops"),
                name="claim_statement_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                django.db.models.functions.text.MD5("text"), name="revision_by_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("figure_high", None),
                        ("figure_low", None),
                        ("figure_qualifier", ""),
                        ("figure_text", ""),
                        ("figure_unit", ""),
                    ),
                    models.Q(
                        models.Q(("figure_text", ""), _negated=True),
                        ("figure_qualifier__in", ["about", "at least", "at most", "exactly"]),
                        models.Q(
                            ("figure_low__isnull", False),
                            ("figure_high__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="claim_figure_whole",
                violation_error_message="A figure has its words, a number from or to, and how it binds.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("figure_low", None),
                    ("figure_high", None),
                    ("figure_low__lte", models.F("figure_high")),
                    _connector="OR",
                ),
                name="claim_figure_in_order",
                violation_error_message="A figure goes from the lower number to the higher.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("score", None), ("score__range", (0, 1)), _connector="OR"),
                name="claim_score_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "proposed"), _negated=True),
                    ("accepted_by", None),
                    _connector="OR",
                ),
                name="claim_proposed_unaccepted",
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
                        ],
                    )
                ),
                name="event_verb_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("actor__isnull", False), ("verb__in", ["go_stale", "propose"]), _connector="OR"
                ),
                name="event_has_actor_unless_systems",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="article",
            field=models.ForeignKey(
                blank=True,
                help_text="What it became, or what stood already.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="requested_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(
                condition=models.Q(("article__isnull", False)),
                fields=["address"],
                name="import_by_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        ["waiting", "fetching", "reading", "proposing", "ready", "refused", "done"],
                    )
                ),
                name="import_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "language__in",
                        [
                            "ar",
                            "zh",
                            "cs",
                            "da",
                            "nl",
                            "en",
                            "fi",
                            "fr",
                            "de",
                            "el",
                            "he",
                            "hi",
                            "hu",
                            "it",
                            "ja",
                            "no",
                            "fa",
                            "pl",
                            "pt",
                            "ro",
                            "ru",
                            "es",
                            "sv",
                            "tr",
                            "uk",
                        ],
                    )
                ),
                name="import_language_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("stage", "done")),
                    models.Q(models.Q(("stage", "done"), _negated=True), ("article", None)),
                    _connector="OR",
                ),
                name="import_done_with_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "refused"), models.Q(("refusal", ""), _negated=True)),
                    models.Q(models.Q(("stage", "refused"), _negated=True), ("refusal", "")),
                    _connector="OR",
                ),
                name="import_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "ready"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="import_ready_with_text",
            ),
        ),
    ]
