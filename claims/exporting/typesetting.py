"""Sets a packet as a PDF: its JSON comes in by stdin, the PDF goes out by stdout.

It runs in a separate process, because Typst keeps what it has set for the next time: hundreds of
megabytes a packet, which a worker would hold as long as it lives.
"""

import sys
from datetime import datetime
from importlib.resources import files
from json import loads
from pathlib import Path

import typst

# The serif and the sans of the screen; the machine's own are taken for the scripts they lack.
FONTS = ["fontpkg_inter", "fontpkg_source_serif_4"]


def set_packet(packet: str) -> bytes:
    """All of it goes in as data: whatever a text says, it is not read as Typst's markup."""
    made: bytes = typst.compile(
        Path(__file__).with_name("packet.typ"),
        font_paths=typst.Fonts(font_paths=[str(files(package) / "files") for package in FONTS]),
        sys_inputs={"packet": packet},
        timestamp=datetime.fromisoformat(loads(packet)["article"]["dated"]),
    )
    return made


if __name__ == "__main__":
    sys.stdout.buffer.write(set_packet(sys.stdin.buffer.read().decode()))
