"""The same web address in other spellings. Syntax: RFC 3986."""

import re
from urllib.parse import unquote, urlsplit

# What an address says only of where its reader came from.
CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)(?:=|$)")
DEFAULT_PORTS = {"http": 80, "https": 443}


def without_campaign(query: str) -> str:
    """A query without what a campaign or a social site put into it; the rest in its order."""
    return "&".join(part for part in query.split("&") if not CAMPAIGN.match(part))


def key_of(address: str) -> str:
    """One key for every spelling of an address: without scheme, www, fragment, campaign, a slash
    at the end, the default port and percent signs that need not be. What is no address of the
    web is its own key, '' has ''.

    It tells addresses apart and leads nowhere: never fetch it.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return address
    if parts.scheme not in DEFAULT_PORTS or not host:
        return address
    shown_port = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    query = without_campaign(parts.query)
    path = unquote(parts.path).rstrip("/")
    return host.removeprefix("www.") + shown_port + path + (f"?{query}" if query else "")
