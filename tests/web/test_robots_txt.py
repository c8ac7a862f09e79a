"""What a robots.txt lets ClaimTrack fetch, and that none made for harm holds it up."""

import pytest
from protego import Protego

from claims.web.robots import PRODUCT, pause_asked_for


def can_fetch(text: str, path: str) -> bool:
    return Protego.parse(text).can_fetch(f"https://a.example{path}", PRODUCT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("Disallow: /", True),  # For nobody.
        ("User-agent: *\nDisallow: /\nAllow: /news", True),  # The longest rule decides.
        ("User-agent: *\nDisallow: /*ews$", False),
        ("User-agent: Other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: claimtrack\nDisallow:", True),
        ("User-agent: Other\nUser-agent: ClaimTrack\nDisallow: /", False),
        ("User-agent: ClaimTrack\nDisallow: /a\nUser-agent: Other\nDisallow: /", True),
    ],
)
def test_the_rules_for_this_machine_come_before_those_for_anybody(
    text: str, expected: bool
) -> None:
    assert can_fetch(text, "/news") is expected


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nCrawl-delay: 5\nRequest-rate: 1/20", 20),
        ("User-agent: *\nCrawl-delay: 10\n\nUser-agent: ClaimTrack\nCrawl-delay: 3", 3),
        ("User-agent: Other\nCrawl-delay: 10\n\nUser-agent: *\nDisallow: /a", 0),
        ("User-agent: *\nCrawl-delay: soon\nRequest-rate: 0/10", 0),
    ],
)
def test_the_seconds_that_a_site_asks_for(text: str, seconds: float) -> None:
    assert pause_asked_for(Protego.parse(text)) == seconds


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("User-agent: *\n" * 40_000 + "Disallow: /b\n" * 40_000, True),
        ("Disallow: /" + "*a" * 250_000 + "b", True),
        ("Disallow: /" + "*" * 500_000 + "$", False),
        ("Crawl-delay: " + "1" * 500_000, True),
        ("#" * 500_000, True),
        ("Disallow: /*b$\n" * 30_000, True),
    ],
)
def test_a_robots_txt_made_to_hold_the_monitoring_up_does_not(lines: str, expected: bool) -> None:
    """Growth with the square of its length would take minutes."""
    assert can_fetch("User-agent: *\n" + lines, "/" + "a" * 2000) is expected
