from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.choices import ImportStage, Language
from claims.models.articles import READABLE
from claims.models.constraints import known


class Import(models.Model):
    """Copy on its way in: read, proposed and looked at by a person before it is an article.

    Once it is one, text, proposals and content are empty: the article's revision holds them.
    """

    requested_by = models.ForeignKey("claims.User", models.PROTECT, related_name="imports")
    address = models.CharField(max_length=1000, blank=True, help_text="As it was asked for.")
    file_name = models.CharField(max_length=300, blank=True)
    content = models.BinaryField(null=True, help_text="The file's bytes until they are read.")
    stage = models.CharField(
        max_length=20, choices=ImportStage.choices(), default=ImportStage.WAITING.value
    )
    run = models.PositiveIntegerField(
        default=1, help_text="Raised with each preparation: an earlier one writes nothing any more."
    )
    refusal = models.TextField(blank=True, help_text="Why it could not be brought in.")
    text = models.TextField(blank=True, help_text="The first line is the headline.")
    outlet = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    language = models.CharField(
        max_length=2, choices=Language.choices(), default=Language.ENGLISH.value
    )
    published_on = models.DateField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True, validators=READABLE)
    url = models.CharField(max_length=1000, blank=True)
    proposals = models.JSONField(
        default=list, blank=True, help_text="As claims.proposals writes them."
    )
    article = models.ForeignKey(
        "claims.Article",
        models.PROTECT,
        related_name="imports",
        null=True,
        blank=True,
        help_text="What it became, or what stood already.",
    )
    revises = models.ForeignKey(
        "claims.Article",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The article whose next revision it is to be.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            known("import_stage_known", "stage", ImportStage),
            known("import_language_known", "language", Language),
            models.CheckConstraint(
                condition=Q(stage=ImportStage.DONE.value, article__isnull=False)
                | (~Q(stage=ImportStage.DONE.value) & Q(article=None)),
                name="import_done_with_article",
            ),
            models.CheckConstraint(
                condition=Q(stage=ImportStage.REFUSED.value) & ~Q(refusal="")
                | (~Q(stage=ImportStage.REFUSED.value) & Q(refusal="")),
                name="import_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(stage=ImportStage.READY.value) | ~Q(text=""),
                name="import_ready_with_text",
            ),
        ]
        indexes = [
            models.Index(
                fields=["address"], condition=Q(article__isnull=False), name="import_by_address"
            )
        ]

    def __str__(self) -> str:
        return f"Import {self.pk} ({self.stage})"

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.pk])

    @property
    def can_retry(self) -> bool:
        """Whether there is something to prepare anew; a file goes when it cannot be read."""
        is_settled = self.stage in {ImportStage.READY, ImportStage.DONE}
        return not is_settled and bool(self.text or self.content or self.address)
