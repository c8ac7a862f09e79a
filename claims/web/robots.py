"""What each site's robots.txt lets a machine fetch (RFC 9309), asked before every request."""

from dataclasses import dataclass, field

from protego import Protego

from claims.errors import NotAllowed, Unreadable
from claims.web.addresses import Target
from claims.web.fetching import USER_AGENT, fetch
from claims.web.pace import Pace

PRODUCT = USER_AGENT.partition("/")[0]
MOST_READ = 500 * 1024  # Bytes of a robots.txt: what RFC 9309 asks for at least.


@dataclass
class Robots:
    """The robots.txt of each site, fetched once: an object is for one run of the monitoring."""

    pace: Pace
    _known: dict[str, Protego | Unreadable] = field(default_factory=dict)

    def go_to(self, target: Target) -> None:
        """Waits until the target may be fetched. Raises NotAllowed where its site forbids it, and
        Unreadable where the site's robots.txt cannot be had now.
        """
        rules = self._rules_of(target)
        if isinstance(rules, Unreadable):
            raise Unreadable(f"Whether machines may fetch it is not known. {rules.message}")
        if not rules.can_fetch(target.url, PRODUCT):
            raise NotAllowed(
                f"{target.host} asks machines, in its robots.txt, to leave this page alone."
            )
        self.pace.go_to(target.authority)

    def _rules_of(self, target: Target) -> Protego | Unreadable:
        site = f"{target.scheme}://{target.authority}"
        if site not in self._known:
            self.pace.go_to(target.authority)
            self._known[site] = rules = self._rules_at(f"{site}/robots.txt")
            if isinstance(rules, Protego):
                self.pace.slow_down(target.authority, pause_asked_for(rules))
        return self._known[site]

    def _rules_at(self, url: str) -> Protego | Unreadable:
        """A robots.txt that the site refuses forbids nothing, but for 429: who has been asked too
        often wants no further requests (RFC 9309, 2.3.1).
        """
        try:
            page = fetch(
                url,
                accepted=None,
                check_redirect=lambda target: self.pace.go_to(target.authority),
            )
        except Unreadable as reason:
            is_refused = reason.status and 400 <= reason.status < 500 and reason.status != 429
            return Protego.parse("") if is_refused else reason
        text = page.content[:MOST_READ].decode(errors="replace")
        return Protego.parse(text.removeprefix("\ufeff"))


def pause_asked_for(rules: Protego) -> float:
    """Seconds between two requests; 0 where the site asks for none."""
    rate = rules.request_rate(PRODUCT)
    return max(rules.crawl_delay(PRODUCT) or 0, rate.seconds / rate.requests if rate else 0)
