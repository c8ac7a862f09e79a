"""Quotations compared with what sources said when they were captured: those of an article or a
claim, and those of evidence.

Neither a snapshot nor a quotation's words change, so each pair is compared once and kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr

from claims.choices import Stage
from claims.models import Article, Claim, Comparison, Evidence, Passage, Revision, Snapshot, User
from claims.permissions import visible_passages, visible_snapshots
from claims.text.passages import digest_of
from claims.text.quote_checking import QuoteState, check_quote
from claims.text.quote_words import quote_words_of
from claims.text.quotes import quotations_in
from claims.text.sentences import Span

# Of one source so many of the newest snapshots are asked: a page that changes daily has hundreds.
NEWEST = 5
MOST_SHOWN = 500  # Code points of a passage that is not the quotation.
BEST_FIRST = [QuoteState.EXACT, QuoteState.ALTERED, QuoteState.ABSENT]
Pair = tuple[int, str]

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
    found = compare_with_snapshots(pair for of_span in pairs.values() for pair in of_span)
    return {span: best_of(found[pair] for pair in of_span) for span, of_span in pairs.items()}


def compare_with_snapshots(pairs: Iterable[Pair]) -> dict[Pair, Comparison]:
    """The comparison of each (key of a snapshot that has a text, quotation); stores those that
    were not made yet."""
    asked = {(snapshot, digest_of(quote)): (snapshot, quote) for snapshot, quote in pairs}
    if not asked:
        return {}
    snapshots, digests = {key[0] for key in asked}, {key[1] for key in asked}
    known = Comparison.objects.filter(snapshot__in=snapshots, digest__in=digests)
    found = {(c.snapshot_id, c.digest): c for c in known}
    missing: defaultdict[int, list[str]] = defaultdict(list)
    for key, (snapshot, quote) in asked.items():
        if key not in found:
            missing[snapshot].append(quote)
    for comparison in _made(missing):
        found[comparison.snapshot_id, comparison.digest] = comparison
    return {pair: found[key] for key, pair in asked.items()}


def best_of(comparisons: Iterable[Comparison]) -> Comparison | None:
    """The one that speaks best for the quotation; of equals the first."""
    return min(
        comparisons, key=lambda c: (BEST_FIRST.index(QuoteState(c.state)), -c.ratio), default=None
    )


def add_nearest(comparisons: Iterable[Comparison | None]) -> None:
    """Gives each that found its quotation absent the `nearest` passage, or how that begins. Not of
    a confidential source's copy: reading that is logged.
    """
    absent = {(c.snapshot_id, c.digest): c for c in comparisons if c and c.is_near}
    if not absent:
        return
    snapshots, digests = {key[0] for key in absent}, {key[1] for key in absent}
    # Cut out by the database: a text may be long.
    cut = Substr("snapshot__text", F("start") + 1, F("end") - F("start"))
    rows = Comparison.objects.filter(
        snapshot__in=snapshots, digest__in=digests, snapshot__source__is_confidential=False
    )
    for snapshot, digest, passage in rows.values_list("snapshot", "digest", cut):
        if comparison := absent.get((snapshot, digest)):
            is_long = len(passage) > MOST_SHOWN
            comparison.nearest = f"{passage[:MOST_SHOWN]}…" if is_long else passage


def readable_snapshots(sources: Iterable[int], among: QuerySet[Snapshot]) -> dict[int, list[int]]:
    """The keys of each source's newest snapshots that have a text, the newest first."""
    newest: defaultdict[int, list[int]] = defaultdict(list)
    asked = set(sources)
    if not asked:
        return newest
    rows = among.filter(source__in=asked).exclude(text="")
    # A page that lost the words does not undo what it said: older copies that had some count on.
    had_words = Exists(Comparison.objects.filter(snapshot=OuterRef("pk"), state=QuoteState.EXACT))
    listed = rows.annotate(had_words=had_words).order_by("-pk")
    for source, snapshot, counts_on in listed.values_list("source", "pk", "had_words"):
        if counts_on or len(newest[source]) < NEWEST:
            newest[source].append(snapshot)
    return newest


def _made(missing: dict[int, list[str]]) -> list[Comparison]:
    made = []
    for pk, text in Snapshot.objects.filter(pk__in=missing).values_list("pk", "text"):
        source = quote_words_of(text)
        for quote in missing[pk]:
            result = asdict(check_quote(quote, source))
            row = Comparison(snapshot_id=pk, digest=digest_of(quote), **result)
            row.changes = list(row.changes)
            made.append(row)
    # Another may have compared the same pair at this moment, with the same result.
    Comparison.objects.bulk_create(made, ignore_conflicts=True)
    return made
