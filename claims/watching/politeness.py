"""Manners on other people's sites: one request at a time, a pause, and what robots.txt asks."""

import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

from claims.capturing.findings import NotAllowed
from claims.errors import NotThere, Unreadable
from claims.importing.addresses import Target, target_of
from claims.importing.fetching import USER_AGENT, fetch
from claims.models import Source

PAUSE = 2.0  # Seconds between two requests to a host.

# RFC 9309: a robots.txt that the site refuses or leaves empty forbids nothing. Not so 429: who has
# been asked too often asks for peace.
FORBIDS_NOTHING = re.compile(r"\(4(?!29)\d\d\)\.$|^The page is empty\.$")


@dataclass
class Pace:
    """The pause that a host is given; `clock` and `sleep` are in seconds."""

    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _left_at: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def visit(self, host: str) -> Iterator[None]:
        """Inside is one request to the host, or one chain of redirects that begins there."""
        if host in self._left_at:
            pause = self._left_at[host] + PAUSE - self.clock()
            if pause > 0:
                self.sleep(pause)
        try:
            yield
        finally:
            self._left_at[host] = self.clock()


@dataclass
class Robots:
    """The robots.txt of each site, fetched once: an object is for one round."""

    pace: Pace
    _known: dict[str, RobotFileParser | Unreadable] = field(default_factory=dict)

    def check(self, target: Target) -> None:
        """Raises NotAllowed, and Unreadable where the site's robots.txt cannot be had now."""
        site = _site_of(target)
        if site not in self._known:
            with self.pace.visit(target.authority):
                self._known[site] = _rules_at(f"{site}/robots.txt")
        rules = self._known[site]
        if isinstance(rules, Unreadable):
            raise Unreadable(f"Whether it may be looked at is not known. {rules.message}")
        if not rules.can_fetch(USER_AGENT, target.url):
            raise NotAllowed(
                f"{target.host} asks machines, in its robots.txt, to leave this page alone."
            )

    def check_redirect(self, target: Target) -> None:
        """The same within a site whose robots.txt is known; another is not asked for its own."""
        if _site_of(target) in self._known:
            self.check(target)


def _site_of(target: Target) -> str:
    return f"{target.scheme}://{target.authority}"


def _rules_at(url: str) -> RobotFileParser | Unreadable:
    rules, lines = RobotFileParser(), ""
    try:
        lines = fetch(url, welcome=None).content.decode(errors="replace").removeprefix("\ufeff")
    except NotThere:
        pass
    except Unreadable as reason:
        if not FORBIDS_NOTHING.search(reason.message):
            return reason
    rules.parse(lines.splitlines())
    return rules


def in_turns(sources: Iterable[Source]) -> list[Source]:
    """The sources so that hosts alternate, those of each in the order given."""
    queues: dict[str, deque[Source]] = {}
    for source in sources:
        queues.setdefault(_host_of(source), deque()).append(source)
    turns = []
    while queues:
        for host, queue in list(queues.items()):
            turns.append(queue.popleft())
            if not queue:
                del queues[host]
    return turns


def _host_of(source: Source) -> str:
    try:
        return target_of(source.url).authority
    except Unreadable:
        return ""
