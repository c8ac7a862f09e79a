"""Files that people bring in as copies of a source; a task reads them."""

from django.db import transaction
from django.utils import timezone

from claims.documents.sources import CapturedDocument
from claims.models import Source, Upload, User
from claims.permissions import check_can_capture
from claims.services.records import check
from claims.services.snapshots import store_snapshot
from claims.tasks import LONGEST_TASK, STOPPED, read_upload


@transaction.atomic
def add_upload(
    actor: User, source: Source, file_name: str, content: bytes, archive_url: str = ""
) -> Upload:
    """Store a file, for a task to make a snapshot of; what of this person's was refused goes."""
    check_can_capture(actor, source)
    actor.uploads.filter(source=source).exclude(refusal="").delete()
    upload = Upload(
        source=source,
        uploaded_by=actor,
        file_name=file_name[:300],
        content=content,
        archive_url=archive_url,
    )
    check(upload)
    upload.save()
    read_upload.enqueue(upload.pk)
    return upload


def begin_upload(pk: int) -> Upload | None:
    """The upload, for this worker alone; None where another has it, or it was read."""
    waiting = Upload.objects.filter(pk=pk, refusal="", begun_at=None)
    if not waiting.update(begun_at=timezone.now()):
        return None
    return Upload.objects.select_related("source", "uploaded_by").get(pk=pk)


@transaction.atomic
def keep_upload(upload: Upload, captured: CapturedDocument) -> None:
    """Make a snapshot of it; nothing where it was refused meanwhile.

    Raises Refused as store_snapshot does.
    """
    deleted, _ = Upload.objects.filter(pk=upload.pk, refusal="").delete()
    if deleted:
        store_snapshot(upload.uploaded_by, upload.source, captured)


def refuse_upload(upload: Upload, reason: str) -> None:
    """Say to who brought it in why there is no copy."""
    Upload.objects.filter(pk=upload.pk, refusal="").update(refusal=reason, content=None)


def fail_abandoned_uploads() -> None:
    """Say so of each upload whose worker was stopped."""
    begun = Upload.objects.filter(refusal="", begun_at__lt=timezone.now() - LONGEST_TASK)
    begun.update(refusal=STOPPED, content=None)
