"""Who may know who a confidential source is can be taken off its list; the row keeps that."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_sign_offs_withdrawn")]

    operations = [
        migrations.AddField(
            "reader",
            "removed_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "reader", "removed_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.RemoveConstraint("reader", "reader_once"),
        migrations.AddConstraint(
            "reader",
            models.UniqueConstraint(
                condition=Q(removed_at=None),
                fields=["identity", "person"],
                name="reader_once",
                violation_error_message="This person may read it already.",
            ),
        ),
        migrations.AddConstraint(
            "reader",
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="reader_removed_by_somebody",
            ),
        ),
    ]
