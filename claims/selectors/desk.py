"""What waits on the desk, and for whom."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from claims.choices import Stage
from claims.models import Article, Claim, Passage, User
from claims.models.claims import IS_TO_DO
from claims.permissions import visible_articles
from claims.roles import Capability
from claims.selectors.changed_sources import ChangedSource, changed_sources
from claims.selectors.lists import articles_for, with_progress
from claims.selectors.negotiation import ToSettle, Waiting, to_settle, waiting_for
from claims.selectors.queue import SOONEST_FIRST, UNLISTED, add_articles

IDLE_AFTER = timedelta(days=2)

BOARD = 10

ARTICLES = 12

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


def unfinished(user: User) -> list[Article]:
    """The first articles with a claim still to do, or none yet; by deadline.

    Those of the claims that are due first, and of the newest articles: to ask it of each article
    would read all those that are finished.
    """
    due = Claim.objects.filter(IS_TO_DO).order_by(*SOONEST_FIRST)
    seen = visible_articles(user)
    if user.may(Capability.SEE_EVERYTHING):
        with_claims = set(due.values_list("first_article", flat=True)[:DUE_FIRST])
    else:  # A claim of a reporter's article may stand in another's first.
        own = Passage.objects.filter(article__in=seen, retired_by=None).order_by()
        keys = due.filter(pk__in=own.values("claim")).values("pk")[:DUE_FIRST]
        with_claims = set(own.filter(claim__in=keys).values_list("article", flat=True))
    newest = Article.objects.filter(pk__in=seen.order_by("-pk").values("pk")[:ARTICLES])
    claimed = Passage.objects.filter(article=OuterRef("pk"))
    without = newest.exclude(Exists(claimed)).values_list("pk", flat=True)
    found = articles_for(user).filter(pk__in={*with_claims, *without})
    return list(found.order_by(F("deadline").asc(nulls_last=True), "-pk")[:ARTICLES])
