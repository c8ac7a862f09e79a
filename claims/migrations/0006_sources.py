"""Sources say what they are; snapshots keep them as they were; identities keep who they are."""

import datetime
import re
from urllib.parse import unquote, urlsplit

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)(?:=|$)")


def key_addresses(apps, schema_editor):
    """One key for every spelling of an address. Of two sources that have one key in common the
    second, which was allowed until now, keeps its whole address for a key."""
    Source = apps.get_model("claims", "Source")
    taken = set()
    for source in Source.objects.exclude(url="").order_by("pk"):
        key = key_of(source.url)
        source.address_key = source.url if key in taken else key
        taken.add(key)
        source.save(update_fields=["address_key"])


def key_of(address):
    parts = urlsplit(address)
    query = "&".join(part for part in parts.query.split("&") if not CAMPAIGN.match(part))
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    return host + port + unquote(parts.path).rstrip("/") + (f"?{query}" if query else "")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_import_runs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=20)),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                ("ratio", models.FloatField()),
                ("changes", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=500)),
                ("contact", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "verbose_name_plural": "identities",
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("captured", "Captured"),
                            ("same", "As it was"),
                            ("changed_around", "Changed, but not the quoted words"),
                            ("words_missing", "Quoted words are no longer there"),
                            ("gone", "Gone"),
                            ("unreachable", "Could not be reached"),
                            ("not_allowed", "The site asks machines to stay away"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("moved_to", models.CharField(blank=True, max_length=1000)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "admitted_at",
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
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("fetched", "Fetched"),
                            ("uploaded", "Uploaded"),
                            ("pasted", "Pasted"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True,
                        help_text="Where redirects led, if it was fetched.",
                        max_length=1000,
                        verbose_name="address",
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("page_starts", models.JSONField(blank=True, default=list)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("no_text", "No text"),
                            ("unreadable", "Unreadable"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="Why no text could be read.")),
                (
                    "archive_url",
                    models.URLField(
                        blank=True, max_length=1000, verbose_name="in an outside archive"
                    ),
                ),
                (
                    "captured_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        help_text="Of the bytes, in lower-case hexadecimal.",
                        max_length=64,
                        unique=True,
                        verbose_name="SHA-256",
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="In bytes.")),
                (
                    "media_type",
                    models.CharField(help_text="By what the bytes are.", max_length=100),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="source",
            name="source_address_once",
        ),
        migrations.AddField(
            model_name="source",
            name="address_key",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The address as claims.web.addresses.key_of spells it.",
                max_length=1000,
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="answer",
            field=models.TextField(blank=True, help_text="Empty while there is none."),
        ),
        migrations.AddField(
            model_name="source",
            name="answer_due",
            field=models.DateTimeField(
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
                verbose_name="deadline given",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="answered_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="asked_how",
            field=models.CharField(
                blank=True, help_text="By what way: mail, telephone, press office.", max_length=100
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="asked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="asked_whom",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="source",
            name="author",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="source",
            name="capture_asked_at",
            field=models.DateTimeField(
                editable=False, help_text="While its address waits to be captured.", null=True
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="contact",
            field=models.CharField(
                blank=True, help_text="How to reach a person again.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="is_confidential",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="source",
            name="kind",
            field=models.CharField(
                choices=[
                    ("document", "Document"),
                    ("dataset", "Dataset"),
                    ("law", "Law"),
                    ("transcript", "Transcript"),
                    ("interview", "Interview"),
                    ("statement", "Statement"),
                    ("news_report", "News report"),
                    ("social_post", "Social post"),
                    ("archive", "Archive"),
                    ("person", "Person"),
                    ("request_for_comment", "Request for comment"),
                ],
                default="document",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="language",
            field=models.CharField(
                blank=True,
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
                max_length=2,
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="look_due",
            field=models.DateTimeField(
                editable=False, help_text="When its address is to be looked at again.", null=True
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="looked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="rank",
            field=models.CharField(
                blank=True,
                choices=[("primary", "Primary"), ("secondary", "Secondary")],
                help_text="Primary: made by who knew it first hand. Empty when it is not known.",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="relies_on",
            field=models.ForeignKey(
                blank=True,
                help_text="Another source that this one repeats: the two count as one.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="relied_on_by",
                to="claims.source",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="spoken_on",
            field=models.DateField(blank=True, null=True, verbose_name="spoken to on"),
        ),
        migrations.AddField(
            model_name="source",
            name="tags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=50), blank=True, default=list
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="terms",
            field=models.CharField(
                blank=True,
                choices=[
                    ("on_record", "On record"),
                    ("background", "Background"),
                    ("off_record", "Off record"),
                ],
                max_length=20,
                verbose_name="on what terms",
            ),
        ),
        migrations.RunPython(key_addresses, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                condition=models.Q(("look_due__isnull", False)),
                fields=["look_due"],
                name="source_by_look_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address_key", ""), _negated=True),
                fields=("address_key",),
                name="source_address_once",
                violation_error_message="A source with this address is already there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address_key", ""), ("url", "")),
                    models.Q(
                        models.Q(("url", ""), _negated=True),
                        models.Q(("address_key", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="source_address_with_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "document",
                            "dataset",
                            "law",
                            "transcript",
                            "interview",
                            "statement",
                            "news_report",
                            "social_post",
                            "archive",
                            "person",
                            "request_for_comment",
                        ],
                    )
                ),
                name="source_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__in", ["", "primary", "secondary"])),
                name="source_rank_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("terms__in", ["", "on_record", "background", "off_record"])),
                name="source_terms_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "language__in",
                        [
                            "",
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
                name="source_language_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("relies_on", None),
                    models.Q(("relies_on", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="source_relies_on_another",
                violation_error_message="A source does not rely on itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), ("answered_on__isnull", False), _connector="OR"),
                name="source_answer_dated",
                violation_error_message="Say when the answer came.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_confidential", False),
                    models.Q(
                        ("answer", ""),
                        ("asked_whom", ""),
                        ("author", ""),
                        ("contact", ""),
                        ("note", ""),
                        ("publisher", ""),
                        ("tags", []),
                        (
                            "title",
                            django.db.models.functions.text.Concat(
                                models.Value("Confidential source "),
                                django.db.models.functions.comparison.Cast(
                                    "pk", models.TextField()
                                ),
                            ),
                        ),
                        ("url", ""),
                    ),
                    _connector="OR",
                ),
                name="source_confidential_unnamed",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="identity",
            name="source",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identity",
                to="claims.source",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="identity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosures",
                to="claims.identity",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="claims.source",
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="admitted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="identity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readers",
                to="claims.identity",
            ),
        ),
        migrations.AddField(
            model_name="reader",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="captured_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty where the watch took it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snapshots",
                to="claims.source",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="snapshot",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="claims.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="comparison",
            name="snapshot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comparisons",
                to="claims.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="stored",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snapshots",
                to="claims.storedfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="identity_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="reader",
            constraint=models.UniqueConstraint(
                fields=("identity", "person"),
                name="reader_once",
                violation_error_message="This person may read it already.",
            ),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(fields=["source", "-id"], name="look_by_source"),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "captured",
                            "same",
                            "changed_around",
                            "words_missing",
                            "gone",
                            "unreachable",
                            "not_allowed",
                        ],
                    )
                ),
                name="look_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "digest"), name="comparison_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["exact", "altered", "absent"])),
                name="comparison_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="snapshot",
            index=models.Index(fields=["source", "-id"], name="snapshot_by_source"),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["fetched", "uploaded", "pasted"])),
                name="snapshot_way_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["read", "no_text", "unreadable"])),
                name="snapshot_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "read"), models.Q(("text", ""), _negated=True)),
                    models.Q(models.Q(("outcome", "read"), _negated=True), ("text", "")),
                    _connector="OR",
                ),
                name="snapshot_read_with_text",
            ),
        ),
    ]
