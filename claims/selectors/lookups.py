"""One door to each object: what a person may not see is not there (404)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from claims.models import (
    Article,
    Claim,
    Claimant,
    Clearance,
    Correction,
    Evidence,
    Passage,
    Query,
    Revision,
    Snapshot,
    Source,
    User,
)
from claims.models.people import accounts_of
from claims.permissions import (
    visible_articles,
    visible_claimants,
    visible_claims,
    visible_snapshots,
    visible_sources,
)


def get_article_for(user: User, pk: int) -> Article:
    articles = visible_articles(user).select_related("handed_in_by", "current_revision")
    article: Article = get_object_or_404(articles, pk=pk)
    article.current_revision.article = article
    return article


def get_revision_seen(article: Article, number: int | None) -> Revision:
    """The revision of this number, which the person saw; the current one where they named none."""
    if number is None or number == article.current_revision.number:
        return article.current_revision
    revision = get_object_or_404(article.revisions, number=number)
    revision.article = article
    return revision


def get_claim_for(user: User, pk: int) -> Claim:
    people = ["assignee", "submitted_by", "approved_by"]
    claims = visible_claims(user).select_related("claimant", *people)
    claims = claims.defer("search", *accounts_of(*people))
    about = {"claim": OuterRef("pk")}
    is_negotiated = Exists(Query.objects.filter(**about)) | Exists(
        Correction.objects.filter(**about)
    )
    passages = Passage.objects.filter(**about).order_by()
    authors = ArraySubquery(passages.values("article__handed_in_by"))
    claims = claims.annotate(  # type: ignore[no-redef]
        is_negotiated=is_negotiated, authors=authors
    )
    return get_object_or_404(claims, pk=pk)


def get_passage_for(user: User, pk: int) -> Passage:
    passages = Passage.objects.filter(claim__in=visible_claims(user))
    return get_object_or_404(passages.select_related("article"), pk=pk)


def get_evidence_for(user: User, pk: int) -> Evidence:
    evidence = Evidence.objects.filter(claim__in=visible_claims(user))
    return get_object_or_404(evidence.select_related("source"), pk=pk)


def clearances_at(article: Article, start: int, end: int) -> QuerySet[Clearance]:
    """The clearance of a sentence in the article's current revision, if there is one."""
    here = Clearance.objects.filter(revision=article.current_revision_id, start=start, end=end)
    return here.select_related("revision__article")


def get_source_for(user: User, pk: int) -> Source:
    return get_object_or_404(visible_sources(user), pk=pk)


def get_query_for(user: User, pk: int) -> Query:
    queries = Query.objects.filter(article__in=visible_articles(user))
    return get_object_or_404(queries.select_related("article__handed_in_by"), pk=pk)


def get_correction_for(user: User, pk: int) -> Correction:
    corrections = Correction.objects.filter(article__in=visible_articles(user))
    return get_object_or_404(
        corrections.select_related("article__handed_in_by", "claim", "revision"), pk=pk
    )


def get_snapshot_for(user: User, pk: int) -> Snapshot:
    snapshots = visible_snapshots(user).select_related("source", "stored", "captured_by")
    return get_object_or_404(snapshots, pk=pk)


def get_claimant_for(user: User, pk: int) -> Claimant:
    return get_object_or_404(visible_claimants(user), pk=pk)
