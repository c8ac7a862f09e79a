"""The queries and corrections of an article, and what of them waits for whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from claims.choices import CorrectionState
from claims.models import Article, Correction, Query, User
from claims.negotiating import open_moves
from claims.text.comparing import Piece, pieces_of

State = CorrectionState

AROUND = 60  # Code points of the text on each side of the words.

# How the list is grouped, in the order of what is to be done.
GROUPS = [
    ("On the author", [State.SUGGESTED]),
    ("To be ruled on", [State.COUNTERED, State.DECLINED]),
    ("Agreed, not applied", [State.ACCEPTED, State.UPHELD]),
    ("Applied", [State.APPLIED]),
    ("Overruled and taken back", [State.OVERRULED, State.WITHDRAWN]),
]
CLOSED = [State.APPLIED, State.OVERRULED, State.WITHDRAWN]


@dataclass(frozen=True)
class CorrectionRow:
    """A correction, word by word, and where this person may bring it now.

    `is_adrift`: a later revision edited its words, so it can only be taken back.
    """

    correction: Correction
    moves: set[str]
    is_adrift: bool

    @property
    def before(self) -> str:
        """What stands before the words on their line, as much as shows where that is."""
        text, start = self.correction.revision.text, self.correction.start
        return text[max(0, start - AROUND) : start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        text, end = self.correction.revision.text, self.correction.end
        return text[end : end + AROUND].partition("\n")[0]

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


def corrections_of(article: Article, user: User) -> list[Group]:
    """By what is to be done with them, in the order of the text; empty groups are left out."""
    last = article.revisions.latest("number")
    found = article.corrections.select_related(
        "claim", "suggested_by", "moved_by", "applied_in", "revision"
    ).prefetch_related("rulings__ruled_by")
    rows = [_row(article, correction, last.pk, user) for correction in found]
    groups = [
        Group(title, [row for row in rows if row.correction.state in states])
        for title, states in GROUPS
    ]
    return [group for group in groups if group.rows]


def _row(article: Article, correction: Correction, last: int, user: User) -> CorrectionRow:
    correction.article = article  # Read once: who may what asks it.
    is_adrift = correction.revision_id != last and correction.state not in CLOSED
    moves = open_moves(user, correction)
    return CorrectionRow(correction, moves & {State.WITHDRAWN} if is_adrift else moves, is_adrift)


def queries_of(article: Article) -> list[Query]:
    """The open ones first, each in the order of asking."""
    found = article.queries.select_related("claim", "asked_by", "answered_by")
    return sorted(found, key=lambda query: (not query.is_open, query.pk))


@dataclass(frozen=True)
class Waiting:
    """What an article's author has to answer; `article` has its headline."""

    article: Article
    queries: int
    corrections: int


def waiting_for(user: User) -> list[Waiting]:
    """Of the articles that a person handed in, those with something to answer."""
    queries = Count("queries", filter=Q(queries__answer=""), distinct=True)
    suggested = Q(corrections__state=State.SUGGESTED)
    corrections = Count("corrections", filter=suggested, distinct=True)
    articles = Article.objects.filter(handed_in_by=user).with_headline()
    counted: QuerySet[Any] = articles.annotate(asked=queries, suggested=corrections)
    waiting = counted.filter(Q(asked__gt=0) | Q(suggested__gt=0)).order_by("pk")
    return [Waiting(article, article.asked, article.suggested) for article in waiting]
