"""The sample desk: one real article's claims, checked by the demo's people.

`sample_desk.json` names the article, its claimants, sources, claims, steps and clearances; the
steps are taken through the workflow, so the history is a true one of its making.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from claims import workflow
from claims.choices import Verb
from claims.errors import Refused
from claims.importing.importer import IMPORTER
from claims.models import Article, Claim, Claimant, Evidence, Revision, Source, User
from claims.roles import Role
from claims.services import articles, claims
from claims.services.claimants import add_claimant
from claims.services.evidence import add_evidence
from claims.services.sources import add_source
from claims.text.passages import places_of
from claims.text.sentences import Span

PASSWORD = "claimtrack-demo"  # noqa: S105  Published with the demo: it guards nothing.
PEOPLE = {
    "anna": Role.EDITOR,
    "dora": Role.EDITOR,
    "ben": Role.CHECKER,
    "cleo": Role.REPORTER,
    "admin": None,
}


@transaction.atomic
def load(folder: Path) -> Article:
    """Store the sample desk of `folder`.

    Raises Refused where it is there already, or the database has people of its own: they must
    not work beside accounts whose password everybody knows.
    """
    if is_loaded():
        raise Refused("The sample desk is here already.")
    if User.objects.exclude(username=IMPORTER).exists():
        raise Refused("This database has people of its own: the sample desk is for an empty one.")
    desk = json.loads((folder / "sample_desk.json").read_text(encoding="utf-8"))
    people = make_people(PEOPLE)
    article = _article(desk["article"], folder, people)
    revision = article.revisions.get()
    claimants = {
        row["name"]: add_claimant(people["ben"], Claimant(**row)) for row in desk["claimants"]
    }
    sources = {
        row["url"]: add_source(
            people["ben"], Source(**row | {"published_on": _date(row["published_on"])})
        )
        for row in desk["sources"]
    }
    for row in desk["claims"]:
        claim = _claim(row, revision, claimants, people["ben"])
        for item in row["evidence"]:
            evidence = Evidence(**item | {"source": sources[item["source"]]})
            add_evidence(people["ben"], claim, claim.version, evidence)
        for step in row["steps"]:
            _take(step, claim, people)
    for row in desk["clearances"]:
        span = _place(row["sentence"], revision)
        articles.clear_sentence(people[row["by"]], revision, span.start, span.end)
    return article


def text_in(folder: Path) -> str:
    """The sample desk's article."""
    return (folder / "sample_article.txt").read_text(encoding="utf-8")


def is_loaded() -> bool:
    """Whether the demo's people are all here, with their article."""
    people = User.objects.filter(username__in=PEOPLE).count()
    loaded = Article.objects.filter(handed_in_by__username="cleo")
    return people == len(PEOPLE) and loaded.exists()


def make_people(roles: Mapping[str, Role | None]) -> dict[str, User]:
    """Accounts with the demo's password; who has no role is an admin."""
    people = {}
    password = make_password(PASSWORD)
    for username, role in roles.items():
        person = User.objects.create(
            username=username,
            password=password,
            is_superuser=role is None,
        )
        if role:
            person.groups.add(Group.objects.get(name=role))
        people[username] = person
    return people


def _article(row: dict[str, Any], folder: Path, people: dict[str, User]) -> Article:
    article = Article(
        outlet=row["outlet"],
        byline=row["byline"],
        language=row["language"],
        published_on=_date(row["published_on"]),
        url=row["url"],
        deadline=timezone.now() + timedelta(hours=row["deadline_hours"]),
    )
    return articles.hand_in(people[row["handed_in_by"]], article, text_in(folder))


def _claim(
    row: dict[str, Any], revision: Revision, claimants: dict[str, Claimant], checker: User
) -> Claim:
    claim = Claim(
        statement=row["statement"],
        kind=row["kind"],
        claimant=claimants[row["claimant"]] if row["claimant"] else None,
        said_on=_date(row["said_on"]),
        occasion=row["occasion"],
    )
    first, *others = (_place(p["exact"], revision, p["occurrence"]) for p in row["passages"])
    claims.make_claim(checker, claim, revision, first.start, first.end)
    for span in others:
        claims.place_passage(checker, claim, claim.version, revision, span.start, span.end)
    return claim


def _take(step: dict[str, str], claim: Claim, people: dict[str, User]) -> None:
    typed: dict[str, Any] = {n: value for n, value in step.items() if n not in {"by", "verb"}}
    workflow.advance(
        claim, Verb(step["verb"]), people[step["by"]], claim.version, workflow.Inputs(**typed)
    )


def _place(words: str, revision: Revision, occurrence: int = 1) -> Span:
    return places_of(words, revision.text)[occurrence - 1]


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
