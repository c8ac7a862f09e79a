from typing import Self

from django.db import models
from django.db.models import F, Q

from claims.choices import STATUSES, Stage
from claims.models.claims import Claim


class PassageQuerySet(models.QuerySet["Passage"]):
    def current(self) -> Self:
        """Those in the current revision of their article."""
        return self.filter(revision=F("article__current_revision"))

    def lost(self) -> Self:
        """Those whose words the current revision does not have, until a person places or retires
        them."""
        lost = self.exclude(revision=F("article__current_revision")).filter(retired_by=None)
        return lost.exclude(claim__stage__in=[Stage.PROPOSED, Stage.DISMISSED])


class Passage(models.Model):
    """Where a revision makes a claim. Offsets count Unicode code points, `end` is exclusive.

    The row follows its words into the next revision, and a PastPassage keeps where it was. Where
    the words are lost it stays behind, until a person places or retires it.

    A trigger holds `exact` to the revision's text, `digest` to `exact` and `article` to the
    revision's. `judgement` is the event that last judged these words; it outlives the verdict, so
    that an undo brings both back: ask `is_judged`.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="passages")
    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="passages")
    revision = models.ForeignKey("claims.Revision", models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the words in UTF-8.")
    judgement = models.ForeignKey(
        "claims.Event", models.PROTECT, related_name="+", null=True, editable=False
    )
    placed_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+", null=True)
    placed_at = models.DateTimeField(auto_now_add=True)
    sentence_stands = models.BooleanField(
        default=True,
        editable=False,
        help_text="False where a revision changed the sentence around it: somebody has to read it.",
    )
    former = models.TextField(
        blank=True, help_text="The words before, where the last revision changed them."
    )
    retired_by = models.ForeignKey(
        "claims.User",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who found that a later revision does not make the claim here any more.",
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["revision_id", "start", "-end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_not_empty"),
            models.UniqueConstraint(
                fields=["claim", "revision", "start", "end"], name="passage_once_a_claim"
            ),
        ]
        indexes = [models.Index(fields=["revision", "start"], name="passage_in_order")]

    def __str__(self) -> str:
        return f"“{self.exact}”"

    @property
    def is_current(self) -> bool:
        """Whether the current revision of its article has its words."""
        return self.revision_id == self.article.current_revision_id

    @property
    def is_judged(self) -> bool:
        """Whether the claim's verdict was given on these words, or confirmed for them."""
        submission = self.claim.submission_id
        if submission is None or self.judgement_id is None:
            return False
        return self.judgement_id >= submission

    @property
    def is_unjudged(self) -> bool:
        """Whether the claim has a verdict that nobody gave on these words."""
        return self.claim.submission_id is not None and not self.is_judged


class PastPassage(models.Model):
    """Where a passage was in a revision that another followed. Never changes.

    `status` is the claim's verification status then; the claim's number leads to what it is now.
    """

    revision = models.ForeignKey("claims.Revision", models.PROTECT, related_name="past_passages")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="past_passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    status = models.CharField(max_length=20)

    class Meta:
        ordering = ["revision_id", "start", "-end", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="past_passage_not_empty"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in STATUSES]),
                name="past_passage_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.claim_id} at {self.start} to {self.end} of {self.revision_id}"
