"""A site to be checked, and runs at times that a test chooses, in which nobody really waits."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from claims.capturing import capture
from claims.models import Source, SourceCheck, User
from claims.monitoring.checks import Capture
from claims.monitoring.run import run
from claims.web.pace import Pace
from tests.factories import make_person, make_source
from tests.web.conftest import site  # noqa: F401
from tests.web.site import Site, answer

NOTHING_FORBIDDEN = answer("", Content_Type="text/plain")


@dataclass
class Monitor:
    """`start` is when the test began; `waits` are the seconds that were waited before requests."""

    start: datetime = field(default_factory=timezone.now)
    seconds: float = 0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def check(
        self, days: float, capture: Capture = capture, most: int = 200, seconds: float = 600
    ) -> Counter[str]:
        """A run so many days after the start of the test, and the seconds waited since."""
        pace = Pace(self.sleep, lambda: self.seconds)
        return run(self.after(days), capture, pace, most, seconds)

    def after(self, days: float) -> datetime:
        return self.start + timedelta(days=days, seconds=self.seconds)


@pytest.fixture
def monitor() -> Monitor:
    return Monitor()


@pytest.fixture
def checker() -> User:
    return make_person("Checker")


@pytest.fixture
def editor() -> User:
    return make_person("Editor")


@pytest.fixture
def source_of(site: Site) -> Callable[..., Source]:  # noqa: F811
    """Makes the source at a path of the site, which forbids nothing."""
    site.pages.setdefault("/robots.txt", NOTHING_FORBIDDEN)

    def make(path: str = "/report", **fields: object) -> Source:
        return make_source(url=site.url(path), **fields)

    return make


def last_check(source: Source) -> SourceCheck:
    return source.checks.latest("pk")


def page(words: str) -> bytes:
    """A page of the site as a reader sees it, the words in the midst of others."""
    return answer(
        "<html><head><title>Report of the mission</title></head><body><article>"
        "<h1>Report of the mission</h1>"
        "<p>The mission published its weekly report on the situation at the border today.</p>"
        f"<p>{words}</p>"
        "<p>The next report is due on Friday, as it has been in each of the last weeks.</p>"
        "</article></body></html>"
    )
