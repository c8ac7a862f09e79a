"""The desk's board, and the lists of articles and claimants."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, QuerySet
from django.utils import timezone

from claims.choices import Stage, Status, in_order, status_of
from claims.models import Article, Claim, Claimant, Passage, Revision, User
from claims.models.claims import IS_TO_DO
from claims.permissions import visible_articles, visible_claimants, visible_claims
from claims.roles import Capability
from claims.selectors.changed_sources import ChangedSource, changed_sources
from claims.selectors.negotiation import ToSettle, Waiting, to_settle, waiting_for
from claims.selectors.queue import PAGE, SOONEST_FIRST, UNLISTED, Page, Rows, add_articles
from claims.selectors.search import capped_count, like

IDLE_AFTER = timedelta(days=2)
BOARD = 10
ARTICLES = 12
SUGGESTED = 12
COMPARED = 50
DUE_FIRST = 1000  # Claims: an article of a desk has a few dozen, the longest some hundreds.


@dataclass(frozen=True)
class Desk:
    """What waits on this desk, and for whom."""

    sees_everything: bool
    checks_claims: bool
    approves: bool
    mine: list[Claim]
    mine_more: bool
    approvals: list[Claim]
    approvals_more: bool
    idle: list[Claim]
    articles: list[Article]
    changed: list[ChangedSource]
    waiting: list[Waiting]
    to_settle: list[ToSettle]
    negotiated: dict[int, Article]  # Those of the last two by their keys, with their headlines.


def desk_for(user: User) -> Desk:
    # Each list is of one stage: to say IS_TO_DO too would make its rows seem few to the planner.
    claims = Claim.objects.filter(first_article__isnull=False).order_by(*SOONEST_FIRST)
    claims = claims.select_related("claimant", "assignee").defer(*UNLISTED)
    nothing = claims.none()
    own = Passage.objects.filter(claim=OuterRef("pk"), article__handed_in_by=user)
    approvable = claims.filter(stage=Stage.APPROVAL).exclude(submitted_by=user).exclude(Exists(own))
    mine = list(claims.filter(stage=Stage.CHECKING, assignee=user)[: BOARD + 1])
    approvals = list((approvable if user.may(Capability.APPROVE) else nothing)[: BOARD + 1])
    idle = _idle(claims) if user.may(Capability.CHECK) else []
    waiting, unsettled = waiting_for(user, BOARD), to_settle(user, BOARD)
    negotiated = [*(row.article for row in waiting), *(row.article for row in unsettled)]
    return Desk(
        sees_everything=user.may(Capability.SEE_EVERYTHING),
        checks_claims=user.may(Capability.CHECK),
        approves=user.may(Capability.APPROVE),
        mine=mine[:BOARD],
        mine_more=len(mine) > BOARD,
        approvals=approvals[:BOARD],
        approvals_more=len(approvals) > BOARD,
        idle=idle,
        articles=with_progress(unfinished(user)),
        changed=changed_sources(user),
        waiting=waiting,
        to_settle=unsettled,
        negotiated=add_articles([*mine, *approvals, *idle], user, negotiated),
    )


def _idle(claims: QuerySet[Claim]) -> list[Claim]:
    """The first of those that nobody has gone on with. Each stage is a range of an index."""
    before = timezone.now() - IDLE_AFTER
    found = [
        claim
        for stage in (Stage.CHECKING, Stage.APPROVAL)
        for claim in claims.filter(stage=stage, changed_at__lt=before)[:BOARD]
    ]
    return sorted(found, key=lambda claim: (claim.due is None, claim.due, claim.pk))[:BOARD]


def articles_for(user: User) -> Rows:
    """Articles with their headline, the newest first."""
    articles: Rows = visible_articles(user).with_headline()
    return articles.select_related("handed_in_by").order_by("-pk")


def unfinished(user: User) -> list[Article]:
    """The first articles with a claim still to do, or none yet; by deadline.

    Those of the claims that are due first, and of the newest articles: to ask it of each article
    would read all those that are finished.
    """
    due = Claim.objects.filter(IS_TO_DO).order_by(*SOONEST_FIRST)
    seen = visible_articles(user)
    if not user.may(Capability.SEE_EVERYTHING):
        due = due.filter(first_article__in=seen.values("pk"))
    with_claims = due.values_list("first_article", flat=True)[:DUE_FIRST]
    newest = Article.objects.filter(pk__in=seen.order_by("-pk").values("pk")[:ARTICLES])
    claimed = Passage.objects.filter(article=OuterRef("pk"))
    without = newest.exclude(Exists(claimed)).values_list("pk", flat=True)
    found = articles_for(user).filter(pk__in={*with_claims, *without})
    return list(found.order_by(F("deadline").asc(nulls_last=True), "-pk")[:ARTICLES])


def with_progress(articles: Iterable[Any]) -> list[Any]:
    """The articles, each with `statuses`: (status, number of claims) pairs."""
    rows = list(articles)
    counts: defaultdict[int, Counter[Status]] = defaultdict(Counter)
    found = (
        Passage.objects.filter(revision__in=[row.current_revision_id for row in rows])
        .values_list("article", "claim__stage", "claim__verdict")
        .annotate(n=Count("claim", distinct=True))
        .order_by()
    )
    for article, stage, verdict, n in found:
        counts[article][status_of(stage, verdict)] += n  # In approval they differ by verdict.
    for row in rows:
        row.statuses = in_order(counts[row.pk])
    return rows


def newest_page(rows: Rows, after: str) -> Page[Any]:
    """A page of rows with the newest first; `after` is the key of the last row seen."""
    rows = rows.order_by("-pk")
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")


def find_articles(user: User, words: str) -> Rows:
    articles = articles_for(user)
    if not words:
        return articles
    # Each by an index of its own, which an OR over both tables would not be.
    headed = like(Revision.objects.order_by(), words, "headline")
    current = headed.filter(article__current_revision=F("pk")).values("article")
    found = current.union(like(Article.objects.order_by(), words, "outlet").values("pk"))
    return articles.filter(pk__in=found)


def find_claimants(user: User, words: str) -> Rows:
    """Each with `uses`, how many claims of theirs this person sees, up to one more than MOST."""
    claimants = visible_claimants(user)
    if words:
        claimants = like(claimants, words, "name")
    return claimants.annotate(uses=capped_count(_claims_of(user)))


def suggested_claimants(user: User, words: str) -> list[Claimant]:
    """A few claimants to choose from, those most heard first."""
    found = like(visible_claimants(user), words, "name").filter(retired=False)
    return most_used(found, _claims_of(user), SUGGESTED)


def most_used(found: QuerySet[Any], uses: QuerySet[Any], number: int) -> list[Any]:
    """So many rows, those with most uses first; of many that are found the first are compared."""
    compared = found.model._default_manager.filter(pk__in=found.order_by().values("pk")[:COMPARED])
    keys = ArraySubquery(uses.order_by().values("pk")[:COMPARED])
    ranked = compared.annotate(uses=Func(keys, function="cardinality", output_field=IntegerField()))
    return list(ranked.order_by(F("uses").desc(), "pk")[:number])


def _claims_of(user: User) -> QuerySet[Claim]:
    return visible_claims(user).filter(claimant=OuterRef("pk"))
