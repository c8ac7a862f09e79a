"""The queue of claims: its filters, its search, its pages by keyset."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.choices import TO_DO, Stage
from claims.models import Article, Claim, Passage, User
from claims.permissions import visible_articles, visible_claims
from claims.roles import Role
from claims.selectors.lookups import visible_claimants, visible_passages
from claims.selectors.search import like, matches

PAGE = 50

# Sorts behind every deadline: a claim of an article that has none.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page[Row]:
    """One page of a list; `after` continues it, empty on the last."""

    rows: list[Row]
    after: str


# Annotated rows: they hold more than the model's fields.
Rows = QuerySet[Any]


def with_article(claims: QuerySet[Claim], user: User) -> Rows:
    """Claims with what a list shows of them: people, `due`, and the first article they stand in."""
    passages = visible_passages(user).filter(claim=OuterRef("pk"))
    first = passages.order_by("pk")
    deadlines = passages.order_by().values("claim").annotate(first=Min("article__deadline"))
    return claims.select_related("claimant", "assignee").annotate(
        article_id=Subquery(first.values("article")[:1]),
        headline=Subquery(first.values("revision__headline")[:1]),
        outlet=Subquery(first.values("article__outlet")[:1]),
        due=Subquery(deadlines.values("first")),
    )


def queue(user: User, filters: dict[str, Any]) -> Rows:
    """The claims that pass `filters` (QueueForm's cleaned data), the soonest due first."""
    claims = with_article(visible_claims(user), user)
    stage = filters.get("stage")
    if not stage:
        claims = claims.filter(still_made(), stage__in=TO_DO)
    elif stage in TO_DO:
        claims = claims.filter(still_made(), stage=stage)
    elif stage != "all":
        claims = claims.filter(stage=stage)
    for name in ["verdict", "kind"]:
        if value := filters.get(name):
            claims = claims.filter(**{name: value})
    if claimant := filters.get("claimant"):
        claims = claims.filter(claimant__in=like(visible_claimants(user), claimant, "name"))
    if articles := filters.get("article"):
        claims = claims.filter(passage_in(article__in=articles))
    if outlet := filters.get("outlet"):
        claims = claims.filter(passage_in(article__outlet=outlet))
    if assignee := filters.get("assignee"):
        claims = claims.filter(_assigned(assignee, user))
    if due := filters.get("due"):
        claims = claims.filter(_due(due, timezone.now()))
    if words := filters.get("q"):
        claims = claims.filter(matches(words))
    found: Rows = claims.annotate(due_key=Coalesce("due", Value(NEVER)))
    return found.order_by("due_key", "pk")


def page_of(claims: Rows, after: str) -> Page[Claim]:
    """The page of a queue behind the row that `after` names; the first where it names none."""
    if key := _parsed(after):
        due, pk = key
        claims = claims.filter(Q(due_key__gt=due) | Q(due_key=due, pk__gt=pk))
    rows = list(claims[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(rows[:PAGE], f"{last.due_key.isoformat()}~{last.pk}" if last else "")


def still_made() -> Q:
    """Claims that copy makes, or may when a person has dealt with their lost words: not those whose
    last place was retired, nor proposals that a revision lost.
    """
    passages = Passage.objects.filter(claim=OuterRef("pk"))
    waits = Q(retired_by=None) & ~Q(claim__stage=Stage.PROPOSED)
    made = passages.filter(Q(revision=F("article__current_revision")) | waits)
    return Q(Exists(made)) | ~Q(Exists(passages))


def passage_in(**where: Any) -> Q:
    return Q(pk__in=Passage.objects.filter(**where).values("claim"))


def articles_called(user: User, words: str) -> QuerySet[Article]:
    """The articles with this number, or these words in their headline, the newest first."""
    articles = visible_articles(user).order_by("-pk")
    number = words.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return articles.filter(pk=int(number))
    return articles.filter(current_revision__headline__icontains=words)


def outlets_called(user: User, words: str) -> QuerySet[Article, str]:
    """The names of outlets that hold these words."""
    named = visible_articles(user).filter(outlet__icontains=words).order_by("outlet")
    return named.values_list("outlet", flat=True).distinct()


def desk_people() -> QuerySet[User]:
    """Those who can be given a claim to check."""
    return (
        User.objects.filter(is_active=True, groups__name__in=[Role.CHECKER, Role.EDITOR])
        .distinct()
        .order_by("username")
    )


def _assigned(assignee: str, user: User) -> Q:
    if assignee == "nobody":
        return Q(assignee=None)
    return Q(assignee=user.pk if assignee == "me" else int(assignee))


def _due(due: str, now: datetime) -> Q:
    return {
        "overdue": Q(due__lt=now),
        "day": Q(due__gte=now, due__lt=now + timedelta(days=1)),
        "week": Q(due__gte=now, due__lt=now + timedelta(days=7)),
        "none": Q(due=None),
    }[due]


def _parsed(after: str) -> tuple[datetime, int] | None:
    due, _, pk = after.partition("~")
    try:
        return datetime.fromisoformat(due).astimezone(UTC), int(pk)
    except (ValueError, OverflowError):
        return None
