"""Go anywhere: a few of everything that the typed words find."""

from dataclasses import dataclass

from django.urls import reverse

from claims.models import User
from claims.permissions import visible_claims
from claims.selectors.lists import find_articles, suggested_claimants
from claims.selectors.search import matches
from claims.selectors.sources import suggested_sources

EACH = 6
PAGES = [
    ("Desk", "desk"),
    ("Articles", "articles"),
    ("Bring in an article", "article-new"),
    ("Claims", "claims"),
    ("Sources", "sources"),
    ("Claimants", "claimants"),
    ("Account", "account"),
]


@dataclass(frozen=True)
class Found:
    kind: str
    title: str
    url: str


def found_anywhere(user: User, words: str) -> list[Found]:
    """At most a few of each kind; without words, the pages."""
    pages = [
        Found("Page", title, reverse(name))
        for title, name in PAGES
        if words.lower() in title.lower()
    ]
    if not words:
        return pages
    claims = visible_claims(user).filter(matches(user, words)).order_by("-pk")[:EACH]
    return [
        *pages,
        *(
            Found("Article", row.headline, row.get_absolute_url())
            for row in find_articles(user, words)[:EACH]
        ),
        *(Found(f"Claim {row.pk}", row.statement, row.get_absolute_url()) for row in claims),
        *(
            Found("Claimant", row.name, row.get_absolute_url())
            for row in suggested_claimants(user, words)[:EACH]
        ),
        *(
            Found("Source", row.title, row.get_absolute_url())
            for row in suggested_sources(user, words)[:EACH]
        ),
    ]
