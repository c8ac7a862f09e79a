"""A query keeps where its words stood; a ruling that was a mistake is taken back by another."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

DECISIONS = [
    ("on_author", "On the author"),
    ("attributed", "Attributed"),
    ("cut", "Cut"),
    ("stands", "Stands as it is"),
    ("fair", "Fair"),
    ("upheld", "Upheld"),
    ("overruled", "Overruled"),
    ("reopened", "Open again"),
]


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_addresses_looked_at")]

    operations = [
        migrations.AddField(
            "query",
            "revision",
            models.ForeignKey(
                blank=True,
                help_text="Where the words stood when it was asked.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.revision",
            ),
        ),
        migrations.AddField(
            "query",
            "start",
            models.PositiveIntegerField(blank=True, help_text="In code points.", null=True),
        ),
        migrations.AddField(
            "query",
            "end",
            models.PositiveIntegerField(blank=True, help_text="Exclusive.", null=True),
        ),
        migrations.AddConstraint(
            "query",
            models.CheckConstraint(
                condition=Q(revision=None, start=None, end=None)
                | Q(revision__isnull=False, start__isnull=False, end__gt=F("start")),
                name="query_placed_whole",
            ),
        ),
        migrations.AlterField(
            "ruling", "decision", models.CharField(choices=DECISIONS, max_length=20)
        ),
        migrations.RemoveConstraint("ruling", "ruling_decision_known"),
        migrations.AddConstraint(
            "ruling",
            models.CheckConstraint(
                condition=Q(decision__in=[value for value, _ in DECISIONS]),
                name="ruling_decision_known",
            ),
        ),
    ]
