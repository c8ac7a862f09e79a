"""The lists of articles and of claimants."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Func, IntegerField, OuterRef, QuerySet

from claims.choices import Status, in_order, status_of
from claims.models import Article, Claim, Claimant, Passage, Revision, User
from claims.permissions import visible_articles, visible_claimants, visible_claims
from claims.roles import Capability
from claims.selectors.queue import PAGE, Page, Rows
from claims.selectors.search import capped_count, like

SUGGESTED = 12
COMPARED = 50


def articles_for(user: User) -> Rows:
    """Articles with their headline, the newest first."""
    articles: Rows = visible_articles(user).with_headline()
    return articles.select_related("handed_in_by").order_by("-pk")


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
    revisions, of_outlets = Revision.objects.order_by(), Article.objects.order_by()
    if not user.may(Capability.SEE_EVERYTHING):
        # What another's article is called must not decide what is found among their own.
        of_outlets = visible_articles(user).order_by()
        revisions = revisions.filter(article__in=of_outlets.values("pk"))
    # Each by an index of its own, which an OR over both tables would not be.
    headed = like(revisions, words, "headline")
    current = headed.filter(article__current_revision=F("pk")).values("article")
    found = current.union(like(of_outlets, words, "outlet").values("pk"))
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
