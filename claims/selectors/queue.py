"""The queue of claims: its filters, its search, its pages by keyset."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.utils import timezone

from claims.choices import TO_DO
from claims.models import Article, Claim, Passage, User
from claims.models.claims import IS_TO_DO
from claims.models.people import accounts_of
from claims.permissions import visible_articles, visible_claimants, visible_claims, visible_passages
from claims.roles import Capability
from claims.selectors.search import like, matches

PAGE = 50
# What no list shows of a claim.
UNLISTED = [
    *["search", "cues", "dates", "rationale", "tried", "occasion", "said_on"],
    *["figure_text", "figure_low", "figure_high", "figure_unit", "figure_qualifier"],
    *accounts_of("assignee"),
]
SOONEST_FIRST = (F("due").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Page[Row]:
    """One page of a list; `after` continues it, empty on the last."""

    rows: list[Row]
    after: str


# Annotated rows: they hold more than the model's fields.
Rows = QuerySet[Any]


def queue(user: User, filters: dict[str, Any]) -> QuerySet[Claim]:
    """The claims that pass `filters` (QueueForm's cleaned data), the soonest due first."""
    claims = visible_claims(user).select_related("claimant", "assignee").defer(*UNLISTED)
    due = _due_for(user)
    if due != "due":
        claims = claims.annotate(**{due: _own_due(user)})
    stage = filters.get("stage")
    if not stage:
        claims = claims.filter(IS_TO_DO)
    elif stage in TO_DO:
        claims = claims.filter(first_article__isnull=False, stage=stage)
    elif stage != "all":
        claims = claims.filter(stage=stage)
    for name, value in filters.items():
        if value and name != "stage":
            claims = claims.filter(_passes(user, name, value))
    return claims.order_by(F(due).asc(nulls_last=True), "pk")


def _due_for(user: User) -> str:
    """By what a queue of this person goes: another article of a claim may be due before those that
    a reporter may see, and they are not to learn of it."""
    return "due" if user.may(Capability.SEE_EVERYTHING) else "own_due"


def _own_due(user: User) -> Subquery:
    """The earliest deadline of a claim's articles that this person may see."""
    own = visible_passages(user).filter(claim=OuterRef("pk")).order_by().values("claim")
    return Subquery(own.annotate(first=Min("article__deadline")).values("first"))


def page_of(claims: QuerySet[Claim], after: str, user: User) -> Page[Claim]:
    """The page of a queue behind the row that `after` names; the first where it names none.

    Those with a deadline and those without, which come behind them, are each a range of an index.
    """
    key, due = _parsed(after), _due_for(user)
    rows: list[Claim] = []
    if key is None or key[0]:
        dated = claims.filter(**{f"{due}__isnull": False})
        if key:
            dated = dated.filter(TupleGreaterThan(Tuple(due, "pk"), key))
        rows += dated[: PAGE + 1]
    if len(rows) <= PAGE:
        undated = claims.filter(**{due: None})
        if key and key[0] is None:
            undated = undated.filter(pk__gt=key[1])
        rows += undated[: PAGE + 1 - len(rows)]
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    following = ""
    if more:
        at: datetime | None = getattr(rows[-1], due)
        following = f"{at.isoformat() if at else ''}~{rows[-1].pk}"
    add_articles(rows, user)
    return Page(rows, following)


def add_articles(
    claims: Sequence[Any], user: User, others: Iterable[int] = ()
) -> dict[int, Article]:
    """Give each claim `article`, with its headline: where it stands first, as far as this person
    may see that; the first that it stood in, where no text makes it any more. The articles that
    are read for this, and `others` in the same query, by their keys."""
    articles = visible_articles(user).with_headline()
    first = {claim.pk: claim.first_article_id for claim in claims}
    found: dict[int, Article] = articles.in_bulk({*others, *filter(None, first.values())})
    if unknown := [claim for claim, article in first.items() if article not in found]:
        passages = visible_passages(user).filter(claim__in=unknown)
        stood = passages.order_by("claim", "pk").distinct("claim")
        first |= dict(stood.values_list("claim", "article"))
        found |= articles.in_bulk({first[claim] for claim in unknown if first[claim]})
    for claim in claims:
        claim.article = found.get(first[claim.pk])
        # Another article of the claim may be due before.
        if not user.may(Capability.SEE_EVERYTHING):
            claim.due = claim.article and claim.article.deadline
    return found


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


def _passes(user: User, name: str, value: Any) -> Q:
    """The condition of a filter: that the claim's field of this name has this value, where nothing
    else is said here."""
    match name:
        case "claimant":
            return Q(claimant__in=like(visible_claimants(user), value, "name"))
        case "article":
            return passage_in(article__in=value)
        case "outlet":
            return passage_in(article__in=like(visible_articles(user), value, "outlet"))
        case "assignee":
            return _assigned(value, user)
        case "due":
            return _due(value, _due_for(user), timezone.now())
        case "q":
            return matches(user, value)
        case _:
            return Q(**{name: value})


def _assigned(assignee: str, user: User) -> Q:
    if assignee == "nobody":
        return Q(assignee=None)
    return Q(assignee=user.pk if assignee == "me" else int(assignee))


def _due(value: str, due: str, now: datetime) -> Q:
    return {
        "overdue": Q((f"{due}__lt", now)),
        "day": Q((f"{due}__gte", now), (f"{due}__lt", now + timedelta(days=1))),
        "week": Q((f"{due}__gte", now), (f"{due}__lt", now + timedelta(days=7))),
        "none": Q((due, None)),
    }[value]


def _parsed(after: str) -> tuple[datetime | None, int] | None:
    due, _, pk = after.partition("~")
    try:
        return datetime.fromisoformat(due).astimezone(UTC) if due else None, int(pk)
    except (ValueError, OverflowError):
        return None
