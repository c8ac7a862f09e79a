"""What is negotiated about a text: queries, corrections, rulings, and the sign-off at the end."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.choices import SETTLED, UNSETTLED, CorrectionState, Decision, OpenItem
from claims.models.constraints import known


class Query(models.Model):
    """A question to the reporter about a claim or some words; open until it is answered."""

    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="queries")
    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="queries", null=True, blank=True
    )
    words = models.TextField(blank=True, help_text="Of the text, where it is about no claim.")
    revision = models.ForeignKey(
        "claims.Revision",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Where the words stood when it was asked.",
    )
    start = models.PositiveIntegerField(null=True, blank=True, help_text="In code points.")
    end = models.PositiveIntegerField(null=True, blank=True, help_text="Exclusive.")
    question = models.TextField()
    asked_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "claims.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "queries"
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="query_asked"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="query_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(revision=None, start=None, end=None)
                | Q(
                    revision__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=F("start"),
                ),
                name="query_placed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["article"], condition=Q(answer=""), name="query_open_by_article")
        ]

    def __str__(self) -> str:
        return f"Query {self.pk}: {self.question}"

    @property
    def is_open(self) -> bool:
        return not self.answer


class Correction(models.Model):
    """A change asked of the text: `exact` at [start, end) of `revision` is to read `words`.

    A trigger holds the words to the text. The row follows them into the next revision; where they
    were edited it stays behind, and can only be withdrawn. `words` '' strikes them. `counter` is
    what the reporter would have.
    """

    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="corrections")
    revision = models.ForeignKey("claims.Revision", models.PROTECT, related_name="corrections")
    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    start = models.PositiveIntegerField(help_text="In code points of the revision's text.")
    end = models.PositiveIntegerField(help_text="Exclusive.")
    exact = models.TextField()
    words = models.TextField("new words", blank=True)
    reason = models.TextField()
    state = models.CharField(
        max_length=20, choices=CorrectionState.choices(), default=CorrectionState.SUGGESTED.value
    )
    counter = models.TextField(blank=True)
    answer = models.TextField(blank=True, help_text="The reporter's reason.")
    answered_by = models.ForeignKey(
        "claims.User",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who countered or declined it: an editor, where the author cannot sign in.",
    )
    suggested_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    suggested_at = models.DateTimeField(db_default=Now(), editable=False)
    moved_by = models.ForeignKey(
        "claims.User",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who brought it to where it is now.",
    )
    moved_at = models.DateTimeField(db_default=Now())
    applied_in = models.ForeignKey(
        "claims.Revision", models.PROTECT, related_name="applied_corrections", null=True, blank=True
    )
    note = models.TextField(
        blank=True, help_text="The dated correction note, where it was applied after publication."
    )

    class Meta:
        ordering = ["article_id", "start", "pk"]
        constraints = [
            known("correction_state_known", "state", CorrectionState),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="correction_not_empty"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_reasoned"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None)
                | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="correction_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(words=F("exact")),
                name="correction_changes_something",
                violation_error_message="These are the words that stand there.",
            ),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.APPLIED.value, applied_in__isnull=False)
                | (~Q(state=CorrectionState.APPLIED.value) & Q(applied_in=None, note="")),
                name="correction_applied_in_a_revision",
            ),
        ]
        indexes = [
            models.Index(
                fields=["article"],
                condition=Q(state__in=UNSETTLED),
                name="correction_open_by_article",
            )
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk} ({self.state})"

    @property
    def is_orphaned(self) -> bool:
        """Whether a later revision edited its words: then it can only be taken back."""
        is_current = self.revision_id == self.article.current_revision_id
        return not is_current and self.state not in SETTLED


class Ruling(models.Model):
    """An editor's decision with its reason, on a correction or an open item. Never changes.

    `key` tells the item in the state that was ruled on: once that changes, the ruling is not of it.
    """

    article = models.ForeignKey("claims.Article", models.PROTECT, related_name="rulings")
    item = models.CharField(max_length=20, choices=OpenItem.choices())
    key = models.CharField(max_length=64)
    about = models.TextField(help_text="The item as it read.")
    claim = models.ForeignKey(
        "claims.Claim", models.PROTECT, related_name="rulings", null=True, blank=True
    )
    correction = models.ForeignKey(
        Correction, models.PROTECT, related_name="rulings", null=True, blank=True
    )
    decision = models.CharField(max_length=20, choices=Decision.choices())
    reason = models.TextField()
    ruled_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            known("ruling_item_known", "item", OpenItem),
            known("ruling_decision_known", "decision", Decision),
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_reasoned"),
        ]
        indexes = [models.Index(fields=["article", "item", "key"], name="ruling_by_item")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.about}"


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def standing(self) -> Self:
        """Those that nobody has withdrawn; a later revision may have come in since."""
        return self.filter(withdrawn_at=None)


class SignOff(models.Model):
    """An editor's word that this revision may run. Never changes, but can be withdrawn, once.

    A later revision has its own. `open_items` are those that stood open, each with the ruling that
    let it: {item, about, decision, reason, ruled_by}.
    """

    revision = models.ForeignKey("claims.Revision", models.PROTECT, related_name="sign_offs")
    signed_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(db_default=Now(), editable=False)
    open_items = models.JSONField(default=list, blank=True)
    withdrawn_by = models.ForeignKey(
        "claims.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(withdrawn_at=None),
                name="sign_off_stands_once",
                violation_error_message="This revision is signed off already.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False))
                & ~Q(withdrawal_reason=""),
                name="sign_off_withdrawn_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"Sign-off of revision {self.revision_id}"
