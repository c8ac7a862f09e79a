"""The quotations of an article, each compared with what its sources said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.choices import Stage
from claims.models import (
    Article,
    Claim,
    Comparison,
    Evidence,
    Passage,
    Revision,
    Snapshot,
    User,
)
from claims.permissions import visible_passages, visible_snapshots
from claims.quoting import add_nearest, best_of, compared, readable_snapshots
from claims.text.quote_checking import QuoteState
from claims.text.quotes import quotations_in
from claims.text.sentences import Span

UNCHECKED = "unchecked"
SUMMARY = {
    QuoteState.EXACT.value: "exact",
    QuoteState.ALTERED.value: "altered",
    QuoteState.ABSENT.value: "not found in any source",
    UNCHECKED: "not checked",
}


@dataclass(frozen=True)
class QuotationRow:
    """A quotation of the copy, the claims it stands in, and how it compares at its best.

    `words` are without their marks, at `span` of the revision. `snapshot` is the one compared with,
    None where no source of the article has a text.
    """

    words: str
    span: Span
    claims: list[Claim]
    comparison: Comparison | None
    snapshot: Snapshot | None

    @property
    def state(self) -> str:
        return self.comparison.state if self.comparison else UNCHECKED


def quotations_of(article: Article, user: User) -> list[QuotationRow]:
    """Every quotation in the current revision, in order; those inside another stand with it."""
    revision = article.current_revision
    passages = revision.passages.exclude(claim__stage=Stage.DISMISSED).select_related("claim")
    return _rows(revision.text, list(passages), user)


def quotations_of_claim(claim: Claim, user: User) -> list[QuotationRow]:
    """The quotations that a claim's passages stand in, where this person may read them."""
    standing = visible_passages(user).filter(claim=claim).current()
    passages: defaultdict[Revision, list[Passage]] = defaultdict(list)
    for passage in standing.select_related("revision", "claim"):
        passages[passage.revision].append(passage)
    return [
        row
        for revision, here in passages.items()
        for row in _rows(revision.text, here, user)
        if row.claims
    ]


def summary_of(rows: list[QuotationRow]) -> str:
    """'9 quotations: 6 exact, 2 altered, 1 not found in any source'; '' where there are none."""
    if not rows:
        return ""
    states = [row.state for row in rows]
    counts = ", ".join(
        f"{states.count(state)} {words}" for state, words in SUMMARY.items() if state in states
    )
    return f"{len(rows)} quotation{'s' if len(rows) > 1 else ''}: {counts}"


def _rows(text: str, passages: list[Passage], user: User) -> list[QuotationRow]:
    """A claim's own sources are asked first, then those of all these passages' claims."""
    claims = {passage.claim_id: passage.claim for passage in passages}
    snapshots = _snapshots_of(claims, user)
    everywhere = list(dict.fromkeys(pk for of_claim in snapshots.values() for pk in of_claim))
    standing = {
        quotation.words: [claims[pk] for pk in _claims_at(quotation.words, passages)]
        for quotation in quotations_in(text)
        if quotation.depth == 0
    }
    words = {span: text[span.start : span.end] for span in standing}
    own = {span: [pk for c in standing[span] for pk in snapshots[c.pk]] for span in standing}
    best = _best(words, own)
    not_found = [s for s, c in best.items() if c is None or c.state == QuoteState.ABSENT]
    for span, comparison in _best(words, dict.fromkeys(not_found, everywhere)).items():
        best[span] = comparison or best[span]
    add_nearest(best.values())
    named = Snapshot.objects.select_related("source").defer("text")
    found_in = named.in_bulk({c.snapshot_id for c in best.values() if c})
    return [
        QuotationRow(
            words[span],
            span,
            standing[span],
            comparison,
            found_in[comparison.snapshot_id] if comparison else None,
        )
        for span, comparison in best.items()
    ]


def _claims_at(span: Span, passages: list[Passage]) -> list[int]:
    touching = (p.claim_id for p in passages if Span(p.start, p.end).overlaps(span))
    return list(dict.fromkeys(touching))


def _snapshots_of(claims: Iterable[int], user: User) -> dict[int, list[int]]:
    """For each claim the readable snapshots of its evidence's sources."""
    evidence = Evidence.objects.filter(claim__in=claims).values_list("claim", "source")
    sources: defaultdict[int, list[int]] = defaultdict(list)
    for claim, source in evidence:
        sources[claim].append(source)
    asked = {source for of_claim in sources.values() for source in of_claim}
    newest = readable_snapshots(asked, visible_snapshots(user))
    return {
        claim: [pk for source in sources[claim] for pk in newest.get(source, [])]
        for claim in claims
    }


def _best(
    words: dict[Span, str], snapshots: dict[Span, list[int]]
) -> dict[Span, Comparison | None]:
    pairs = {span: [(pk, words[span]) for pk in asked] for span, asked in snapshots.items()}
    found = compared(pair for of_span in pairs.values() for pair in of_span)
    return {span: best_of(found[pair] for pair in of_span) for span, of_span in pairs.items()}
