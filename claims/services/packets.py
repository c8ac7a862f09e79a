"""Packets: asked for by a person, made by a worker, kept for who asked."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import PacketStage
from claims.models import Article, Packet, User
from claims.permissions import can_know_sources_of, check_can_see
from claims.services.saving import store
from claims.services.snapshots import stored_file
from claims.tasks import LONGEST_TASK, STOPPED, make_packet


@transaction.atomic
def ask_packet(actor: User, article: Article, kind: str, names_confidential: bool) -> Packet:
    """A packet to be made, `kind` being a PacketFormat; where just this one waits, that one.

    Raises NotPermitted, and InvalidInput where there is no such format.
    """
    check_can_see(actor, article)
    asked = {
        "article": article,
        "requested_by": actor,
        "format": kind,
        "names_confidential": names_confidential and can_know_sources_of(actor, article),
    }
    packet = Packet.objects.filter(stage=PacketStage.WAITING, **asked).first()
    if not packet:
        packet = Packet(**asked)
        store(packet)
    make_packet.enqueue(packet.pk)
    return packet


def begin_packet(packet: Packet) -> bool:
    """Whether it is this worker's to make: of two that are given one packet, the first's."""
    return _move(packet, PacketStage.WAITING, PacketStage.MAKING)


@transaction.atomic
def keep_packet(packet: Packet, content: bytes, media_type: str) -> None:
    stored = stored_file(content, media_type)
    _move(packet, PacketStage.MAKING, PacketStage.READY, stored=stored)


def fail_packet(packet: Packet, reason: str) -> None:
    """Say to who asked for it why there is none."""
    _move(packet, PacketStage.MAKING, PacketStage.FAILED, refusal=reason)


def fail_abandoned_packets() -> None:
    """Say so of each packet whose worker was stopped."""
    for packet in Packet.objects.filter(
        stage=PacketStage.MAKING, changed_at__lt=timezone.now() - LONGEST_TASK
    ):
        fail_packet(packet, STOPPED)


def _move(packet: Packet, from_stage: PacketStage, to_stage: PacketStage, **changes: Any) -> bool:
    """Whether it was at `from_stage` still: what others made of it meanwhile stays."""
    current = Packet.objects.filter(pk=packet.pk, stage=from_stage)
    return bool(current.update(stage=to_stage, changed_at=timezone.now(), **changes))
