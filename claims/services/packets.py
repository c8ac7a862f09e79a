"""Packets: asked for by a person, made by a worker, kept for who asked."""

from django.db import transaction

from claims.choices import PacketStage
from claims.models import Article, Packet, User
from claims.permissions import check_can_see
from claims.selectors.packets import is_listed
from claims.services.records import check
from claims.services.snapshots import stored_file


@transaction.atomic
def ask_packet(actor: User, article: Article, kind: str, names_confidential: bool) -> Packet:
    """A packet to be made, `kind` being a PacketFormat; where just this one waits, that one.

    Raises NotPermitted, and ValidationError where there is no such format.
    """
    check_can_see(actor, article)
    asked = {
        "article": article,
        "requested_by": actor,
        "format": kind,
        "names_confidential": names_confidential and is_listed(actor, article),
    }
    if waiting := Packet.objects.filter(stage=PacketStage.WAITING, **asked).first():
        return waiting
    packet = Packet(**asked)
    check(packet)
    packet.save()
    return packet


def begin_packet(packet: Packet) -> bool:
    """Whether it is this worker's to make: of two that are given one packet, the first's."""
    waiting = Packet.objects.filter(pk=packet.pk, stage=PacketStage.WAITING)
    return bool(waiting.update(stage=PacketStage.MAKING))


@transaction.atomic
def keep_packet(packet: Packet, content: bytes, media_type: str) -> None:
    packet.stored, packet.stage = stored_file(content, media_type), PacketStage.READY
    packet.save(update_fields=["stored", "stage", "changed_at"])


def fail_packet(packet: Packet, reason: str) -> None:
    """Say to who asked for it why there is none."""
    packet.refusal, packet.stage = reason, PacketStage.FAILED
    packet.save(update_fields=["refusal", "stage", "changed_at"])
