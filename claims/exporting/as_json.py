"""The packet for a machine."""

import json
from dataclasses import asdict

from claims.exporting.schema import Contents


def as_json(contents: Contents) -> bytes:
    """The fields of `contents` by their names, in UTF-8."""
    return json.dumps(asdict(contents), ensure_ascii=False, indent=1).encode() + b"\n"
