"""The packet to be read and printed, set by Typst: https://typst.app/docs."""

import json
import re
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from claims.choices import Stage, Stance, Verdict
from claims.exporting.schema import Contents

HERE = Path(__file__).parent
STATIC = HERE.parent / "static" / "claims"

PATIENCE = 300  # Seconds.

COLOUR = re.compile(r"--([\w-]+): light-dark\(oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)")
ICON = re.compile(r'<symbol id="([\w-]+)" viewBox="[\d ]+">(.*?)</symbol>')


def as_pdf(contents: Contents) -> bytes:
    """The same contents give the same bytes, on a machine with the same fonts."""
    said = asdict(contents) | {"look": _look()}
    # (S603: the command is ours alone; what people typed goes in as data.)
    done = subprocess.run(  # noqa: S603
        [sys.executable, HERE / "typesetting.py"],
        input=json.dumps(said).encode(),
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout


@cache
def _look() -> dict[str, Any]:
    """Colours (lightness in per cent, chroma, hue) and icons, from where the screen has them;
    statuses, and the status in whose colour a stance is set."""
    tokens = (STATIC / "css" / "tokens.css").read_text()
    icons = (STATIC / "icons.svg").read_text()
    colours = {name: [float(n) for n in values] for name, *values in COLOUR.findall(tokens)}
    return {
        "colours": colours,
        "icons": dict(ICON.findall(icons)),
        # In the order of the counts: what is judged first.
        "statuses": [*Verdict.values(), *Stage.values()],
        "stances": {stance.value: stance.colour.value for stance in Stance},
    }
