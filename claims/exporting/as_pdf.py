"""The packet to be read and printed, set by Typst: https://typst.app/docs."""

import json
import re
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from claims.exporting.contents import Contents

HERE = Path(__file__).parent
STATIC = HERE.parent / "static" / "claims"

# What Typst finds no place to break in runs out of the page: it may break after as many.
UNBROKEN = re.compile(r"\S{24}(?=\S)")
ZERO_WIDTH_SPACE = "\u200b"

COLOUR = re.compile(r"--([\w-]+): light-dark\(oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)")
ICON = re.compile(r'<symbol id="(\w+)" viewBox="[\d ]+">(.*?)</symbol>')


def as_pdf(contents: Contents) -> bytes:
    """The same contents give the same bytes, on a machine with the same fonts.

    All of it goes in as data: whatever a text says, it is not read as Typst's markup.
    """
    said = breakable(asdict(contents))
    said["look"] = _look()
    made: bytes = typst.compile(
        HERE / "packet.typ",
        font_paths=_fonts(),
        sys_inputs={"packet": json.dumps(said)},
        timestamp=datetime.fromisoformat(contents.article.dated),
    )
    return made


def breakable(value: Any) -> Any:
    """The same with places to break in long words; SHA-256 sums and addresses stay whole."""
    if isinstance(value, str):
        return UNBROKEN.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", value)
    if isinstance(value, list):
        return [breakable(item) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key in {"sha256", "address"} else breakable(item)
            for key, item in value.items()
        }
    return value


@cache
def _fonts() -> typst.Fonts:
    """The serif and the sans of the screen; the machine's own for the scripts that they lack."""
    packages = ["fontpkg_inter", "fontpkg_source_serif_4"]
    return typst.Fonts(font_paths=[str(files(package) / "files") for package in packages])


@cache
def _look() -> dict[str, Any]:
    """Colours (lightness in per cent, chroma, hue) and icons, from where the screen has them."""
    tokens = (STATIC / "css" / "tokens.css").read_text()
    icons = (STATIC / "icons.svg").read_text()
    colours = {name: [float(n) for n in values] for name, *values in COLOUR.findall(tokens)}
    return {"colours": colours, "icons": dict(ICON.findall(icons))}
