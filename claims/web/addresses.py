"""Web addresses: their spelling (RFC 3986, IDNA 2003), and which of them ClaimTrack fetches.

A host name can lead to this machine or its network, and can lead elsewhere a moment later. So it
is looked up once, every IP address it has is checked, and the connection goes to a checked one.
"""

import re
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from claims.errors import Unreadable

type Address = IPv4Address | IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}
PORTS = {80, 443, 8080, 8443}  # Others belong to mail, databases and machines' back doors.

HOST_NAME = re.compile(r"[a-z0-9._-]{1,253}")
URL_CHARACTERS = "!$%&'()*+,/:;=?@[]~"  # Not escaped in a path or query, like letters and digits.

# What an address says only of where its reader came from.
CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)(?:=|$)")
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")

LOOPBACK = IPv4Address("127.0.0.1")
GLOBAL_UNICAST = IPv6Network("2000::/3")  # All that has been given out of the IPv6 space.
# Not left to what Python's version calls global: a cloud's platform address (Azure's), the relays
# of 6to4, and the IPv6 networks that carry an IPv4 address inside, 6to4 and Teredo.
REFUSED = [
    ip_network(network)
    for network in ("168.63.129.16/32", "192.88.99.0/24", "2002::/16", "2001::/32")
]
NAT64 = IPv6Network("64:ff9b::/96")  # An IPv4 address in its last 32 bits.


@dataclass(frozen=True)
class Target:
    """An http or https address taken apart, all of it ASCII; `path` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header gives them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def target_of(url: str, base: str = "") -> Target:
    """`url`, which may be relative to `base`, taken apart, its fragment left out.

    Raises Unreadable where it is no address of the web.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
        path = quote(parts.path or "/", safe=URL_CHARACTERS)
        query = quote(parts.query, safe=URL_CHARACTERS)
    except ValueError as error:
        raise Unreadable("This is not the address of a web page.") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise Unreadable("An address must begin with http:// or https://.")
    if parts.username is not None:
        raise Unreadable("An address must not hold a user name or password.")
    if not (_is_address(host) or HOST_NAME.fullmatch(host)):
        raise Unreadable("This is not the address of a web page.")
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def canonical_address(address: str) -> str:
    """An address without its fragment and campaign; the query's order is the site's affair.

    Raises Unreadable where it is no address of the web.
    """
    target = target_of(address)
    path, _, query = target.path.partition("?")
    query = _without_campaign(query)
    return f"{target.scheme}://{target.authority}{path}" + (f"?{query}" if query else "")


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
        query = _without_campaign(_escaped(parts.query))
        path = _escaped(parts.path).rstrip("/")
    except ValueError:
        return address
    if parts.scheme not in DEFAULT_PORTS or not host:
        return address
    shown_port = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return host.removeprefix("www.") + shown_port + path + (f"?{query}" if query else "")


def look_up(target: Target, seconds: float) -> list[Address]:
    """Every IP address that the target's host has now.

    Raises Unreadable where there is none, or none within that many seconds.
    """
    # The system's resolver has no time limit.
    resolver = ThreadPoolExecutor(max_workers=1)
    try:
        rows = resolver.submit(
            socket.getaddrinfo, target.host, target.port, type=socket.SOCK_STREAM
        ).result(seconds)
    except TimeoutError as error:
        raise Unreadable(f"The name {target.host} could not be looked up in time.") from error
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"The site {target.host} could not be found from here.") from error
    finally:
        resolver.shutdown(wait=False)
    return list(dict.fromkeys(ip_address(row[4][0]) for row in rows))


def check(target: Target, addresses: Iterable[Address]) -> None:
    """Raises Unreadable unless ClaimTrack may go to every one of these addresses of the target."""
    if set(addresses) == {LOOPBACK} and settings.IMPORT_ALLOWS_LOOPBACK:
        return
    if not all(is_public(address) for address in addresses):
        raise Unreadable(
            "The address leads to this machine or a private network, where ClaimTrack does not go."
        )
    if target.port not in PORTS:
        raise Unreadable(f"Port {target.port} is not one that web pages come from.")


def is_public(address: Address) -> bool:
    """Whether the address lies in the public internet, seen through every IPv6 disguise.

    Mapped, 6to4 and Teredo addresses, which carry an IPv4 address inside, are none of the
    public internet's; NAT64's are what they carry, for some networks reach all of IPv4 by them.
    """
    if any(address in network for network in REFUSED):
        return False
    if isinstance(address, IPv6Address):
        if address.scope_id:
            return False
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in GLOBAL_UNICAST:
            return False
    return address.is_global and not address.is_multicast


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _without_campaign(query: str) -> str:
    """A query without what a campaign or a social site put into it; the rest in its order."""
    return "&".join(part for part in query.split("&") if not CAMPAIGN.match(part))


def _escaped(part: str) -> str:
    """With one spelling of each escape, and none of what needs none."""

    def spelled(escape: re.Match[str]) -> str:
        character = chr(int(escape[1], 16))
        return character if UNRESERVED.fullmatch(character) else f"%{escape[1].upper()}"

    return ESCAPED.sub(spelled, quote(part, safe=URL_CHARACTERS))
