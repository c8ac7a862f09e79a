from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import MD5, Length, Upper
from django.urls import reverse

from claims.choices import Language
from claims.models.constraints import known

if TYPE_CHECKING:
    from claims.models.negotiation import SignOff

# With its offset from UTC, a time may fall before year 1 or after 9999: none can be read.
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
YEARS = "Give a year from 1900 to 2199."
READABLE = [MinValueValidator(EARLIEST, YEARS), MaxValueValidator(LATEST, YEARS)]


class ArticleQuerySet(models.QuerySet["Article"]):
    def with_headline(self) -> Self:
        """Each with `headline`, the first line of its current revision."""
        return self.annotate(headline=F("current_revision__headline"))


class Article(models.Model):
    """A piece of copy being checked; its headline is the first line of its current revision."""

    outlet = models.CharField(max_length=200, help_text="Where it runs.")
    byline = models.CharField(max_length=300, blank=True)
    language = models.CharField(
        max_length=2, choices=Language.choices(), default=Language.ENGLISH.value
    )
    published_on = models.DateField(
        "dateline",
        null=True,
        blank=True,
        help_text="The date at the head of the copy: 'on Monday' is read from it.",
    )
    url = models.URLField("address", max_length=1000, blank=True)
    # The address in one spelling, by key_of().
    address_key = models.CharField(max_length=1000, blank=True, editable=False)
    deadline = models.DateTimeField(
        null=True, blank=True, help_text="When it runs, in the desk's time.", validators=READABLE
    )
    # A trigger holds that it is the last one. Handing in and revising write it.
    current_revision = models.ForeignKey(
        "claims.Revision",
        models.PROTECT,
        related_name="+",
        editable=False,
        db_constraint=False,  # One over both keys holds that it is a revision of this article.
        db_index=False,  # No revision is ever deleted.
    )
    published_revision = models.ForeignKey(
        "claims.Revision",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_constraint=False,
        db_index=False,
    )
    published_at = models.DateTimeField(
        "published",
        null=True,
        blank=True,
        editable=False,
        help_text="From then on an applied correction makes a note.",
    )
    proposing_since = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Since when its text waits for a task to propose claims.",
    )
    proposing_from = models.ForeignKey(
        "claims.Revision",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_constraint=False,
        db_index=False,
        help_text="What is new since this one waits; none: the whole text.",
    )
    handed_in_by = models.ForeignKey("claims.User", models.PROTECT, related_name="handed_in")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = [F("deadline").asc(nulls_last=True), "-pk"]
        constraints = [
            known("article_language_known", "language", Language),
            models.CheckConstraint(condition=~Q(outlet=""), name="article_outlet_named"),
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(deadline__range=(EARLIEST, LATEST)),
                name="article_deadline_readable",
            ),
            models.UniqueConstraint(
                fields=["address_key"],
                condition=~Q(address_key=""),
                name="article_address_once",
                violation_error_message="Another article has this address already.",
            ),
            models.CheckConstraint(
                condition=Q(url="", address_key="") | (~Q(url="") & ~Q(address_key="")),
                name="article_address_with_key",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_revision=None)
                | Q(published_at__isnull=False, published_revision__isnull=False),
                name="article_published_as_a_revision",
            ),
            models.CheckConstraint(
                condition=Q(proposing_from=None) | Q(proposing_since__isnull=False),
                name="article_proposing_since",
            ),
        ]
        indexes = [
            models.Index(fields=["deadline", "id"], name="article_by_deadline"),
            GinIndex(OpClass(Upper("outlet"), name="gin_trgm_ops"), name="article_outlet_trigrams"),
        ]

    def __str__(self) -> str:
        return f"Article {self.pk} ({self.outlet})"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])


class Revision(models.Model):
    """One immutable text of an article: headline, standfirst, body and captions in one."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(help_text="The first line is the headline.")
    # For the triggers that hold a place inside the text without reading it.
    length = models.GeneratedField(
        expression=Length("text"), output_field=models.PositiveIntegerField(), db_persist=True
    )
    headline = models.GeneratedField(
        expression=Func(F("text"), Value("\n"), Value(1), function="split_part"),
        output_field=models.TextField(),
        db_persist=True,
    )
    created_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            # What the keys over article and revision refer to.
            models.UniqueConstraint(fields=["article", "id"], name="revision_of_article"),
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_1"),
            models.CheckConstraint(condition=Q(text__regex=r"^\S"), name="revision_has_headline"),
        ]
        # Whether a text is there already; an index of whole texts would be too wide.
        indexes = [
            models.Index(MD5("text"), name="revision_by_text"),
            GinIndex(
                OpClass(Upper("headline"), name="gin_trgm_ops"), name="revision_headline_trigrams"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (revision {self.number})"

    @property
    def is_current(self) -> bool:
        return self.article.current_revision_id == self.pk

    @property
    def sign_off(self) -> "SignOff | None":
        """The one that was not withdrawn."""
        return self.sign_offs.standing().select_related("signed_by").first()


class Clearance(models.Model):
    """A sentence read by a person and found to hold nothing (more) to check."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="clearances")
    start = models.PositiveIntegerField(help_text="In code points of the revision's text.")
    end = models.PositiveIntegerField(help_text="Exclusive.")
    cleared_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="clearance_not_empty"),
            models.UniqueConstraint(fields=["revision", "start", "end"], name="clearance_once"),
        ]

    def __str__(self) -> str:
        return f"Clearance of {self.start} to {self.end} in revision {self.revision_id}"
