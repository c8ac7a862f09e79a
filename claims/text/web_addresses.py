"""The same web address in other spellings. Syntax: RFC 3986, host names: IDNA 2003."""

import re
from urllib.parse import quote, urlsplit

# What an address says only of where its reader came from.
CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)(?:=|$)")
DEFAULT_PORTS = {"http": 80, "https": 443}
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
AS_IT_IS = "!$%&'()*+,/:;=?@[]~"  # What stays as it is in a path or query.


def without_campaign(query: str) -> str:
    """A query without what a campaign or a social site put into it; the rest in its order."""
    return "&".join(part for part in query.split("&") if not CAMPAIGN.match(part))


def key_of(address: str) -> str:
    """One key for every spelling of an address: without scheme, www, fragment, campaign, a slash
    at the end and the default port; percent signs only where they must be (RFC 3986, 6.2.2). What
    is no address of the web is its own key, '' has ''.

    It tells addresses apart and leads nowhere: never fetch it.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
        port = parts.port
        query = without_campaign(escaped(parts.query))
        path = escaped(parts.path).rstrip("/")
    except ValueError:
        return address
    if parts.scheme not in DEFAULT_PORTS or not host:
        return address
    shown_port = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return host.removeprefix("www.") + shown_port + path + (f"?{query}" if query else "")


def escaped(part: str) -> str:
    """With one spelling of each escape, and none of what needs none."""

    def spelled(escape: re.Match[str]) -> str:
        character = chr(int(escape[1], 16))
        return character if UNRESERVED.fullmatch(character) else f"%{escape[1].upper()}"

    return ESCAPED.sub(spelled, quote(part, safe=AS_IT_IS))
