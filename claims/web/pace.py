"""One request at a time, and a pause for each host."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Seconds between two requests to a host; one that asks for more is given it, up to the longest.
PAUSE, LONGEST_PAUSE = 2.0, 30.0


@dataclass
class Pace:
    """When each host was last asked, and how long it wants to be left alone; `clock` and `sleep`
    are in seconds.
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
