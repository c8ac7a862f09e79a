"""The workbench: an article's text with its marks, what is read of it, and how its claims stand."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import Exists, OuterRef, Q

from claims.choices import ACCEPTED, Stage, Status, Verb, in_order
from claims.models import Article, Claim, Event, Passage, Revision, SignOff, User
from claims.models.people import accounts_of
from claims.permissions import can_clear
from claims.roles import Capability
from claims.selectors.negotiation import UnsettledCounts, unsettled_in
from claims.text.marking import Part, Run, marked_lines
from claims.text.sentences import Span, lines_of, sentences_of

SCORES = [90, 80, 70, 60, 50, 0]  # In per cent: from there on proposals are accepted all at once.
CHOICE = 60  # Characters.
KEPT_TEXTS = 64


# What the page shows of a passage and its claim: a long text has hundreds.
LISTED = [
    *["article", "revision", "start", "end", "exact", "digest", "judgement", "sentence_stands"],
    *(
        f"claim__{name}"
        for name in [
            *["statement", "kind", "score", "stage", "verdict", "version", "submission"],
            *["figure_text", "figure_low", "figure_high", "figure_unit", "figure_qualifier"],
            *["accepted_by", "submitted_by", "claimant__name"],
            *["assignee__username", "assignee__first_name", "assignee__last_name"],
        ]
    ),
]
CLEARED = [
    *["revision", "start", "end"],
    *["cleared_by__username", "cleared_by__first_name", "cleared_by__last_name"],
]


@dataclass(frozen=True)
class Progress:
    """How far an article is: distinct claims by status, and its unread sentences."""

    statuses: list[tuple[Status, int]]
    unread: int
    sentences: int

    @property
    def claims(self) -> int:
        return sum(count for _, count in self.statuses)


@dataclass(frozen=True)
class DrawnPart:
    """A part of the text, and whether a person has read it: 'unread', 'read', or 'partly' where
    only the words of a claim are read."""

    sentence: Span | None
    state: str
    runs: Sequence[Run]

    @property
    def start(self) -> int:
        return self.runs[0].start


@dataclass(frozen=True)
class DrawnLine:
    tag: str
    parts: list[DrawnPart]


class Workbench:
    """One article for one person; each part is read when it is first asked for."""

    def __init__(self, article: Article, user: User) -> None:
        self.article = article
        self.user = user
        self.revision: Revision = article.current_revision
        self.text: str = self.revision.text

    @cached_property
    def passages(self) -> list[Passage]:
        """With their claims, in the order of the text."""
        found = self.revision.passages.select_related("claim__claimant", "claim__assignee")
        return list(found.only(*LISTED))

    @cached_property
    def cleared(self) -> dict[Span, str]:
        """Who cleared each sentence that holds nothing to check."""
        found = self.revision.clearances.select_related("cleared_by").only(*CLEARED)
        return {Span(row.start, row.end): str(row.cleared_by) for row in found}

    @cached_property
    def sentences(self) -> Sequence[Span]:
        return _sentences(self.text, self.article.language)

    @cached_property
    def claims(self) -> list[Claim]:
        """Each claim once, in the order of its first passage."""
        return list({passage.claim_id: passage.claim for passage in self.passages}.values())

    @cached_property
    def lost(self) -> list[Passage]:
        """What earlier revisions said and this one does not, until a person deals with it."""
        if self.revision.number == 1:
            return []
        return list(Passage.objects.filter(article=self.article).lost().select_related("claim"))

    @cached_property
    def last_sign_off(self) -> SignOff | None:
        found = SignOff.objects.filter(revision__article=self.article)
        found = found.select_related("revision", "signed_by")
        found = found.defer("revision__text", "open_items", *accounts_of("signed_by"))
        return found.order_by("-pk").first()

    @cached_property
    def unsettled(self) -> UnsettledCounts:
        return unsettled_in(self.article)

    @property
    def is_signed(self) -> bool:
        """Whether neither a later revision nor an editor withdrew the last sign-off."""
        last = self.last_sign_off
        return bool(last and last.revision_id == self.revision.pk and not last.withdrawn_at)

    @cached_property
    def proposals(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.stage == Stage.PROPOSED]

    @cached_property
    def accepted(self) -> list[Claim]:
        """The claims that a person made or accepted and that nobody dismissed."""
        aside = {Stage.PROPOSED, Stage.DISMISSED}
        return [claim for claim in self.claims if claim.stage not in aside]

    @cached_property
    def dismissals(self) -> list[Event]:
        """Of each dismissed claim, in text order, the event that says by whom and why."""
        dismissed = {claim.pk: claim for claim in self.claims if claim.stage == Stage.DISMISSED}
        if not dismissed:
            return []
        events = Event.objects.filter(claim__in=dismissed, verb=Verb.DISMISS).order_by("pk")
        events = events.select_related("actor").defer("before", "wording")
        last = {event.claim_id: event for event in events}
        for pk, claim in dismissed.items():
            if pk in last:
                last[pk].claim = claim
        return [last[pk] for pk in dismissed if pk in last]

    @cached_property
    def score_choices(self) -> list[tuple[int, int]]:
        """(score in per cent, number of proposals with that or more), where there are any."""
        scores = [claim.score for claim in self.proposals if claim.score is not None]
        counts = [(least, sum(score >= least / 100 for score in scores)) for least in SCORES]
        return [(least, count) for least, count in counts if count]

    @cached_property
    def shown(self) -> dict[int, Passage]:
        """The passages that are drawn: those of dismissed claims are not."""
        return {p.pk: p for p in self.passages if p.claim.stage != Stage.DISMISSED}

    @cached_property
    def drawn(self) -> list[DrawnLine]:
        """The text as the page draws it: the headline first, then a paragraph a line."""
        return [
            DrawnLine("p" if number else "h1", [self._drawn(part) for part in parts])
            for number, parts in enumerate(self._marked(lines_of(self.text)))
        ]

    def parts_of(self, claims: Collection[int | None]) -> list[DrawnPart]:
        """The parts of the text that are drawn otherwise where these claims have changed."""
        return self.parts_around(
            Span(p.start, p.end) for p in self.passages if p.claim_id in claims
        )

    def parts_around(self, spans: Iterable[Span]) -> list[DrawnPart]:
        """The parts of the text that these spans touch, and those of passages that overlap them:
        where one mark comes or goes, the others may be on other lanes."""
        changed = list(spans)
        passages = [Span(p.start, p.end) for p in self.passages]
        clusters = [c for c in joined([*passages, *changed]) if any(map(c.overlaps, changed))]
        lines = [line for line in lines_of(self.text) if any(map(line.overlaps, clusters))]
        return [
            self._drawn(part)
            for parts in self._marked(lines)
            for part in parts
            if any(map(span_of(part).overlaps, clusters))
        ]

    def _marked(self, lines: Sequence[Span]) -> list[list[Part]]:
        spans = [(p.pk, Span(p.start, p.end)) for p in self.shown.values()]
        return marked_lines(self.text, self.sentences, spans, lines)

    @cached_property
    def unread(self) -> list[Span]:
        """The sentences that no person has read: neither cleared, nor with a claim that a person
        made or accepted and that stands in stage open or later."""
        return unread_among(self.sentences, self.cleared, self.passages)

    @cached_property
    def progress(self) -> Progress:
        return Progress(
            statuses=in_order(Counter(claim.status for claim in self.claims)),
            unread=len(self.unread),
            sentences=len(self.sentences),
        )

    def sentence_at(self, start: int) -> Span | None:
        return next((s for s in self.sentences if s.start <= start < s.end), None)

    @property
    def unread_rows(self) -> list[tuple[int, str]]:
        """(start, words) of each unread sentence."""
        return [(s.start, self.text[s.start : s.end]) for s in self.unread]

    @property
    def unread_choices(self) -> list[tuple[Span, str]]:
        """Each unread sentence with as many of its words as a list to choose from shows."""
        return [(s, self.text[s.start : s.end][:CHOICE]) for s in self.unread]

    @property
    def read_rows(self) -> list[tuple[int, str]]:
        """(start, words) of each sentence that is cleared, or read as far as its claims go."""
        read = (s for s in self.sentences if s not in self._unread_set)
        return [(s.start, self.text[s.start : s.end]) for s in read]

    def _drawn(self, part: Part) -> DrawnPart:
        return DrawnPart(part.sentence, self._state(part.sentence), part.runs)

    def _state(self, sentence: Span | None) -> str:
        if sentence is None or sentence in self.cleared:
            return "read"
        return "unread" if sentence in self._unread_set else "partly"

    @cached_property
    def _unread_set(self) -> set[Span]:
        return set(self.unread)

    @property
    def may_enter(self) -> bool:
        return self.user.may(Capability.ENTER)

    @property
    def is_own(self) -> bool:
        return self.article.handed_in_by_id == self.user.pk

    @property
    def may_judge(self) -> bool:
        """Whether proposals are this person's to accept."""
        return self.user.may(Capability.CHECK)

    @property
    def may_clear(self) -> bool:
        return can_clear(self.user, self.article)

    def next_for_user(self, after: Claim | None) -> int | None:
        """The key of the next claim in the text, from `after` round to it, that needs this person:
        first what only they can go on with, then what anybody on the desk can."""
        if not self.user.may(Capability.CHECK):
            return None
        passages = Passage.objects.filter(revision=self.revision)
        here = passages.filter(needing(self.user) | Q(claim=after))
        stages = dict(here.values_list("claim", "claim__stage"))
        order = list(stages)
        if after and after.pk in stages:
            place = order.index(after.pk)
            order = order[place + 1 :] + order[:place]
        return min(order, key=lambda pk: stages[pk] in FOR_ANYBODY, default=None)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap as one, in the order of the text."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def span_of(part: Part) -> Span:
    last = part.runs[-1]
    return Span(part.runs[0].start, last.start + len(last.text))


