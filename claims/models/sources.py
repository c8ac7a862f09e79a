from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat, Now, Upper
from django.urls import reverse

from claims.choices import Language, SourceKind, SourceRank, SourceState, Stance, Terms
from claims.models.articles import READABLE
from claims.models.constraints import known

CONFIDENTIAL = "Confidential source "


class Source(models.Model):
    """A document, dataset, interview, statement, report or person.

    Of a confidential one this row holds nothing that names it, and the database sees to that:
    its ConfidentialIdentity does, which only those listed there may read.
    """

    title = models.CharField(max_length=500)
    kind = models.CharField(
        max_length=20, choices=SourceKind.choices(), default=SourceKind.DOCUMENT.value
    )
    publisher = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=300, blank=True)
    url = models.URLField("address", max_length=1000, blank=True)
    address_key = models.CharField(
        max_length=1000,
        blank=True,
        editable=False,
        help_text="The address as claims.web.addresses.key_of spells it.",
    )
    published_on = models.DateField(
        "published", null=True, blank=True, help_text="Empty when it is not known."
    )
    rank = models.CharField(
        max_length=20,
        choices=SourceRank.choices(),
        blank=True,
        help_text="Primary: made by who knew it first hand. Empty when it is not known.",
    )
    relies_on = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="relied_on_by",
        null=True,
        blank=True,
        help_text="Another source that this one repeats: the two count as one.",
    )
    language = models.CharField(max_length=2, choices=Language.choices(), blank=True)
    tags = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    note = models.TextField(blank=True)
    is_confidential = models.BooleanField(default=False, editable=False)
    retired = models.BooleanField(default=False, help_text="No longer offered for new evidence.")

    contact = models.CharField(max_length=300, blank=True, help_text="How to reach a person again.")
    spoken_on = models.DateField("spoken to on", null=True, blank=True)
    terms = models.CharField("on what terms", max_length=20, choices=Terms.choices(), blank=True)

    asked_whom = models.CharField(max_length=300, blank=True)
    asked_how = models.CharField(
        max_length=100, blank=True, help_text="By what way: mail, telephone, press office."
    )
    asked_on = models.DateField(null=True, blank=True)
    answer_due = models.DateTimeField("deadline given", null=True, blank=True, validators=READABLE)
    answer = models.TextField(blank=True, help_text="Empty while there is none.")
    answered_on = models.DateField(null=True, blank=True)

    state = models.CharField(
        max_length=20, choices=SourceState.choices(), blank=True, editable=False
    )
    state_since = models.DateTimeField(
        null=True, editable=False, help_text="The first check in a row that found it so."
    )
    capture_asked_at = models.DateTimeField(
        null=True, editable=False, help_text="While its address waits to be captured."
    )
    capture_begun_at = models.DateTimeField(
        null=True, editable=False, help_text="When a worker began with that."
    )
    checked_at = models.DateTimeField(null=True, editable=False)
    check_due = models.DateTimeField(
        null=True, editable=False, help_text="When its address is to be checked again."
    )

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="source_titled"),
            models.UniqueConstraint(
                fields=["address_key"],
                condition=~Q(address_key=""),
                name="source_address_once",
                violation_error_message="A source with this address is already there.",
            ),
            models.CheckConstraint(
                condition=Q(url="", address_key="") | (~Q(url="") & ~Q(address_key="")),
                name="source_address_with_key",
            ),
            known("source_kind_known", "kind", SourceKind),
            known("source_rank_known", "rank", SourceRank, blank=True),
            known("source_terms_known", "terms", Terms, blank=True),
            known("source_language_known", "language", Language, blank=True),
            models.CheckConstraint(
                condition=Q(relies_on=None) | ~Q(relies_on=F("pk")),
                name="source_relies_on_another",
                violation_error_message="A source does not rely on itself.",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_on__isnull=False),
                name="source_answer_dated",
                violation_error_message="Say when the answer came.",
            ),
            models.CheckConstraint(
                condition=Q(state="", state_since=None)
                | Q(state__in=SourceState.values(), state_since__isnull=False),
                name="source_state_since",
            ),
            models.CheckConstraint(
                condition=Q(capture_begun_at=None) | Q(capture_asked_at__isnull=False),
                name="source_capture_begun_asked",
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False)
                | Q(
                    title=Concat(Value(CONFIDENTIAL), Cast("pk", models.TextField())),
                    publisher="",
                    author="",
                    url="",
                    tags=[],
                    note="",
                    contact="",
                    asked_whom="",
                    asked_how="",
                    answer="",
                ),
                name="source_confidential_unnamed",
            ),
        ]
        indexes = [
            *(
                GinIndex(
                    OpClass(Upper(column), name="gin_trgm_ops"), name=f"source_{column}_trigrams"
                )
                for column in ["title", "publisher", "url", "author"]
            ),
            models.Index(
                OpClass(Upper("title"), name="text_pattern_ops"), name="source_by_beginning"
            ),
            GinIndex(fields=["tags"], name="source_by_tag"),
            models.Index(
                fields=["capture_begun_at"],
                condition=Q(capture_begun_at__isnull=False),
                name="source_capture_begun",
            ),
            models.Index(
                fields=["check_due"],
                condition=Q(check_due__isnull=False),
                name="source_by_check_due",
            ),
            models.Index(
                fields=["-state_since", "-id"], condition=~Q(state=""), name="source_by_state"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])


class ConfidentialIdentity(models.Model):
    """Who a confidential source is. Read through claims.services.disclose alone, which logs it."""

    source = models.OneToOneField(Source, models.PROTECT, related_name="identity")
    name = models.CharField(max_length=500)
    contact = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "confidential identities"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="identity_named")]

    def __str__(self) -> str:
        return f"The identity of {CONFIDENTIAL.lower()}{self.source_id}"


class IdentityAccessQuerySet(models.QuerySet["IdentityAccess"]):
    def active(self) -> "IdentityAccessQuerySet":
        return self.filter(revoked_at=None)


class IdentityAccess(models.Model):
    """That a person may know who a confidential source is, who granted it, and who revoked it."""

    identity = models.ForeignKey(ConfidentialIdentity, models.PROTECT, related_name="access")
    person = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    granted_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_by = models.ForeignKey(
        "claims.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = IdentityAccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["identity", "person"],
                condition=Q(revoked_at=None),
                name="access_once",
                violation_error_message="This person may read it already.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="access_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class IdentityAccessLog(models.Model):
    """One reading of an identity. The database refuses to change or delete a row."""

    identity = models.ForeignKey(ConfidentialIdentity, models.PROTECT, related_name="access_log")
    person = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person} at {self.at:%Y-%m-%d %H:%M:%S}"


class Evidence(models.Model):
    """A source brought to bear on a claim."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="evidence")
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=20, choices=Stance.choices())
    quote = models.TextField("quoted words", blank=True)
    locator = models.CharField(max_length=200, blank=True, help_text="Page, paragraph or minute.")
    note = models.TextField(blank=True)
    added_by = models.ForeignKey("claims.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    judgement = models.ForeignKey(
        "claims.Event",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
        help_text="The last submission that rested on it.",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [known("evidence_stance_known", "stance", Stance)]

    def __str__(self) -> str:
        return f"{self.stance}: {self.source}"
