"""What the machine proposes: stored as claims that nobody has accepted yet."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims import workflow
from claims.choices import ClaimantKind, Language, Stage, Verb
from claims.errors import Conflict
from claims.models import Article, Claim, Claimant, Event, Passage, Revision, User
from claims.permissions import check_can_enter
from claims.proposals import Proposal, proposer
from claims.selectors.revisions import unchanged_sentences
from claims.services.articles import check_is_current
from claims.services.claimants import find_or_make_claimant
from claims.services.claims import ClaimInput, amend_claim_as_said, place_passage
from claims.services.saving import locked, record, store
from claims.tasks import propose_waiting
from claims.text.dates import DateMention
from claims.text.passages import anchor_at
from claims.text.sentences import Span

# Code points that are looked through while a person waits: about a second's work.
PROPOSED_AT_ONCE = 50_000

LARGEST = 10**24  # What the columns of a figure hold.


def find_claims(actor: User, article: Article) -> list[Claim]:
    """Propose what the whole text holds that the article does not know yet; gives what is new."""
    check_can_enter(actor)
    return _propose(article, None)


@transaction.atomic
def ask_proposals(actor: User, article: Article) -> None:
    """Have a task find the claims of a text that is too long to wait for."""
    check_can_enter(actor)
    wait_for_proposals(locked(article), None)


def wait_for_proposals(article: Article, since: Revision | None) -> None:
    """Have a task propose for what is new since a revision, or for the whole text.

    The article's row is locked. What waits already is waited for together with it.
    """
    if since and article.proposing_since:
        since = article.proposing_from
    article.proposing_since, article.proposing_from = timezone.now(), since
    article.save(update_fields=["proposing_since", "proposing_from"])
    propose_waiting.enqueue(article.pk)


def propose_at_once(revision: Revision) -> None:
    """Propose for a revision that was just stored, where its text is short: nobody has to wait for
    a worker."""
    if len(revision.text) <= PROPOSED_AT_ONCE:
        propose_requested(revision.article_id)


def propose_requested(article_pk: int) -> list[Claim]:
    """Do what an article waits for; where another has done it, nothing."""
    waiting = Article.objects.filter(pk=article_pk, proposing_since__isnull=False)
    article = waiting.select_related("current_revision", "proposing_from").first()
    return _propose(article, article.proposing_from) if article else []


def _propose(article: Article, since: Revision | None) -> list[Claim]:
    """No row is locked while the text is read. Where another revision came in meanwhile or the
    text was asked for anew, nothing is stored: that is waited for by itself."""
    revision = article.current_revision
    found = proposer()(revision.text, article.published_on, article.language)
    if since:
        # What stood there before was proposed before, or found to be none.
        known = unchanged_sentences(since, revision).values()
        found = [p for p in found if not any(place and p.span.overlaps(place) for place in known)]
    with transaction.atomic():
        now = locked(article)
        read = (article.current_revision_id, article.proposing_since)
        if (now.current_revision_id, now.proposing_since) != read:
            return []
        now.proposing_since = now.proposing_from = None
        now.save(update_fields=["proposing_since", "proposing_from"])
        return store_proposals(revision, found)


@transaction.atomic
def store_proposals(revision: Revision, proposals: Sequence[Proposal]) -> list[Claim]:
    """Store as proposed claims those proposals that the article does not know yet.

    It knows what a claim of its stands for, a dismissed one too: nothing is proposed twice.
    Of two who ask at once, the second finds what the first has stored.
    """
    Revision.objects.select_for_update(no_key=True).get(pk=revision.pk)
    known = list(revision.passages.values_list("start", "end", "claim__kind"))
    new = [proposal for proposal in proposals if not _is_known(proposal, known)]
    speakers = {p.claimant: p for p in new if p.claimant is not None}
    # Always in the same order: each takes a lock, and two articles may name the same people.
    claimants = {name: _claimant(speakers[name]) for name in sorted(speakers, key=str.lower)}
    claims = [_claim(proposal, revision, claimants) for proposal in new]
    Claim.objects.bulk_create(claims)
    passages = Passage.objects.bulk_create(
        Passage(
            claim=claim,
            article=revision.article,
            revision=revision,
            **asdict(anchor_at(revision.text, proposal.span.start, proposal.span.end)),
        )
        for claim, proposal in zip(claims, new, strict=True)
    )
    Claim.objects.update_places([claim.pk for claim in claims])
    Event.objects.bulk_create(
        Event(
            claim=claim,
            verb=Verb.PROPOSE,
            to_stage=claim.stage,
            note="; ".join(claim.cues),
            wording=workflow.wording(claim, [passage], []),
        )
        for claim, passage in zip(claims, passages, strict=True)
    )
    return claims


@transaction.atomic
def amend_proposal(
    actor: User,
    claim: Claim,
    version: int,
    said: ClaimInput,
    revision: Revision,
    start: int,
    end: int,
) -> Event | None:
    """Reword a proposal, and tighten or widen its words to text[start:end] of the revision that the
    person saw.

    None where nothing differs.
    """
    _check_is_proposal(actor, claim)
    check_is_current(revision)
    amended = amend_claim_as_said(actor, claim, version, said)
    passage = claim.passages.earliest("pk")
    anchor = anchor_at(revision.text, start, end)
    if (anchor.start, anchor.end) == (passage.start, passage.end):
        return amended
    former = passage.exact
    for name, value in asdict(anchor).items():
        setattr(passage, name, value)
    passage.placed_by = actor
    Claim.objects.swap(claim)
    store(passage)
    return record(claim, actor, Verb.AMEND, before={"passage": former})


@transaction.atomic
def accept_as_said(
    actor: User,
    claim: Claim,
    version: int,
    said: ClaimInput,
    revision: Revision,
    start: int,
    end: int,
) -> Event:
    """Take a proposal for a claim, worded and placed as the person would have it."""
    amend_proposal(actor, claim, version, said, revision, start, end)
    return workflow.advance(claim, Verb.ACCEPT, actor, claim.version)


@transaction.atomic
def merge_proposal(actor: User, claim: Claim, version: int, into: Claim) -> Event:
    """Find a proposal to repeat another claim: its passages are placed under that one.

    Gives the event that says so on the other claim, or, where that stood there already, on this.
    """
    _check_is_proposal(actor, claim)
    if into.stage == Stage.PROPOSED:
        raise Conflict(f"Claim {into.pk} is a proposal itself: accept it first.")
    _lock_for_merging(claim, into)
    note = workflow.Inputs(note=f"Repeats claim {into.pk}.")
    event = workflow.advance(claim, Verb.DISMISS, actor, version, note)
    for passage in claim.passages.select_related("revision__article"):
        start, end = passage.start, passage.end
        if into.passages.filter(revision=passage.revision, start=start, end=end).exists():
            continue
        event = place_passage(actor, into, into.version, passage.revision, start, end)
    return event


@transaction.atomic
def accept_all(actor: User, article: Article, score: float) -> list[Event]:
    """Accept the article's proposals with this score or a higher one, without reading them:
    their sentences stay unread."""
    check_can_enter(actor)
    proposals = Claim.objects.filter(
        passages__revision=article.current_revision_id, stage=Stage.PROPOSED, score__gte=score
    )
    inputs = workflow.Inputs(has_read=False, note=f"all with a score of {score:.2f} or more")
    return [
        workflow.advance(claim, Verb.ACCEPT, actor, claim.version, inputs)
        for claim in proposals.distinct().select_related("claimant").order_by("pk")
    ]


@transaction.atomic
def undo_accept_all(actor: User, events: Iterable[Event]) -> list[Claim]:
    """Take back those of one's own steps that can still be undone; the others stand."""
    undone = []
    for event in events:
        claim = event.claim
        is_last = claim and claim.events.latest("pk") == event
        if claim and is_last and workflow.can_undo(event, actor):
            workflow.undo(claim, actor, claim.version)
            undone.append(claim)
    return undone