def unread_among(
    sentences: Sequence[Span], cleared: Iterable[Span], passages: Iterable[Passage]
) -> list[Span]:
    """Those of a revision's sentences that no person has cleared or found a claim in."""
    read = set(cleared)
    starts = [sentence.start for sentence in sentences]
    ends = [sentence.end for sentence in sentences]
    for passage in passages:
        is_read = passage.claim.accepted_by_id and passage.sentence_stands
        if is_read and passage.claim.stage in ACCEPTED:
            first = bisect_right(ends, passage.start)
            read.update(sentences[first : bisect_left(starts, passage.end)])
    return [sentence for sentence in sentences if sentence not in read]


def next_proposal(article: Article, after: Claim) -> int | None:
    """The key of the next proposal in the text, from `after` round to it; None where none is left.

    Without the rest of the workbench, for a step that ends on another claim.
    """
    passages = Passage.objects.filter(revision=article.current_revision_id)
    here = Q(claim__stage=Stage.PROPOSED) | Q(claim=after)
    order = list(passages.filter(here).values_list("claim", flat=True))
    place = order.index(after.pk) if after.pk in order else 0
    return next((pk for pk in order[place:] + order[:place] if pk != after.pk), None)


FOR_ANYBODY = [Stage.PROPOSED.value, Stage.OPEN.value]


def needing(user: User) -> Q:
    """The passages whose claim needs this checker or editor. Of what they handed in, only the
    proposals are theirs to judge."""
    theirs = Q(claim__stage=Stage.CHECKING, claim__assignee=user) | Q(claim__stage=Stage.OPEN)
    if user.may(Capability.APPROVE):
        theirs |= Q(claim__stage=Stage.APPROVAL) & ~Q(claim__submitted_by=user)
    own = Passage.objects.filter(claim=OuterRef("claim"), article__handed_in_by=user)
    return Q(claim__stage=Stage.PROPOSED) | Q(theirs, ~Exists(own))


# A text never changes, and opening it is most of what a page with it takes.
@lru_cache(maxsize=KEPT_TEXTS)
def _sentences(text: str, language: str) -> tuple[Span, ...]:
    return tuple(sentences_of(text, language))
