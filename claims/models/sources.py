from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse

from claims.choices import Stance, choices_of, values_of


class Source(models.Model):
    """A document, dataset, interview, statement or report."""

    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=300, blank=True)
    url = models.URLField("address", max_length=1000, blank=True)
    published_on = models.DateField(
        "published", null=True, blank=True, help_text="Empty when it is not known."
    )
    note = models.TextField(blank=True)
    retired = models.BooleanField(default=False, help_text="No longer offered for new evidence.")

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="source_titled"),
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="source_address_once",
                violation_error_message="A source with this address is already there.",
            ),
        ]
        indexes = [
            GinIndex(OpClass(Upper(column), name="gin_trgm_ops"), name=f"source_{column}_trigrams")
            for column in ["title", "publisher", "url"]
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])


class Evidence(models.Model):
    """A source brought to bear on a claim."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=20, choices=choices_of(Stance))
    quote = models.TextField("quoted words", blank=True)
    locator = models.CharField(max_length=200, blank=True, help_text="Page, paragraph or minute.")
    note = models.TextField(blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(stance__in=values_of(Stance)), name="evidence_stance_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stance}: {self.source}"
