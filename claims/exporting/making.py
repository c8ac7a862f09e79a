"""A packet in the format that was asked for."""

from collections.abc import Callable

from django.db import OperationalError, connection, transaction
from psycopg.errors import SerializationFailure

from claims.choices import PacketFormat
from claims.exporting.as_csv import as_csv
from claims.exporting.as_json import as_json
from claims.exporting.as_pdf import as_pdf
from claims.exporting.as_zip import as_zip
from claims.exporting.contents import Contents
from claims.exporting.gathering import gather
from claims.models import Article, Packet, User

WRITERS: dict[str, Callable[[Contents], bytes]] = {
    PacketFormat.PDF: as_pdf,
    PacketFormat.ZIP: as_zip,
    PacketFormat.JSON: as_json,
    PacketFormat.CSV: as_csv,
}
TRIES = 3


def made(packet: Packet) -> bytes:
    """For who asked for it. Raises NotPermitted where the article is not theirs to see any more."""
    contents = _gathered(packet)
    return WRITERS[packet.format](contents)


def _gathered(packet: Packet) -> Contents:
    """As the database stood at one moment: tried anew where another wrote the same rows meanwhile,
    as two do that compare the same quotation."""
    for _ in range(TRIES - 1):
        try:
            return _gathered_at_once(packet)
        except OperationalError as error:
            if not isinstance(error.__cause__, SerializationFailure):
                raise
    return _gathered_at_once(packet)


@transaction.atomic(durable=True)
def _gathered_at_once(packet: Packet) -> Contents:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    # The packet was read before: what it says of article and reader is not of this moment.
    article = Article.objects.select_related("handed_in_by").get(pk=packet.article_id)
    reader = User.objects.get(pk=packet.requested_by_id)
    return gather(article, reader, packet.names_confidential)
