"""The queries and corrections of an article, and what of them waits for whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.choices import SETTLED, CorrectionState
from claims.correction_workflow import open_moves
from claims.models import Article, Claim, Correction, Query, Revision, User
from claims.permissions import visible_articles
from claims.roles import Capability
from claims.text.differences import Piece, pieces_of

State = CorrectionState

AROUND = 60  # Code points of the text on each side of the words.

ORPHANED = "Their words are gone from the text"


@dataclass(frozen=True)
class CorrectionRow:
    """A correction, word by word, and where this person may bring it now."""

    correction: Correction
    moves: set[str]

    @property
    def before(self) -> str:
        """What stands before the words on their line, as much as shows where that is."""
        text, start = self.correction.revision.text, self.correction.start
        _, newline, line = text[max(0, start - AROUND) : start].rpartition("\n")
        if newline or start <= AROUND:
            return line
        return "…" + (line.partition(" ")[2] or line)

    @property
    def after(self) -> str:
        text, end = self.correction.revision.text, self.correction.end
        line, newline, _ = text[end : end + AROUND].partition("\n")
        if newline or end + AROUND >= len(text):
            return line
        return (line.rpartition(" ")[0] or line) + "…"

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces_of(self.correction.exact, self.correction.words)

    @property
    def counter_pieces(self) -> tuple[Piece, ...]:
        return pieces_of(self.correction.exact, self.correction.counter)


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[CorrectionRow]


def corrections_of(last: Revision, user: User) -> list[Group]:
    """Those of its article, of which it is the last revision, by what is to be done with them and
    in the order of the text; empty groups are left out."""
    article = last.article
    found = article.corrections.select_related("claim", "suggested_by", "moved_by", "answered_by")
    # A text is read once, however many corrections are of it.
    found = found.prefetch_related("revision", "applied_in", "rulings__ruled_by")
    headings = [ORPHANED, *(state.heading for state in State)]
    groups: dict[str, list[CorrectionRow]] = {heading: [] for heading in headings}
    for correction in found:
        # Read once: who may what asks them.
        correction.article = article
        moves = open_moves(user, correction)
        row = CorrectionRow(correction, moves)
        groups.setdefault(_heading(correction), []).append(row)
    return [Group(title, rows) for title, rows in groups.items() if rows]


def _heading(correction: Correction) -> str:
    if correction.is_orphaned:
        return ORPHANED
    state = State.get(correction.state)
    return state.heading if state else correction.state


def negotiated_queries(claim: Claim, user: User) -> list[Query]:
    """What was asked about a claim, in the articles that this person may see."""
    asked = claim.queries.filter(article__in=visible_articles(user))
    return list(asked.select_related("asked_by"))


def negotiated_corrections(claim: Claim, user: User) -> list[Correction]:
    suggested = claim.corrections.filter(article__in=visible_articles(user))
    return list(suggested.select_related("suggested_by").order_by("pk"))


def queries_of(article: Article) -> list[Query]:
    """The open ones first, each in the order of asking."""
    found = article.queries.select_related("claim", "asked_by", "answered_by", "revision")
    return sorted(found, key=lambda query: (not query.is_open, query.pk))


@dataclass(frozen=True)
class Waiting:
    """What an article's author has to answer."""

    article: int
    queries: int
    corrections: int


def waiting_for(user: User, number: int) -> list[Waiting]:
    """Of the articles that a person answers for, the first so many with something to answer."""
    theirs = Q(article__handed_in_by=user)
    if user.may(Capability.STAND_IN):  # Nobody else can answer for who cannot sign in.
        theirs |= Q(article__handed_in_by__is_active=False)
    asked = Query.objects.filter(theirs, answer="")
    suggested = _placed(State.SUGGESTED).filter(theirs)
    queries = dict(_counted(asked, asked=Count("pk"))[:number])
    corrections = dict(_counted(suggested, suggested=Count("pk"))[:number])
    return [
        Waiting(article, queries.get(article, 0), corrections.get(article, 0))
        for article in sorted({*queries, *corrections})[:number]
    ]


@dataclass(frozen=True)
class ToSettle:
    """What of an article's corrections waits for the desk."""

    article: int
    to_rule: int
    to_apply: int


DIFFERING = [State.COUNTERED, State.DECLINED]
AGREED = [State.ACCEPTED, State.UPHELD]


def to_settle(user: User, number: int) -> list[ToSettle]:
    """Corrections on which an editor has to rule, and those agreed that nobody has applied, in the
    first so many articles."""
    if not user.may(Capability.CHECK):
        return []
    differing = DIFFERING if user.may(Capability.SIGN_OFF) else []
    to_rule = Count("pk", filter=Q(state__in=differing))
    to_apply = Count("pk", filter=Q(state__in=AGREED))
    counted = _counted(_placed(*differing, *AGREED), to_rule=to_rule, to_apply=to_apply)
    return [ToSettle(*row) for row in counted[:number]]


def _placed(*states: State) -> QuerySet[Correction]:
    """The corrections in these states whose words the current revision has."""
    current = F("article__current_revision")
    return Correction.objects.filter(state__in=states, revision=current)


def _counted(rows: QuerySet[Any], **counts: Count) -> QuerySet[Any, Any]:
    """(article, counts ...) in the order of the articles, which an index has: a page of it reads
    no more."""
    rows = rows.order_by("article_id")
    counted: QuerySet[Any, Any] = rows.values_list("article_id").annotate(**counts)
    return counted


@dataclass(frozen=True)
class UnsettledCounts:
    """How many queries of an article have no answer, and how many corrections are not settled."""

    queries: int
    corrections: int


def unsettled_in(article: Article) -> UnsettledCounts:
    asked = Query.objects.filter(answer="")
    suggested = Correction.objects.exclude(state__in=SETTLED)
    counted = Article.objects.filter(pk=article.pk)
    return UnsettledCounts(*counted.values_list(_number(asked), _number(suggested)).get())


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many of them are of an article."""
    own = rows.filter(article=OuterRef("pk")).order_by()
    counted = own.values("article").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