def _lock_for_merging(claim: Claim, into: Claim) -> None:
    """Whoever locks articles and claims locks the articles first, and the claims in order."""
    articles = Article.objects.filter(pk__in=claim.passages.order_by().values("article"))
    claims = Claim.objects.filter(pk__in=[claim.pk, into.pk])
    list(articles.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    list(claims.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _check_is_proposal(actor: User, claim: Claim) -> None:
    check_can_enter(actor)
    if claim.stage != Stage.PROPOSED:
        raise Conflict("This is no proposal any more. This is how it stands now.")


def _is_known(proposal: Proposal, known: Sequence[tuple[int, int, str]]) -> bool:
    return any(
        proposal.span == Span(start, end)
        or (kind == proposal.kind and proposal.span.overlaps(Span(start, end)))
        for start, end, kind in known
    )


def _claimant(proposal: Proposal) -> Claimant:
    name = str(proposal.claimant)
    kind = proposal.claimant_kind or ClaimantKind.UNNAMED
    return find_or_make_claimant(name[:1].upper() + name[1:200], kind)


def _claim(proposal: Proposal, revision: Revision, claimants: dict[str, Claimant]) -> Claim:
    claim = Claim(
        statement=proposal.statement,
        kind=proposal.kind,
        claimant=claimants[proposal.claimant] if proposal.claimant is not None else None,
        dates=[_date(dated, revision.text) for dated in proposal.dates],
        cues=list(proposal.cues),
        score=proposal.score,
        search_config=Language(revision.article.language).search_config,
        **_figure(proposal, revision.text),
    )
    workflow.init_proposed(claim)
    return claim


def _figure(proposal: Proposal, text: str) -> dict[str, Any]:
    """The claim's figure; none where a number is larger than the desk's columns, or has an
    endless unit: a person reads it in the words."""
    figure = proposal.figure
    if figure is None or len(figure.unit) > 100 or figure.span.end - figure.span.start > 300:
        return {}
    numbers = [number for number in (figure.low, figure.high) if number is not None]
    if any(abs(number) >= LARGEST for number in numbers):
        return {}
    return {
        "figure_text": text[figure.span.start : figure.span.end],
        "figure_low": None if figure.low is None else Decimal(str(figure.low)),
        "figure_high": None if figure.high is None else Decimal(str(figure.high)),
        "figure_unit": figure.unit,
        "figure_qualifier": figure.qualifier,
    }


def _date(dated: DateMention, text: str) -> dict[str, Any]:
    """A date as the claim keeps it: the words, from, to in ISO 8601, and how it was read."""
    return {
        "text": text[dated.span.start : dated.span.end],
        "from": dated.first and dated.first.isoformat(),
        "to": dated.last and dated.last.isoformat(),
        "reading": dated.reading,
    }
