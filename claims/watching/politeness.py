"""Manners on other people's sites: one request at a time, a pause, and what robots.txt asks."""

import re
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from claims.capturing.findings import NotAllowed
from claims.errors import NotThere, Unreadable
from claims.importing.addresses import Target, target_of
from claims.importing.fetching import USER_AGENT, fetch
from claims.models import Source
from claims.watching.robots_txt import Rules, rules_for

# Seconds between two requests to a host; one that asks for more is given it, up to the longest.
PAUSE, LONGEST_PAUSE = 2.0, 30.0

PRODUCT = USER_AGENT.partition("/")[0]
MOST_READ = 500 * 1024  # Bytes of a robots.txt: what RFC 9309 asks for at least.

# RFC 9309: a robots.txt that the site refuses or leaves empty forbids nothing. Not so 429: who has
# been asked too often asks for peace.
FORBIDS_NOTHING = re.compile(r"\(4(?!29)\d\d\)\.$|^The page is empty\.$")


@dataclass
class Pace:
    """One request at a time, and the pause that a host is given before the next; `clock` and
    `sleep` are in seconds.
    """

    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _pauses: dict[str, float] = field(default_factory=dict)
    _left_at: dict[str, float] = field(default_factory=dict)
    _host: str | None = None

    def go_to(self, host: str) -> None:
        """Leaves the host of the last request, and waits until this one may be asked."""
        self.leave()
        if host in self._left_at:
            pause = self._left_at[host] + self._pauses.get(host, PAUSE) - self.clock()
            if pause > 0:
                self.sleep(pause)
        self._host = host

    def leave(self) -> None:
        """The last request has ended."""
        if self._host is not None:
            self._left_at[self._host] = self.clock()
        self._host = None

    def slow_down(self, host: str, seconds: float) -> None:
        """The host asks for a pause of so many seconds."""
        pause = max(seconds, self._pauses.get(host, PAUSE))
        self._pauses[host] = min(pause, LONGEST_PAUSE)


@dataclass
class Robots:
    """The robots.txt of each site, fetched once: an object is for one round."""

    pace: Pace
    _known: dict[str, Rules | Unreadable] = field(default_factory=dict)

    def go_to(self, target: Target) -> None:
        """Waits until the target may be fetched. Raises NotAllowed where its site forbids it, and
        Unreadable where the site's robots.txt cannot be had now.
        """
        rules = self._rules_of(target)
        if isinstance(rules, Unreadable):
            raise Unreadable(f"Whether it may be looked at is not known. {rules.message}")
        if not rules.allow(target.path):
            raise NotAllowed(
                f"{target.host} asks machines, in its robots.txt, to leave this page alone."
            )
        self.pace.go_to(target.authority)

    def _rules_of(self, target: Target) -> Rules | Unreadable:
        site = f"{target.scheme}://{target.authority}"
        if site not in self._known:
            self.pace.go_to(target.authority)
            self._known[site] = rules = self._rules_at(f"{site}/robots.txt")
            if isinstance(rules, Rules):
                self.pace.slow_down(target.authority, rules.delay)
        return self._known[site]

    def _rules_at(self, url: str) -> Rules | Unreadable:
        """RFC 9309, 2.3.1.2: where it leads to another site, that site's own is not asked."""
        try:
            page = fetch(
                url,
                welcome=None,
                check_redirect=lambda target: self.pace.go_to(target.authority),
            )
        except NotThere:
            return Rules()
        except Unreadable as reason:
            return Rules() if FORBIDS_NOTHING.search(reason.message) else reason
        text = page.content[:MOST_READ].decode(errors="replace")
        return rules_for(PRODUCT, text.removeprefix("\ufeff"))


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
