from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from claims.choices import (
    JUDGED,
    TO_DO,
    Kind,
    Qualifier,
    Stage,
    Status,
    Verdict,
    status_of,
)
from claims.errors import Conflict
from claims.models.constraints import known
from claims.models.fields import SearchConfigField

if TYPE_CHECKING:
    from claims.models.sources import Evidence

CLAIM_CHANGED = "This claim has changed since you opened it. This is how it is now."
# What the queue is filtered by; it has an index for each.
FILTERED_BY = ["stage", "kind", "verdict", "claimant", "assignee"]
WITH_ASSIGNEE = [Stage.CHECKING.value, *JUDGED]


# Locked first and in one order: of two who change articles of the same claim at once, the second
# works it out from what the first has written.
LOCK = "SELECT FROM claims_claim WHERE id = ANY (%s) ORDER BY id FOR NO KEY UPDATE"
UPDATE_PLACES = """
    UPDATE claims_claim claim SET first_article_id = place.first_article_id, due = place.due
    FROM claims_places(%s) place
    WHERE claim.id = place.claim_id AND (claim.first_article_id, claim.due)
        IS DISTINCT FROM (place.first_article_id, place.due)
"""


class ClaimQuerySet(models.QuerySet["Claim"]):
    def update_places(self, keys: list[int]) -> None:
        """Write `first_article` and `due` of these claims anew, after a passage of theirs or an
        article that has one has changed. A trigger refuses a commit without."""
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [keys])
            cursor.execute(UPDATE_PLACES, [keys])

    def change_together(self, claims: Sequence["Claim"], **changes: Any) -> None:
        """Write `changes` to all of these, whose rows are locked, in one statement."""
        changes |= {"changed_at": timezone.now()}
        keys = [claim.pk for claim in claims]
        self.filter(pk__in=keys).update(version=F("version") + 1, **changes)
        for claim in claims:
            claim.version += 1
            for name, value in changes.items():
                setattr(claim, name, value)

    def swap(self, claim: "Claim", **changes: Any) -> None:
        """Write `changes` if the row still has the version that `claim` was read with.

        Compare-and-swap: of two people who act on one version at once, one wins; the other gets
        Conflict. `claim` is brought up to date.
        """
        changes |= {"version": claim.version + 1, "changed_at": timezone.now()}
        if not self.filter(pk=claim.pk, version=claim.version).update(**changes):
            raise Conflict(CLAIM_CHANGED)
        for name, value in changes.items():
            setattr(claim, name, value)


# What waits for somebody: not what no text makes any more.
IS_TO_DO = Q(stage__in=TO_DO, first_article__isnull=False)


