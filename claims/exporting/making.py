"""A packet in the format that was asked for."""

import logging
from collections.abc import Callable

from django.db import OperationalError, connection, transaction
from psycopg.errors import SerializationFailure

from claims.choices import PacketFormat
from claims.errors import Refused
from claims.exporting.as_csv import as_csv
from claims.exporting.as_json import as_json
from claims.exporting.as_pdf import as_pdf
from claims.exporting.as_zip import as_zip
from claims.exporting.contents import gather
from claims.exporting.schema import Contents
from claims.models import Article, Packet, User
from claims.services import packets

logger = logging.getLogger(__name__)

WRITERS: dict[str, Callable[[Contents], bytes]] = {
    PacketFormat.PDF: as_pdf,
    PacketFormat.ZIP: as_zip,
    PacketFormat.JSON: as_json,
    PacketFormat.CSV: as_csv,
}
TRIES = 3
NOT_MADE = (
    "Something went wrong while this was made. Try again, or tell who keeps ClaimTrack: the"
    " server's log says more."
)


def make_requested(pk: int) -> None:
    """For a worker. Where another makes it or it is made, this does nothing."""
    packets.fail_abandoned_packets()
    packet = Packet.objects.filter(pk=pk).select_related("article", "requested_by").first()
    if not packet or not packets.begin_packet(packet):
        return
    try:
        packets.keep_packet(packet, make_packet(packet), PacketFormat(packet.format).media_type)
    except Refused as refusal:
        packets.fail_packet(packet, refusal.message)
    except Exception:
        logger.exception("Packet %s could not be made", pk)
        packets.fail_packet(packet, NOT_MADE)


def make_packet(packet: Packet) -> bytes:
    """For who asked for it. Raises NotPermitted where the article is not theirs to see any more."""
    contents = _gather(packet)
    return WRITERS[packet.format](contents)


def _gather(packet: Packet) -> Contents:
    """What the database held at one moment: tried again where another transaction wrote the same
    rows meanwhile, as happens when two compare the same quotation."""
    for _ in range(TRIES - 1):
        try:
            return _gather_once(packet)
        except OperationalError as error:
            if not isinstance(error.__cause__, SerializationFailure):
                raise
    return _gather_once(packet)


@transaction.atomic(durable=True)
def _gather_once(packet: Packet) -> Contents:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    # The packet was read before: what it says of article and reader is not of this moment.
    article = Article.objects.select_related("handed_in_by").get(pk=packet.article_id)
    reader = User.objects.get(pk=packet.requested_by_id)
    return gather(article, reader, packet.names_confidential)
