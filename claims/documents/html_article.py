"""The article in a web page: trafilatura finds it, and what the page says of it."""

import re
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import trafilatura

from claims.choices import Language
from claims.documents.html import parse_html
from claims.documents.imported_copy import Copy
from claims.errors import Unreadable

MAX_ELEMENTS = 100_000  # The longest live blogs have a third; each costs trafilatura time.

# Only dates that the page gives as its own, and of several the first: a date that is guessed
# would put ‘on Monday’ into a wrong week.
DATES = {"extensive_search": False, "original_date": True}
HIDDEN = ["//*[@hidden]", "//dialog", "//template"]

# How a library trips over markup that nobody foresaw; the page is to blame, not the desk.
TRIPPED = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

# What separates a headline from the site's name in a title.
SEPARATOR = r"[-–—|·•«»]"
WITH_SITE = re.compile(rf"(.+)\s{SEPARATOR}\s(.+)")
TAIL = re.compile(rf"\s{SEPARATOR}\s|$")

SHORT = 400  # Characters: a page that asks for a login or consent has no more.
CONSENT = re.compile(
    r"before you continue|enable javascript|are (?:not )?a robot|verify (?:that )?you are human"
    r"|cookies.{0,80}(?:accept|consent|agree)|(?:accept|consent|agree).{0,80}cookies",
    re.IGNORECASE | re.DOTALL,
)

# Written Norwegian has two more codes, Hebrew an older one.
OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he"}


def article_of(markup: str, url: str) -> Copy:
    """The article of an HTML page that came from `url`, '' where that is not known.

    Raises Unreadable where the page holds no article, or a login or consent in its place.
    """
    return article_in(parse_html(markup), url)


def article_in(tree: Any, url: str) -> Copy:
    """The same from the page's tree, which is changed on the way."""
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise Unreadable("The page is too large to find its article: paste the text instead.")
    found = _extracted(tree, url)
    body = (found.text or "").strip() if found else ""
    if len(body) < SHORT:
        _refuse_walls(tree, body)
    host = urlsplit(url).hostname or ""
    outlet = found.sitename or ""
    headline = _headline(_one_line(found.title), tree, outlet + host)
    return Copy(
        text="\n\n".join(_with_headline(headline, body.split("\n"))),
        outlet=_one_line(outlet).removeprefix("www."),
        byline=_one_line(found.author).replace("; ", ", "),
        language=_language(tree),
        published_on=date.fromisoformat(found.date) if found.date else None,
        url=_canonical(tree, url),
    )


def _extracted(tree: Any, url: str) -> Any:
    """What trafilatura finds: body and metadata, or None."""
    try:
        return trafilatura.bare_extraction(
            tree,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=DATES,
            prune_xpath=HIDDEN,
        )
    except TRIPPED as error:
        raise Unreadable("The page is too broken to read: paste its text.") from error


def _refuse_walls(tree: Any, body: str) -> None:
    if any(field.get("type", "").lower() == "password" for field in tree.iter("input")):
        raise Unreadable("The page asks for a login in place of its article: paste the text.")
    if CONSENT.search(body):
        raise Unreadable("The page asks for consent in place of its article: paste the text.")
    if not body:
        raise Unreadable("The page holds no article that could be found: paste its text.")


def _headline(title: str, tree: Any, site: str) -> str:
    """The title without the site's name behind it."""
    for heading in tree.iter("h1"):
        shown = _one_line(heading.text_content())
        if shown and title.startswith(shown) and TAIL.match(title, len(shown)):
            return shown
    ended = WITH_SITE.fullmatch(title)
    return ended[1] if ended and _bare(ended[2]) in _bare(site) else title


def _with_headline(headline: str, lines: list[str]) -> list[str]:
    """The lines with the headline first, and not again where the body has it too."""
    body = [
        line
        for place, line in enumerate(lines)
        if line.strip() and not (place < 3 and _bare(line) == _bare(headline))
    ]
    return [headline, *body] if headline else body


def _canonical(tree: Any, url: str) -> str:
    """The address that the page gives for itself, if it lies on the site that it came from."""
    for link in tree.iter("link"):
        if link.get("rel", "").lower() == "canonical":
            try:
                claimed: str = urljoin(url, link.get("href", ""))
                if urlsplit(claimed)[:2] == urlsplit(url)[:2]:
                    return claimed
            except ValueError:  # No address at all.
                return url
    return url


def _language(tree: Any) -> str:
    code = re.split("[-_]", tree.get("lang", "").strip().lower())[0]
    code = OTHER_CODES.get(code, code)
    return code if code in Language.values() else ""


def _one_line(words: str | None) -> str:
    return " ".join((words or "").split())


def _bare(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
