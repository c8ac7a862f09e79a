"""Long work that a worker does: `manage.py db_worker`."""

import logging

from django.tasks import task

from claims.capturing import capture_now
from claims.choices import CheckOutcome, ImportStage, PacketFormat
from claims.errors import Refused
from claims.exporting.making import made
from claims.importing.preparing import prepare
from claims.models import Import, Packet, Source, User
from claims.services import packets, snapshots

logger = logging.getLogger(__name__)

BROKEN = (
    "Something went wrong while this was captured. Try again, or tell who keeps ClaimTrack: the"
    " server's log says more."
)
NOT_MADE = (
    "Something went wrong while this was made. Try again, or tell who keeps ClaimTrack: the"
    " server's log says more."
)


@task
def prepare_import(pk: int, run: int) -> None:
    """`run` is the preparation that was asked for: where a later one was, this does nothing."""
    if waiting := Import.objects.filter(pk=pk, run=run, stage=ImportStage.WAITING).first():
        prepare(waiting)


@task
def capture_source(source_pk: int, actor_pk: int) -> None:
    """For the person who asked. Where it was captured meanwhile, this does nothing."""
    waiting = Source.objects.filter(pk=source_pk, capture_asked_at__isnull=False).first()
    if not waiting:
        return
    try:
        capture_now(waiting, User.objects.get(pk=actor_pk))
    except Refused as refusal:
        _give_up(waiting, refusal.message)
    except Exception:
        logger.exception("Source %s could not be captured", source_pk)
        _give_up(waiting, BROKEN)


@task
def make_packet(pk: int) -> None:
    """Where another worker makes it or it is made, this does nothing."""
    packet = Packet.objects.filter(pk=pk).select_related("article", "requested_by").first()
    if not packet or not packets.begin_packet(packet):
        return
    try:
        packets.keep_packet(packet, made(packet), PacketFormat(packet.format).media_type)
    except Refused as refusal:
        packets.fail_packet(packet, refusal.message)
    except Exception:
        logger.exception("Packet %s could not be made", pk)
        packets.fail_packet(packet, NOT_MADE)


def _give_up(source: Source, reason: str) -> None:
    """Say so where the source would wait for ever; not where the capture itself is kept."""
    source.refresh_from_db()
    if source.capture_asked_at:
        snapshots.record_check(source, CheckOutcome.UNREACHABLE, reason)
