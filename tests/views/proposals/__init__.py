"""What the tests of proposals in the workbench share."""

from typing import Any

from django.test import Client

from claims.models import Article, Claim
from tests.views.browsing import (
    Element,
    page_of,
    read,
)

FIGURE = {
    "figure_text": "some 100,000",
    "figure_low": 100_000,
    "figure_high": 100_000,
    "figure_unit": "troops",
    "figure_qualifier": "about",
}
MONDAY = {
    "text": "Monday",
    "from": "2022-01-24",
    "to": "2022-01-24",
    "reading": "the Monday after the dateline",
}


def panel_of(client: Client, article: Article, claim: Claim) -> Element:
    return read(client, f"{article.get_absolute_url()}?claim={claim.pk}").one(id="panel")


def overview(client: Client, article: Article) -> Element:
    return read(client, article.get_absolute_url()).one(class_="overview")


def form_for(page: Element, claim: Claim, verb: str) -> Element:
    return page.one("form", action=f"/claims/{claim.pk}/{verb}/")


def after(client: Client, answer: Any, htmx: bool) -> Element:
    if htmx:
        assert (answer.status_code, b"<html" in answer.content) == (200, False)
        return page_of(answer)
    assert answer.status_code == 302
    return read(client, answer["Location"])


def stages(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).stage for claim in claims]
