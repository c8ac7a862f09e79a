"""What a site's robots.txt lets a machine fetch: RFC 9309.

Python's own reader, urllib.robotparser, takes the first rule that fits where the standard takes
the longest, knows no wildcards, and fails at some malformed lines.
"""

import re
from dataclasses import dataclass, field

from claims.text.web_addresses import escaped

ANYBODY = "*"
# Neither is in the standard; many sites say one of them. A rate is requests by seconds.
DELAY = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
RATE = re.compile(r"([1-9][0-9]{0,8})\s*/\s*([0-9]{1,9})")


@dataclass
class Rules:
    """For one machine: path patterns with whether they allow, and the seconds asked for between
    two requests.
    """

    patterns: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0

    def allow(self, path: str) -> bool:
        """`path` begins with a slash and has its query with it. The longest pattern that matches
        decides, of two as long the one that allows.
        """
        wanted = _spelled(path)
        matching = [(_length(p), allows) for p, allows in self.patterns if _matches(p, wanted)]
        return max(matching, default=(0, True))[1]


def rules_for(product: str, text: str) -> Rules:
    """The rules that a robots.txt has for the machine of this name, else those for anybody. Lines
    that make no sense are passed over.
    """
    wanted = {product.lower(), ANYBODY}
    groups: dict[str, Rules] = {}
    named: set[str] = set()  # Those wanted that the last user-agent lines name.
    names_go_on = False
    for key, value in _lines(text):
        if key == "user-agent":
            # Some write a version after the name.
            name = value.partition("/")[0].strip().lower()
            named = (named if names_go_on else set()) | ({name} & wanted)
            names_go_on = True
        elif key in {"allow", "disallow"}:
            names_go_on = False
        for each in named:
            _take(groups.setdefault(each, Rules()), key, value)
    return groups.get(product.lower()) or groups.get(ANYBODY) or Rules()


def _take(rules: Rules, key: str, value: str) -> None:
    """One line of a group. A rule without a path says nothing."""
    if key in {"allow", "disallow"} and value:
        rules.patterns.append((value, key == "allow"))
    elif key == "crawl-delay" and DELAY.fullmatch(value):
        rules.delay = max(rules.delay, float(value))
    elif key == "request-rate" and (rate := RATE.fullmatch(value)):
        rules.delay = max(rules.delay, int(rate[2]) / int(rate[1]))


def _lines(text: str) -> list[tuple[str, str]]:
    """Key, in lower case, and value of each line that has a colon, without comments."""
    lines = (line.partition("#")[0] for line in re.split(r"[\r\n]+", text))
    parts = (line.partition(":") for line in lines if ":" in line)
    return [(key.strip().lower(), value.strip()) for key, _, value in parts]


def _matches(pattern: str, path: str) -> bool:
    """A star stands for anything, a dollar at the end for the end of the path."""
    start, *others = [_spelled(piece) for piece in pattern.removesuffix("$").split("*")]
    if not path.startswith(start):
        return False
    at = len(start)
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if not pattern.endswith("$"):
        return True
    # The last piece was found, so where the path ends with it, it does so behind the others.
    return path.endswith(others[-1]) if others else path == start


def _length(pattern: str) -> int:
    return sum(map(len, map(_spelled, pattern.split("*"))))


def _spelled(path: str) -> str:
    """One spelling of each, but an escaped slash or question mark stays one (section 2.2.2)."""
    spelled = escaped(path.encode(errors="replace").decode())
    return spelled.replace("*", "%2A").replace("$", "%24")
