from typing import Self

from django.core.files import File
from django.core.files.storage import storages
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.urls import reverse

from claims.choices import INCONCLUSIVE, CaptureWay, CheckOutcome, SnapshotOutcome, SourceState
from claims.models.constraints import known


class StoredFile(models.Model):
    """Bytes as they came, stored once however often they were captured. A row never changes.

    They lie in STORAGES["snapshots"], a folder unless a desk sets another, under their digest.
    """

    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, help_text="Of the bytes, in lower-case hexadecimal."
    )
    size = models.PositiveIntegerField(help_text="In bytes.")
    media_type = models.CharField(
        max_length=100, help_text="As of the first who stored these bytes."
    )

    def __str__(self) -> str:
        return f"{self.media_type}, {self.sha256[:12]}"

    @property
    def name(self) -> str:
        """The name of its bytes in the storage."""
        return f"{self.sha256[:2]}/{self.sha256}"

    def open(self) -> File:  # type: ignore[type-arg]
        return storages["snapshots"].open(self.name)


FROM_HERE = Q(address_key=F("source__address_key")) | Q(landed_key=F("source__address_key"))


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def fetched(self) -> Self:
        """From the address that the source has now, or by redirects to it: what stood at another
        says nothing of this one.
        """
        return self.filter(FROM_HERE, way=CaptureWay.FETCHED)

    def current(self) -> Self:
        """Those, and what a person brought in."""
        return self.filter(FROM_HERE | ~Q(way=CaptureWay.FETCHED))


class Snapshot(models.Model):
    """A source as it was: its bytes, and the text that was read out of them.

    The database refuses to change one, but for the address of an outside archive beside it.
    `page_starts` are the offsets in `text`, in code points, at which the pages of a PDF begin.
    """

    source = models.ForeignKey("claims.Source", models.PROTECT, related_name="snapshots")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="snapshots")
    media_type = models.CharField(
        max_length=100, help_text="Of this copy: pasted HTML is plain text, fetched HTML a page."
    )
    way = models.CharField(max_length=20, choices=CaptureWay.choices())
    url = models.CharField(
        "address", max_length=1000, blank=True, help_text="Where redirects led, if it was fetched."
    )
    address_key = models.CharField(
        max_length=1000,
        blank=True,
        editable=False,
        help_text="The address it was fetched from, as key_of spells it; '' if brought in.",
    )
    landed_key = models.CharField(
        max_length=1000,
        blank=True,
        editable=False,
        help_text="The address that redirects led to, in the same spelling.",
    )
    file_name = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    page_starts = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=20, choices=SnapshotOutcome.choices())
    note = models.TextField(blank=True, help_text="Why no text could be read.")
    archive_url = models.URLField("in an outside archive", max_length=1000, blank=True)
    captured_by = models.ForeignKey(
        "claims.User",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Empty where the monitoring took it.",
    )
    captured_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            known("snapshot_way_known", "way", CaptureWay),
            known("snapshot_outcome_known", "outcome", SnapshotOutcome),
            models.CheckConstraint(
                condition=Q(outcome=SnapshotOutcome.READ.value) & ~Q(text="")
                | (~Q(outcome=SnapshotOutcome.READ.value) & Q(text="")),
                name="snapshot_read_with_text",
            ),
        ]
        indexes = [models.Index(fields=["source", "-id"], name="snapshot_by_source")]

    def __str__(self) -> str:
        return f"Snapshot {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("snapshot", args=[self.pk])


class Upload(models.Model):
    """A file that a person brought in as a copy of a source, until a task has read it.

    Where it cannot be one, `refusal` says why, and its bytes are gone.
    """

    source = models.ForeignKey("claims.Source", models.PROTECT, related_name="uploads")
    uploaded_by = models.ForeignKey("claims.User", models.PROTECT, related_name="uploads")
    file_name = models.CharField(max_length=300, blank=True)
    content = models.BinaryField(null=True)
    archive_url = models.URLField("in an outside archive", max_length=1000, blank=True)
    refusal = models.TextField(blank=True, help_text="Why it could not be kept.")
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    begun_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content=None) & ~Q(refusal="") | Q(content__isnull=False, refusal=""),
                name="upload_content_or_refusal",
            )
        ]

    def __str__(self) -> str:
        return f"Upload {self.pk} of source {self.source_id}"


class SourceCheckQuerySet(models.QuerySet["SourceCheck"]):
    def at_current_url(self) -> Self:
        """At the address that the source has now."""
        return self.filter(address_key=F("source__address_key"))

    def conclusive(self) -> Self:
        """Of these, those that tell what is there."""
        return self.at_current_url().exclude(state=None)


class SourceCheck(models.Model):
    """What was found at a source's address once, by a person or the monitoring. A row never
    changes.

    `state` is what that makes of the source, null where it is inconclusive.
    """

    source = models.ForeignKey("claims.Source", models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=20, choices=CheckOutcome.choices())
    note = models.TextField(blank=True)
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="checks", null=True, blank=True
    )
    address_key = models.CharField(
        max_length=1000,
        blank=True,
        editable=False,
        help_text="The address checked, as claims.web.addresses.key_of spells it.",
    )
    moved_to = models.CharField(max_length=1000, blank=True)
    state = models.GeneratedField(
        expression=Case(
            When(outcome__in=[outcome.value for outcome in INCONCLUSIVE], then=Value(None)),
            When(
                outcome__in=[SourceState.WORDS_MISSING.value, SourceState.GONE.value],
                then=F("outcome"),
            ),
            When(~Q(moved_to=""), then=Value(SourceState.MOVED.value)),
            default=Value(""),
        ),
        output_field=models.CharField(max_length=20, null=True),
        db_persist=True,
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SourceCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [known("source_check_outcome_known", "outcome", CheckOutcome)]
        indexes = [models.Index(fields=["source", "-id"], name="source_check_by_source")]

    def __str__(self) -> str:
        return f"{self.outcome} at {self.at:%Y-%m-%d %H:%M:%S}"


class Comparison(models.Model):
    """A quotation checked against a snapshot's text; both never change, so neither does this.

    `digest` is the SHA-256 of the quotation; the rest is what
    claims.text.quote_checking gives.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="comparisons")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=20)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    ratio = models.FloatField()
    changes = models.JSONField(default=list)

    nearest = ""  # What is there instead; selectors.quotations.add_nearest reads it.

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "digest"], name="comparison_once"),
            models.CheckConstraint(
                condition=Q(state__in=["exact", "altered", "absent"]), name="comparison_state_known"
            ),
            # Absent words have a place where others like them are.
            models.CheckConstraint(
                condition=Q(start=None, end=None, state="absent")
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="comparison_placed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} in snapshot {self.snapshot_id}"

    @property
    def is_fair(self) -> bool:
        """Whether nothing that was changed can change the meaning."""
        return all(change["fair"] is True for change in self.changes)

    @property
    def is_near(self) -> bool:
        """Whether the quotation is absent, and `start` and `end` are of a passage like it."""
        return self.state == "absent" and self.start is not None
