"""Queries: a question to the reporter, and the answer."""

from django.db import transaction
from django.utils import timezone

from claims.choices import Verb
from claims.errors import Conflict, Incomplete
from claims.models import Article, Claim, Event, Query, User
from claims.permissions import check_can_answer_query, check_can_enter
from claims.services.records import check


@transaction.atomic
def ask_query(
    actor: User,
    article: Article,
    question: str,
    claim: Claim | None = None,
    words: str = "",
    start: int | None = None,
) -> Query:
    """Ask who handed the article in about one of its claims, or about some words of it.

    `start` is where the words begin in the current revision, in code points; a place that has
    other words is not kept.
    """
    check_can_enter(actor)
    if not question.strip():
        raise Incomplete("Type the question.", "question")
    check_stands_in(article, claim)
    query = Query(
        article=article, claim=claim, words=words, question=question.strip(), asked_by=actor
    )
    revision = article.current_revision
    if words and start is not None and revision.text.startswith(words, start):
        query.revision, query.start, query.end = revision, start, start + len(words)
    check(query)
    query.save()
    _record(actor, query, Verb.ASK, query.question)
    return query


@transaction.atomic
def answer_query(actor: User, query: Query, answer: str) -> Query:
    """Answer it, once. Raises Conflict where another was quicker."""
    check_can_answer_query(actor, query)
    if not answer.strip():
        raise Incomplete("Type the answer.", "answer")
    query.answer, query.answered_by, query.answered_at = answer.strip(), actor, timezone.now()
    check(query)
    waiting = Query.objects.filter(pk=query.pk, answer="")
    if not waiting.update(answer=query.answer, answered_by=actor, answered_at=query.answered_at):
        raise Conflict("This query was answered meanwhile.")
    _record(actor, query, Verb.ANSWER, query.answer)
    return query


def check_stands_in(article: Article, claim: Claim | None) -> None:
    if claim and not claim.passages.filter(article=article).exists():
        raise Incomplete(f"Claim {claim.pk} does not stand in this article.", "claim")


def _record(actor: User, query: Query, verb: Verb, note: str) -> None:
    wording = {"query": query.pk, "claim": query.claim_id, "words": query.words}
    Event.objects.create(article=query.article, actor=actor, verb=verb, note=note, wording=wording)
