"""What a robots.txt lets the watch fetch, read as RFC 9309 says."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.watching.robots_txt import rules_for
from tests.text.strategies import STEADY

FOR_ANYBODY = "User-agent: *\n"
# What makes a robots.txt, thrown together in any order, and any text between.
LINES = st.sampled_from(
    [
        "User-agent: *", "user-agent : ClaimTrack/1", "User-agent:", "Disallow: /", "Disallow:",
        "Allow: /*a*$", "Disallow: //[x", "Disallow: /%", "Crawl-delay: ²", "Crawl-delay: -1",
        "Crawl-delay: " + "9" * 5000, "Request-rate: 0/0", "Request-rate: 1/5", "#", ":", "",
    ]
) | st.text()  # fmt: skip


def allowed(lines: str, path: str) -> bool:
    return rules_for("ClaimTrack", FOR_ANYBODY + lines).allow(path)


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        ("Disallow: /private", "/private/report", False),
        ("Disallow: /private", "/Private", True),
        ("Disallow: /private", "/a/private", True),
        ("Disallow: private", "/private", True),
        ("Disallow:", "/report", True),
        ("Disallow: / # keep out", "/report", False),
        ("DISALLOW : /", "/report", False),
        ("Disallow: /\nAllow: /news/", "/news/1", True),
        ("Allow: /\nDisallow: /news/", "/news/1", False),
        ("Disallow: /news\nAllow: /news", "/news/1", True),
        ("Disallow: /*?s=", "/?s=words", False),
        ("Disallow: /*?s=", "/news?page=2&s=words", True),
        ("Disallow: /*/print", "/news/1/print", False),
        ("Disallow: /*/print", "/print", True),
        ("Disallow: *.pdf$", "/report.pdf", False),
        ("Disallow: *.pdf$", "/report.pdf.pdf", False),
        ("Disallow: *.pdf$", "/report.pdf?page=2", True),
        ("Disallow: /report$", "/report", False),
        ("Disallow: /report$", "/report/1", True),
        ("Disallow: /a*b*b$", "/ab", True),
        ("Disallow: /***", "/report", False),
        ("Disallow: /übung", "/%C3%BCbung", False),
        ("Disallow: /%c3%BCbung", "/%C3%BCbung", False),
        ("Disallow: /%7Eanna", "/~anna", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a%2fb", "/a%2Fb", False),
        ("Disallow: /%61%61\nAllow: /aaa", "/aaa", True),
        ("Disallow: /a-%2A", "/a-*", False),
        ("Disallow: /a-%2A", "/a-b", True),
        ("Disallow: /a\rDisallow: /b\r\nDisallow: /c", "/b", False),
    ],
)
def test_the_longest_pattern_that_matches_decides(lines: str, path: str, expected: bool) -> None:
    assert allowed(lines, path) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("Disallow: /", True),  # For nobody.
        ("User-agent: Other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: claimtrack\nDisallow:", True),
        ("User-agent: CLAIMTRACK/2.0\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: Claim\nDisallow: /", True),
        ("User-agent: Other\nUser-agent: ClaimTrack\nDisallow: /", False),
        ("User-agent: ClaimTrack\n\nUser-agent: Other\nDisallow: /", False),
        ("User-agent: ClaimTrack\nSitemap: /map\nUser-agent: Other\nDisallow: /", False),
        ("User-agent: ClaimTrack\nDisallow: /a\nUser-agent: Other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /news", False),
    ],
)
def test_the_rules_for_this_machine_come_before_those_for_anybody(
    text: str, expected: bool
) -> None:
    assert rules_for("ClaimTrack", text).allow("/news") is expected


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\ncrawl-delay: 2.5 # seconds", 2.5),
        ("User-agent: *\nRequest-rate: 2/30", 15),
        ("User-agent: *\nCrawl-delay: 5\nRequest-rate: 1/20", 20),
        ("User-agent: *\nCrawl-delay: 10\n\nUser-agent: ClaimTrack\nCrawl-delay: 3", 3),
        ("User-agent: Other\nCrawl-delay: 10\n\nUser-agent: *\nDisallow: /a", 0),
        ("Crawl-delay: 10", 0),
        *[(f"User-agent: *\nCrawl-delay: {odd}", 0) for odd in ("", "-1", "²", "nan", "1e9")],
        ("User-agent: *\nRequest-rate: 0/10", 0),
    ],
)
def test_the_seconds_that_a_site_asks_for(text: str, seconds: float) -> None:
    assert rules_for("ClaimTrack", text).delay == seconds


@STEADY
@given(st.lists(LINES))
def test_what_makes_no_sense_is_passed_over(lines: list[str]) -> None:
    text = "\n".join([*lines, "User-agent: ClaimTrack", "Disallow: /", "Crawl-delay: 7"])
    rules = rules_for("ClaimTrack", text)
    assert not rules.allow("/")
    assert rules.delay >= 7


@STEADY
@given(st.text(), st.text())
def test_what_is_named_is_forbidden_with_all_below_it(path: str, below: str) -> None:
    named = quote(f"/{path}", errors="replace")
    assert not allowed(f"Disallow: {named}", named + quote(below, errors="replace"))


@STEADY
@given(st.text("ab/*"), st.booleans(), st.text("ab/"))
def test_wildcards_match_as_they_do_elsewhere(pattern: str, is_whole: bool, path: str) -> None:
    expression = "/" + pattern.replace("*", ".*") + ("$" if is_whole else "")
    matches = re.match(expression, f"/{path}") is not None
    assert allowed(f"Disallow: /{pattern}{'$' if is_whole else ''}", f"/{path}") is not matches


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("User-agent: *\n" * 40_000 + "Disallow: /b\n" * 40_000, True),
        ("Disallow: /" + "*a" * 500_000 + "b", True),
        ("Disallow: /" + "*" * 1_000_000 + "$", False),
        ("Crawl-delay: " + "1" * 1_000_000, True),
        ("#" * 1_000_000, True),
        (":" * 1_000_000, True),
        ("Disallow: /*b$\n" * 60_000, True),
    ],
)
def test_a_robots_txt_made_to_hold_the_watch_up_does_not(lines: str, expected: bool) -> None:
    """Growth with the square of its length would take minutes."""
    assert allowed(lines, "/" + "a" * 2000) is expected
