"""Pages of the web, fetched with limits of size and time."""

import io
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException, HTTPResponse
from socket import socket
from time import monotonic
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from claims.documents.imported_copy import MAX_FILE
from claims.documents.media_types import FOR_ARTICLES, AcceptedTypes, reject_unsupported
from claims.errors import Unreadable
from claims.web.addresses import Target, check, look_up, target_of

# For who keeps the site: what is asking, and where to write about it.
USER_AGENT = "ClaimTrack/0.1 (a news desk reads its sources; contact: postmaster at this host)"
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/plain, text/markdown, "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
REDIRECTS = {301, 302, 303, 307, 308}
CHUNK = 64 * 1024

# Asked before a redirect is followed, in its own time; raises Unreadable where it is not to be.
type CheckRedirect = Callable[[Target], None]


@dataclass(frozen=True)
class Limits:
    """Seconds, except `body`, bytes after unpacking, and `redirects`."""

    body: int = MAX_FILE
    connect: float = 5
    silence: float = 10  # Between two pieces of an answer.
    total: float = 25  # Redirects included.
    redirects: int = 5


@dataclass(frozen=True)
class FetchedPage:
    """`url` is where the redirects ended; `content_type` is as declared, with its charset."""

    url: str
    content: bytes
    content_type: str


class TimeLimit:
    """The time that is left for one fetch."""

    def __init__(self, total: float) -> None:
        self.end = monotonic() + total

    def at_most(self, seconds: float) -> float:
        """So many seconds, or the fewer that are left. Raises TimeoutError when none are."""
        left = self.end - monotonic()
        if left <= 0:
            raise TimeoutError
        return min(seconds, left)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """What passes inside is not taken from the time that is left."""
        began = monotonic()
        yield
        self.end += monotonic() - began


class TimedStream(io.RawIOBase):
    """What comes in from a socket. Each wait ends with the clock, so a slow drip does too.

    Stands in for a socket where HTTPResponse makes its file of one.
    """

    def __init__(self, connected: socket, clock: TimeLimit, silence: float) -> None:
        self._socket = connected
        self._incoming = connected.makefile("rb", buffering=0)
        self._clock = clock
        self._silence = silence

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._clock.at_most(self._silence))
        return self._incoming.readinto(buffer)

    def close(self) -> None:
        self._incoming.close()
        super().close()


def fetch(
    url: str,
    limits: Limits = Limits(),
    accepted: AcceptedTypes | None = FOR_ARTICLES,
    check_redirect: CheckRedirect | None = None,
) -> FetchedPage:
    """The page at `url`, an http or https address in the public internet; where `accepted` is
    None, of any media type, and it may be empty.

    Redirects are followed, each judged like the first address; a page of https may lead to one
    of http, as in a browser, for nothing secret is sent. Raises Unreadable, saying why,
    where it cannot be had or is not accepted.
    """
    clock = TimeLimit(limits.total)
    target = target_of(url)
    seen: set[Target] = set()
    while len(seen) <= limits.redirects:
        if target in seen:
            raise Unreadable("The address leads back to itself, again and again.")
        if seen and check_redirect:
            with clock.stopped():
                check_redirect(target)
        seen.add(target)
        answer = _answer(target, limits, clock, accepted)
        if isinstance(answer, FetchedPage):
            return answer
        target = answer
    raise Unreadable(f"The address leads on to another more than {limits.redirects} times.")


def _answer(
    target: Target, limits: Limits, clock: TimeLimit, accepted: AcceptedTypes | None
) -> FetchedPage | Target:
    """The page, or where the site sends its reader instead."""
    try:
        with closing(_connected(target, limits, clock)) as connection:
            headers = HEADERS | {"Host": target.authority}
            connection.request("GET", target.path, headers=headers, preload_content=False)
            with closing(connection.getresponse()) as response:
                return _page_or_next(target, response, limits, accepted)
    except (TimeoutError, urllib3.exceptions.TimeoutError) as error:
        if monotonic() >= clock.end:
            raise Unreadable(f"The page did not arrive within {limits.total:g} seconds.") from error
        raise Unreadable(f"{target.host} does not answer.") from error
    except ssl.SSLCertVerificationError as error:
        raise Unreadable(f"The security certificate of {target.host} is not valid.") from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise Unreadable(f"The connection to {target.host} failed or broke off.") from error


def _connected(target: Target, limits: Limits, clock: TimeLimit) -> HTTPConnection:
    """A connection to the first of the target's addresses that answers, if all may be gone to."""
    addresses = look_up(target, clock.at_most(limits.connect))
    check(target, addresses)
    failures: list[HTTPError | OSError] = []
    for address in addresses:
        connection = _connection(target, str(address), clock.at_most(limits.connect))
        # Typeshed knows only a class here; http.client calls it, as it would this.
        connection.response_class = partial(_response, clock, limits.silence)  # type: ignore[assignment]
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            failures.append(error)
        else:
            return connection
    raise failures[0]


def _connection(target: Target, address: str, seconds: float) -> HTTPConnection:
    """To the address itself: the name is not looked up again, only proved by the certificate."""
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    return HTTPSConnection(
        address,
        target.port,
        timeout=seconds,
        server_hostname=target.host,
        ssl_context=ssl.create_default_context(),
    )


def _response(clock: TimeLimit, silence: float, connected: socket, **options: Any) -> HTTPResponse:
    return HTTPResponse(TimedStream(connected, clock, silence), **options)  # type: ignore[arg-type]


def _page_or_next(
    target: Target,
    response: urllib3.BaseHTTPResponse,
    limits: Limits,
    accepted: AcceptedTypes | None,
) -> FetchedPage | Target:
    if response.status in REDIRECTS:
        # http.client reads headers as Latin-1; sites write UTF-8 where they write no ASCII.
        location = response.headers.get("Location", "").encode("latin-1")
        return target_of(location.decode(errors="replace"), target.url)
    _refuse_status(response.status, target.host)
    content_type = response.headers.get("Content-Type", "")
    if accepted:
        reject_unsupported(content_type, accepted)
    content = bytearray()
    for piece in response.stream(CHUNK, decode_content=True):
        content += piece
        if len(content) > limits.body:
            raise Unreadable(f"The page is larger than {limits.body // 2**20} MB.")
    if accepted and not content.strip():
        raise Unreadable("The page is empty.")
    return FetchedPage(target.url, bytes(content), content_type)


def _refuse_status(status: int, host: str) -> None:
    match status:
        case status if 200 <= status < 300:
            return
        case 401 | 402 | 403 | 407 | 451:
            reason = "shows this page only to its own readers: paste its text instead"
        case 404 | 410:
            reason = "has no page at this address"
        case 429:
            reason = "has been asked too often: try again later"
        case status if status >= 500:
            reason = "cannot answer at the moment: try again later"
        case _:
            reason = "did not answer with a page"
    raise Unreadable(f"{host} {reason} ({status}).", status)
