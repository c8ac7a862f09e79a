from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from claims.choices import PacketFormat, PacketStage
from claims.models.constraints import known


class Packet(models.Model):
    """The fact-check file of an article in one format, as its reader may see it, made by a task."""

    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="packets")
    requested_by = models.ForeignKey("claims.User", models.PROTECT, related_name="packets")
    format = models.CharField(max_length=10, choices=PacketFormat.choices())
    names_confidential = models.BooleanField(
        default=False, help_text="With the names of confidential sources that the reader may see."
    )
    stage = models.CharField(
        max_length=20, choices=PacketStage.choices(), default=PacketStage.WAITING.value
    )
    refusal = models.TextField(blank=True, help_text="Why it could not be made.")
    stored = models.ForeignKey(
        "claims.StoredFile", models.PROTECT, related_name="packets", null=True, blank=True
    )
    requested_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            known("packet_format_known", "format", PacketFormat),
            known("packet_stage_known", "stage", PacketStage),
            models.CheckConstraint(
                condition=Q(stage=PacketStage.READY.value, stored__isnull=False)
                | (~Q(stage=PacketStage.READY.value) & Q(stored=None)),
                name="packet_ready_with_bytes",
            ),
        ]

    def __str__(self) -> str:
        return f"Packet {self.pk} ({self.format})"

    def get_absolute_url(self) -> str:
        return reverse("packet", args=[self.pk])
