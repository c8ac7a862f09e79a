"""Plain functions that make rows the way the app does, through its own verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from claims import workflow
from claims.choices import ClaimantKind, Kind, Language, Stage, Stance, Verb, Verdict
from claims.models import Article, Claim, Claimant, Evidence, Passage, Revision, Source, User
from claims.roles import Role
from claims.services import articles, evidence
from claims.services import claims as claims_service
from claims.text.passages import anchor_at, places_of
from claims.web.addresses import key_of
from claims.workflow import Inputs

_numbers = count(1)

TEXT = """Alliance readies for conflict

Moscow has moved about 100,000 troops to areas near its border. \
The Kremlin denies any plan to invade.

It was a cold morning. Talks follow in Geneva on Monday."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever is written inside is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_person(role: str | None = None, username: str | None = None, **fields: Any) -> User:
    """A user with one role; the group is made here too, for tests that flush the database."""
    username = username or f"person{next(_numbers)}"
    person = User.objects.create_user(username=username, **fields)
    if role:
        person.groups.add(Group.objects.get_or_create(name=role)[0])
    return person


def make_article(handed_in_by: User | None = None, text: str = TEXT, **fields: Any) -> Article:
    article = Article(**{"outlet": "Sample Wire"} | fields)
    return articles.hand_in(handed_in_by or make_person(Role.REPORTER), article, text)


def revision_of(article: Article) -> Revision:
    return article.revisions.latest("number")


def make_claim(
    article: Article | None = None,
    words: str = "about 100,000 troops",
    made_by: User | None = None,
    **fields: Any,
) -> Claim:
    """An open claim with one passage, at the first place of `words` in the article."""
    revision = revision_of(article or make_article())
    place = places_of(words, revision.text)[0]
    claim = Claim(**{"statement": f"The copy says: {words}.", "kind": Kind.FIGURE} | fields)
    checker = made_by or make_person(Role.CHECKER)
    claims_service.make_claim(checker, claim, revision, place.start, place.end)
    return claim


@transaction.atomic
def make_claims(article: Article, number: int, **fields: Any) -> list[Claim]:
    """Many open claims at the headline of an article, quickly: nothing has happened to them."""
    revision = revision_of(article)
    values = {"statement": "It is said.", "kind": Kind.FIGURE} | fields
    config = Language(article.language).search_config
    claims = Claim.objects.bulk_create(Claim(search_config=config, **values) for _ in range(number))
    anchor = asdict(anchor_at(revision.text, 0, len(revision.headline)))
    Passage.objects.bulk_create(
        Passage(claim=claim, article=article, revision=revision, **anchor) for claim in claims
    )
    Claim.objects.update_places([claim.pk for claim in claims])
    return claims


@transaction.atomic  # A trigger looks at a claim's places when it is committed.
def make_proposal(
    article: Article | None = None, words: str = "about 100,000 troops", **fields: Any
) -> Claim:
    """A claim as the machine suggests it: made by nobody, and nothing has happened to it yet."""
    revision = revision_of(article or make_article())
    values = {"statement": f"The copy says: {words}.", "kind": Kind.FIGURE, "score": 0.8} | fields
    config = Language(revision.article.language).search_config
    claim = Claim.objects.create(stage=Stage.PROPOSED, search_config=config, **values)
    place = places_of(words, revision.text)[0]
    anchor = asdict(anchor_at(revision.text, place.start, place.end))
    Passage.objects.create(claim=claim, article=revision.article, revision=revision, **anchor)
    Claim.objects.update_places([claim.pk])
    return claim


def make_source(**fields: Any) -> Source:
    number = next(_numbers)
    values = {"title": f"Report {number}", "url": f"https://example.org/{number}"} | fields
    return Source.objects.create(address_key=key_of(values["url"]), **values)


def make_claimant(**fields: Any) -> Claimant:
    return Claimant.objects.create(**{"name": "NATO", "kind": ClaimantKind.ORGANISATION} | fields)


def make_evidence(claim: Claim, added_by: User | None = None, **fields: Any) -> Evidence:
    fields = {
        "source": fields.pop("source", None) or make_source(),
        "stance": Stance.SUPPORTS,
    } | fields
    row = Evidence(**fields)
    evidence.add_evidence(added_by or make_person(Role.CHECKER), claim, claim.version, row)
    return row


def bring_to(stage: Stage, claim: Claim, checker: User, editor: User) -> Claim:
    """Walk a claim from open to `stage` by the workflow's own steps."""
    if stage == Stage.PROPOSED:
        # As the machine proposes it: not made by a person.
        Claim.objects.filter(pk=claim.pk).update(stage=stage, accepted_by=None)
        claim.refresh_from_db()
    if stage == Stage.DISMISSED:
        workflow.advance(claim, Verb.DISMISS, checker, claim.version, Inputs(note="no claim"))
    if stage in {Stage.CHECKING, Stage.APPROVAL, Stage.CLOSED}:
        workflow.advance(claim, Verb.TAKE, checker, claim.version)
    if stage in {Stage.APPROVAL, Stage.CLOSED}:
        if not claim.evidence.exists():
            make_evidence(claim, checker)
        submit(claim, checker)
    if stage == Stage.CLOSED:
        workflow.advance(claim, Verb.APPROVE, editor, claim.version)
    return claim


def submit(claim: Claim, checker: User, verdict: Verdict = Verdict.VERIFIED) -> None:
    inputs = Inputs(verdict=verdict, rationale="Two counts agree.", tried="The archive.")
    workflow.advance(claim, Verb.SUBMIT, checker, claim.version, inputs)
