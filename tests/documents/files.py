"""Files made up for the tests."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, name: str = "word/document.xml", head: str = "") -> bytes:
    """A Word file whose main part has this body; `head` stands above the part's XML."""
    part = f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": "<Types/>", name: part})


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def archive(entries: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return packed.getvalue()


def page(body: str, title: str = "", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
