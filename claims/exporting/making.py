"""A packet in the format that was asked for."""

from collections.abc import Callable

from claims.choices import PacketFormat
from claims.exporting.as_csv import as_csv
from claims.exporting.as_json import as_json
from claims.exporting.as_pdf import as_pdf
from claims.exporting.as_zip import as_zip
from claims.exporting.contents import Contents
from claims.exporting.gathering import gather
from claims.models import Packet

WRITERS: dict[str, Callable[[Contents], bytes]] = {
    PacketFormat.PDF: as_pdf,
    PacketFormat.ZIP: as_zip,
    PacketFormat.JSON: as_json,
    PacketFormat.CSV: as_csv,
}
MEDIA_TYPES: dict[str, str] = {
    PacketFormat.PDF: "application/pdf",
    PacketFormat.ZIP: "application/zip",
    PacketFormat.JSON: "application/json",
    PacketFormat.CSV: "text/csv",
}


def made(packet: Packet) -> bytes:
    """For who asked for it. Raises NotPermitted where the article is not theirs to see any more."""
    contents = gather(packet.article, packet.requested_by, packet.names_confidential)
    return WRITERS[packet.format](contents)