class Claim(models.Model):
    """One checkable assertion.

    Only workflow.py writes the stage, the verdict and the people bound to them; every other
    write is a service.
    """

    statement = models.CharField(
        max_length=1000,
        help_text="One neutral sentence. Where the copy reports words, name speaker and act.",
    )
    kind = models.CharField(max_length=20, choices=Kind.choices())
    claimant = models.ForeignKey(
        "claims.Claimant",
        models.PROTECT,
        related_name="claims",
        null=True,
        blank=True,
        db_index=False,  # claim_by_claimant has the order of the queue behind it.
        help_text="Nobody: the article's own voice.",
    )
    said_on = models.DateField(null=True, blank=True)
    occasion = models.CharField(
        max_length=300, blank=True, help_text="Where it was said: an interview, a speech."
    )
    figure_text = models.CharField(
        "figure", max_length=300, blank=True, help_text="The number as the copy gives it."
    )
    figure_low = models.DecimalField("from", max_digits=30, decimal_places=6, null=True, blank=True)
    figure_high = models.DecimalField("to", max_digits=30, decimal_places=6, null=True, blank=True)
    figure_unit = models.CharField("unit", max_length=100, blank=True)
    figure_qualifier = models.CharField(
        "qualifier", max_length=10, choices=Qualifier.choices(), blank=True
    )
    dates = models.JSONField(
        default=list,
        blank=True,
        help_text="Each date that the claim names: text, from, to (ISO 8601 or null), reading.",
    )
    cues = models.JSONField(
        default=list, blank=True, editable=False, help_text="What led the machine to propose it."
    )
    score = models.FloatField(
        null=True,
        editable=False,
        help_text="The machine's, from 0 to 1: how likely a fact-checker would want it checked.",
    )
    search_config = SearchConfigField(default="simple", editable=False)
    search = models.GeneratedField(
        expression=SearchVector("statement", config=F("search_config")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    stage = models.CharField(
        max_length=20, choices=Stage.choices(), default=Stage.OPEN.value, editable=False
    )
    verdict = models.CharField(max_length=20, choices=Verdict.choices(), blank=True, editable=False)
    rationale = models.TextField(blank=True, editable=False)
    tried = models.TextField("what was tried", blank=True, editable=False)
    assignee = models.ForeignKey(
        "claims.User",
        models.PROTECT,
        related_name="assigned_claims",
        null=True,
        editable=False,
        db_index=False,
    )
    accepted_by = models.ForeignKey(
        "claims.User",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        help_text="The person who made or accepted the claim: who read its sentence.",
    )
    submitted_by = models.ForeignKey(
        "claims.User", models.PROTECT, related_name="submitted_claims", null=True, editable=False
    )
    approved_by = models.ForeignKey(
        "claims.User", models.PROTECT, related_name="+", null=True, editable=False
    )
    # A trigger holds that it is one of this claim, with this verdict, rationale and submitter.
    submission = models.ForeignKey(
        "claims.Event",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_constraint=False,
        db_index=False,
        help_text="The event that the verdict rests on.",
    )
    # Both of the articles that have its words now, or had them and wait for a person to say where
    # they are; update_places() writes them.
    first_article = models.ForeignKey(
        "claims.Article",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
        help_text="Where it stands first; nowhere, where no text makes it any more.",
    )
    due = models.DateTimeField(null=True, editable=False, help_text="The earliest deadline.")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    is_negotiated: bool  # Whether anything was asked or suggested: selectors.lookups reads it.

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="claim_stated"),
            known("claim_kind_known", "kind", Kind),
            known("claim_stage_known", "stage", Stage),
            known("claim_verdict_known", "verdict", Verdict, blank=True),
            models.CheckConstraint(
                condition=Q(
                    figure_text="",
                    figure_low=None,
                    figure_high=None,
                    figure_unit="",
                    figure_qualifier="",
                )
                | (
                    ~Q(figure_text="")
                    & Q(figure_qualifier__in=Qualifier.values())
                    & (Q(figure_low__isnull=False) | Q(figure_high__isnull=False))
                ),
                name="claim_figure_whole",
                violation_error_message=(
                    "A figure has its words, a number from or to, and how it binds."
                ),
            ),
            models.CheckConstraint(
                condition=Q(figure_low=None)
                | Q(figure_high=None)
                | Q(figure_low__lte=F("figure_high")),
                name="claim_figure_in_order",
                violation_error_message="A figure goes from the lower number to the higher.",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(0, 1)), name="claim_score_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PROPOSED.value) | Q(accepted_by=None),
                name="claim_proposed_unaccepted",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(verdict=""),
                    stage__in=JUDGED,
                    submitted_by__isnull=False,
                    submission__isnull=False,
                )
                | (
                    ~Q(stage__in=JUDGED)
                    & Q(verdict="", submitted_by__isnull=True, submission__isnull=True)
                ),
                name="claim_judged_with_verdict",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(approved_by=F("submitted_by")),
                    stage=Stage.CLOSED.value,
                    approved_by__isnull=False,
                )
                | (~Q(stage=Stage.CLOSED.value) & Q(approved_by__isnull=True)),
                name="claim_closed_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=WITH_ASSIGNEE, assignee__isnull=False)
                | (~Q(stage__in=WITH_ASSIGNEE) & Q(assignee__isnull=True)),
                name="claim_checked_by_someone",
            ),
        ]
        indexes = [
            # The queue, by the filter and then in its order.
            models.Index(fields=["due", "id"], name="claim_by_due"),
            *(
                models.Index(fields=[name, "due", "id"], name=f"claim_by_{name}")
                for name in FILTERED_BY
            ),
            models.Index(fields=["due", "id"], condition=IS_TO_DO, name="claim_to_do_by_due"),
            *(
                models.Index(
                    fields=[name, "due", "id"], condition=IS_TO_DO, name=f"claim_to_do_by_{name}"
                )
                for name in FILTERED_BY
            ),
            GinIndex(fields=["search"], name="claim_search"),
            GinIndex(OpClass(F("statement"), name="gin_trgm_ops"), name="claim_statement_trigrams"),
        ]

    def __str__(self) -> str:
        return f"Claim {self.pk}: {self.statement}"

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    def check_version(self, seen: int) -> None:
        """Raises Conflict unless the row still has the version that the person saw."""
        if self.version != seen:
            raise Conflict(CLAIM_CHANGED)

    @property
    def status(self) -> Status:
        return status_of(self.stage, self.verdict)

    @cached_property
    def authors(self) -> list[int]:
        """The keys of those who handed in the articles that it is in; selectors.lookups reads
        them with the claim."""
        found = self.passages.order_by().values_list("article__handed_in_by", flat=True)
        return list(found)

    def rests_on(self, evidence: "Evidence") -> bool:
        """Whether its verdict was given on this evidence."""
        return self.submission_id is not None and evidence.judgement_id == self.submission_id

    @property
    def figure(self) -> dict[str, Any] | None:
        """The figure with plain numbers, as JSON can hold it; None where the claim has none."""
        if not self.figure_text:
            return None
        return {
            "text": self.figure_text,
            "low": plain_number(self.figure_low),
            "high": plain_number(self.figure_high),
            "unit": self.figure_unit,
            "qualifier": self.figure_qualifier,
        }


def plain_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
