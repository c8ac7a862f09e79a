"""The words of a Word file (.docx): a ZIP archive whose main part is XML.

Only that part is unpacked, so only its size needs a bound, and it streams through expat: no
tree, however deep the nesting, and no entities, for a document type is refused.
"""

import zlib
from io import BytesIO
from xml.etree.ElementTree import ParseError, XMLParser
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from claims.documents.media_types import MAIN_PART
from claims.errors import Unreadable

MAX_PART = 20 * 1024 * 1024  # Bytes after unpacking: half a million characters, well dressed.
CHUNK = 64 * 1024

DAMAGED = (
    BadZipFile, EOFError, LookupError, NotImplementedError, OSError, OverflowError, ParseError,
    ValueError, zlib.error,
)  # fmt: skip

# Elements, without their namespace, whose words are not the copy's: deletions that Word still
# remembers, the old-fashioned twin of a text box, readings set above Japanese words.
SKIPPED = {"del", "moveFrom", "Fallback", "rt"}
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class ParagraphCollector:
    """Gathers the paragraphs as the XML goes by; made for XMLParser's `target`."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._open: list[list[str]] = [[]]  # A text box's paragraphs lie inside another.
        self._runs = 0  # Outside of runs, `tab` is a tab stop's definition.
        self._skipping = 0
        self._hidden = False
        self._in_text = False

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Unreadable("The Word file declares a document type, which no word processor does.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if self._skipping or name in SKIPPED:
            self._skipping += 1
        elif name == "p":
            self._open.append([])
        elif name == "r":
            self._runs += 1
            self._hidden = False
        elif name == "vanish":
            self._hidden = not {"0", "false"} & set(attributes.values())
        elif name in CHARACTERS and self._runs:
            self._add(CHARACTERS[name])
        self._in_text = name == "t"

    def data(self, words: str) -> None:
        if self._in_text and not self._skipping:
            self._add(words)

    def end(self, tag: str) -> None:
        self._in_text = False
        if self._skipping:
            self._skipping -= 1
        elif tag.endswith("}p"):
            self.paragraphs.append("".join(self._open.pop()).strip())
        elif tag.endswith("}r"):
            self._runs -= 1

    def close(self) -> None:
        pass

    def _add(self, words: str) -> None:
        if not self._hidden:
            self._open[-1].append(words)


def parse_docx(content: bytes) -> str:
    """The paragraphs of a Word file's main text, blank lines between them.

    Raises Unreadable where it is damaged, too large, or not a Word file.
    """
    words = ParagraphCollector()
    parser = XMLParser(target=words)  # noqa: S314  See the top: no tree, no entities.
    try:
        archive = ZipFile(BytesIO(content))
        with archive.open(_main_part(archive)) as stream:
            while piece := stream.read(CHUNK):
                parser.feed(piece)
        parser.close()
    except DAMAGED as error:
        raise Unreadable("The Word file is damaged: save it anew and try again.") from error
    return "\n\n".join(paragraph for paragraph in words.paragraphs if paragraph)


def _main_part(archive: ZipFile) -> ZipInfo:
    part = next((p for p in archive.infolist() if MAIN_PART.fullmatch(p.filename)), None)
    if part is None:
        raise Unreadable("This is not a Word file.")
    if part.flag_bits & 1 or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Unreadable("The Word file is packed in a way that Word does not use.")
    if part.file_size > MAX_PART:
        raise Unreadable("The Word file holds more than 20 MB of text and markup.")
    return part
