"""What stands open in an article's current revision, and the rulings that let it stand."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max
from django.urls import reverse

from claims.choices import (
    SETTLED,
    Decision,
    Kind,
    OpenItem,
    SourceKind,
    Stage,
    Verb,
    Verdict,
)
from claims.models import (
    Article,
    Claim,
    Correction,
    Event,
    Evidence,
    Ruling,
    SignOff,
    User,
)
from claims.selectors.quotations import SUMMARY, QuotationRow, quotations_of
from claims.selectors.workbench import Workbench
from claims.text.passages import digest_of
from claims.text.quote_checking import QuoteState

LEFT = (Decision.ON_AUTHOR, Decision.STANDS)
ON_ALTERED = (Decision.FAIR, Decision.STANDS)
ON_LOST = (Decision.CUT, Decision.STANDS)


@dataclass(frozen=True)
class SignOffIssue:
    """One thing that keeps a revision from being signed off.

    `key` (64 characters at most) tells it in its present state: once that changes, `ruling`, the
    last one given on it, stands no more. `decisions` are those that fit. `to_cut` is a ruling that
    words be cut which are there yet: it lets nothing stand.
    """

    item: OpenItem
    key: str
    words: str
    link: str
    decisions: tuple[Decision, ...]
    claim: Claim | None = None
    correction: Correction | None = None
    ruling: Ruling | None = None
    to_cut: Ruling | None = None

    @property
    def choices(self) -> tuple[Decision, ...]:
        """What can be decided now: a ruling that was given by mistake is taken back by another."""
        has_ruling = self.ruling or self.to_cut
        return (*self.decisions, Decision.REOPENED) if has_ruling else self.decisions


@dataclass(frozen=True)
class RewordedClaim:
    """A claim, its words that stood in the signed revision only, and those that stand now only."""

    claim: Claim
    was: list[str]
    now: list[str]


@dataclass(frozen=True)
class ChangesSinceSignOff:
    """What an earlier sign-off saw otherwise, and how many sentences nobody has read now."""

    reworded: list[RewordedClaim]
    unread: int


def open_items(article: Article, user: User) -> list[SignOffIssue]:
    """Everything open, kind by kind; quotations as far as this person sees sources.

    Where the revision is signed off, they are seen with the eyes of who signed it: another may not
    see every copy that a quotation stands in, and asks what has opened since.
    """
    signed = article.current_revision.sign_off
    bench = Workbench(article, signed.signed_by if signed else user)
    keys = _claim_keys(bench)
    found = [
        *_sentences(bench),
        *_claims(bench, keys),
        *_quotations(bench),
        *_queries(article),
        *_lost(bench),
        *_unjudged(bench, keys),
        *_corrections(article),
    ]
    rulings = {(r.item, r.key): r for r in article.rulings.select_related("ruled_by")}
    return [_ruled(item, rulings.get((item.item, item.key))) for item in found]


def unresolved(items: Iterable[SignOffIssue]) -> list[SignOffIssue]:
    return [item for item in items if item.ruling is None]


def sign_offs_of(article: Article) -> list[SignOff]:
    """Of all its revisions, the last first, without those that an editor withdrew."""
    return [s for s in recorded_sign_offs(article) if s.withdrawn_at is None]


def recorded_sign_offs(article: Article) -> list[SignOff]:
    """All that were ever given, the last first."""
    found = SignOff.objects.filter(revision__article=article)
    return list(found.select_related("revision", "signed_by", "withdrawn_by").order_by("-pk"))


def publications_of(article: Article) -> list[Event]:
    """That it ran, and that this was taken back, the last first."""
    marks = article.events.filter(verb__in=[Verb.PUBLISH, Verb.UNPUBLISH])
    return list(marks.select_related("actor").order_by("-pk"))


def rulings_of(article: Article) -> list[Ruling]:
    return list(article.rulings.select_related("ruled_by").order_by("-pk"))


def changes_since_sign_off(article: Article, user: User, signed: SignOff) -> ChangesSinceSignOff:
    """`signed` is of a revision that another followed, however many came between."""
    bench, text = Workbench(article, user), signed.revision.text
    was: defaultdict[Claim, Counter[str]] = defaultdict(Counter)
    now: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for past in signed.revision.past_passages.select_related("claim"):
        was[past.claim][text[past.start : past.end]] += 1
    for passage in bench.passages:
        now[passage.claim_id][passage.exact] += 1
    reworded = [
        RewordedClaim(
            claim,
            was=list((words - now[claim.pk]).elements()),
            now=list((now[claim.pk] - words).elements()),
        )
        for claim, words in was.items()
        if _is_claim(claim) and words != now[claim.pk]
    ]
    return ChangesSinceSignOff(reworded, len(bench.unread))


def _ruled(item: SignOffIssue, ruling: Ruling | None) -> SignOffIssue:
    """An upheld correction has a ruling too, but not one that lets it stay unapplied."""
    if ruling is None or ruling.decision not in item.decisions:
        return item
    if item.item == OpenItem.VERDICT and ruling.decision == Decision.CUT:
        return replace(item, to_cut=ruling)
    return replace(item, ruling=ruling)


def _is_claim(claim: Claim) -> bool:
    return claim.stage not in {Stage.PROPOSED, Stage.DISMISSED}


def _sentences(bench: Workbench) -> Iterator[SignOffIssue]:
    """Of equal sentences each has a key of its own: how many came before, and what it follows."""
    unread = set(bench.unread)
    seen: Counter[str] = Counter()
    before = ""
    for sentence in bench.sentences:
        words = bench.text[sentence.start : sentence.end]
        if sentence in unread:
            yield SignOffIssue(
                OpenItem.SENTENCE,
                _key(words, seen[words], before),
                f"Nobody has read “{words}”",
                _in_text(bench.article, sentence=sentence.start),
                (Decision.STANDS,),
            )
        seen[words] += 1
        before = words


def _claims(bench: Workbench, keys: dict[int, str]) -> Iterator[SignOffIssue]:
    """Claims that are not closed, then verdicts that the copy cannot stand on, then accusations."""
    asked = _asked_for_comment(bench.accepted)

    def about(
        item: OpenItem, claim: Claim, words: str, decisions: tuple[Decision, ...]
    ) -> SignOffIssue:
        return SignOffIssue(
            item, keys[claim.pk], words, _to_claim(bench.article, claim), decisions, claim
        )

    for claim in bench.accepted:
        if claim.stage != Stage.CLOSED:
            words = f"Claim {claim.pk} is not closed ({claim.status.label.lower()})"
            yield about(OpenItem.CLAIM, claim, f"{words}: {claim.statement}", LEFT)
    for claim in bench.accepted:
        verdict = Verdict.get(claim.verdict)
        # One that the code does not know lets nothing pass: the claim has to be cut.
        decisions = verdict.decisions if verdict else (Decision.CUT,)
        if claim.stage == Stage.CLOSED and decisions:
            words = f"Claim {claim.pk} is {claim.verdict}, and it is in the copy"
            yield about(OpenItem.VERDICT, claim, f"{words}: {claim.statement}", decisions)
    for claim in bench.accepted:
        kind = Kind.get(claim.kind)
        # Of a kind that the code does not know, nobody can say that no comment is needed.
        if (kind is None or kind.asks_comment) and claim.pk not in asked:
            phrase = kind.phrase if kind else f"of the unknown kind “{claim.kind}”"
            words = f"Claim {claim.pk} is {phrase}, and nobody was asked for comment"
            yield about(OpenItem.ACCUSATION, claim, f"{words}: {claim.statement}", LEFT)


def _quotations(bench: Workbench) -> Iterator[SignOffIssue]:
    for row in quotations_of(bench.article, bench.user):
        if _is_exact(row):
            continue
        claim = row.claims[0] if row.claims else None
        place = {"start": row.span.start, "end": row.span.end}
        yield SignOffIssue(
            OpenItem.QUOTATION,
            _quotation_key(row),
            f"A quotation is {SUMMARY[row.state]}: “{row.words}”",
            _to_claim(bench.article, claim) if claim else _in_text(bench.article, **place),
            ON_ALTERED if row.state == QuoteState.ALTERED else LEFT,
            claim,
        )


def _queries(article: Article) -> Iterator[SignOffIssue]:
    for query in article.queries.filter(answer="").select_related("claim"):
        words = f"A query is not answered: {query.question}"
        link = reverse("article-queries", args=[article.pk]) + f"#query{query.pk}"
        yield SignOffIssue(OpenItem.QUERY, str(query.pk), words, link, LEFT, query.claim)


def _lost(bench: Workbench) -> Iterator[SignOffIssue]:
    for passage in bench.lost:
        claim = passage.claim
        words = f"Claim {claim.pk} has lost its place: “{passage.exact}”"
        link = _to_claim(bench.article, claim)
        key = _key(passage.pk, passage.revision_id, passage.digest)
        yield SignOffIssue(OpenItem.PASSAGE, key, words, link, ON_LOST, claim)


def _unjudged(bench: Workbench, keys: dict[int, str]) -> Iterator[SignOffIssue]:
    """Words that a verdict was not given on: placed since, or with marks of another style."""
    for passage in bench.passages:
        claim = passage.claim
        if passage.is_unjudged:
            key = _key(keys[claim.pk], passage.pk, digest_of(passage.exact))
            words = f"Claim {claim.pk} was not judged in these words: “{passage.exact}”"
            link = _to_claim(bench.article, claim)
            yield SignOffIssue(OpenItem.PASSAGE, key, words, link, (Decision.STANDS,), claim)


def _corrections(article: Article) -> Iterator[SignOffIssue]:
    corrections = article.corrections.exclude(state__in=SETTLED).select_related("claim")
    for correction in corrections.order_by("pk"):
        become = f"to read “{correction.words}”" if correction.words else "to be cut"
        yield SignOffIssue(
            OpenItem.CORRECTION,
            f"{correction.pk} {correction.state}",
            f"A correction is {correction.state} and not applied: “{correction.exact}” {become}",
            reverse("article-corrections", args=[article.pk]) + f"#correction{correction.pk}",
            LEFT,
            correction.claim,
            correction,
        )


def _is_exact(row: QuotationRow) -> bool:
    if row.comparison is None or row.state == QuoteState.ABSENT:
        return False
    changes = row.comparison.changes
    return row.state == QuoteState.EXACT or all(change["fair"] is True for change in changes)


def _asked_for_comment(claims: Iterable[Claim]) -> set[int]:
    requests = Evidence.objects.filter(claim__in=claims, source__kind=SourceKind.REQUEST)
    # A request that says neither whom nor when is none yet.
    requests = requests.exclude(source__asked_whom="").exclude(source__asked_on=None)
    return set(requests.values_list("claim", flat=True))


def _claim_keys(bench: Workbench) -> dict[int, str]:
    """What a ruling on a claim is given on: what it says, its words in the copy, its last step.

    With the step, a claim that was judged anew is not what it was, whatever the verdict.
    """
    words: defaultdict[int, list[str]] = defaultdict(list)
    for passage in bench.passages:
        words[passage.claim_id].append(passage.exact)
    steps = Event.objects.filter(claim__in=bench.accepted).exclude(to_stage="").order_by()
    last_steps = dict(steps.values_list("claim").annotate(Max("pk")))
    return {
        claim.pk: _key(
            claim.pk,
            claim.stage,
            claim.verdict,
            claim.statement,
            claim.kind,
            claim.claimant_id,
            claim.figure,
            last_steps.get(claim.pk),
            words[claim.pk],
        )
        for claim in bench.accepted
    }


def _quotation_key(row: QuotationRow) -> str:
    found = row.comparison
    if found is None:
        return _key(row.words, row.state)
    return _key(row.words, row.state, found.snapshot_id, found.changes)


def _key(*state: Any) -> str:
    """SHA-256 of what an item is, as JSON."""
    return digest_of(json.dumps(state, sort_keys=True))


def _to_claim(article: Article, claim: Claim | None) -> str:
    """Where a person deals with it: the claim beside the text, or the text."""
    return _in_text(article, claim=claim.pk) if claim else article.get_absolute_url()


def _in_text(article: Article, **query: int) -> str:
    return reverse("article", args=[article.pk], query=query)
