"""The articles of a synthetic desk: their texts, and how far each has come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from claims.choices import Stage, Verb, Verdict
from claims.models import (
    Article,
    Claimant,
    Clearance,
    Revision,
    SignOff,
    User,
)
from claims.seeding.copying import Rows
from claims.seeding.histories import History
from claims.seeding.negotiation import Negotiation
from claims.seeding.people import People
from claims.seeding.prose import Prose, Sentence
from claims.seeding.sources import SeededSource
from claims.text.passages import digest_of

LONG, EVERY = 400, 50  # So many claims has every fiftieth article,
EQUAL = 40  # so many every tenth, to compare them,
SHORT = range(24, 61)  # and the others something in between: fifty on average.
OUTLETS = 40
YEARS_BACK = 6
IN_WORK = 0.1  # Of all articles, the newest.
PUBLISHED = 0.3  # Of the others.
NEGOTIATED = 0.3
PLAIN = 0.4  # Sentences that claim nothing, to each that does.
FRESH = timedelta(minutes=2)

IN_WORK_STAGES = {
    Stage.PROPOSED: 35, Stage.OPEN: 20, Stage.CHECKING: 20, Stage.APPROVAL: 12,
    Stage.CLOSED: 8, Stage.DISMISSED: 5,
}  # fmt: skip
LEFT_STAGES = {Stage.CLOSED: 35, Stage.DISMISSED: 45, Stage.PROPOSED: 15, Stage.OPEN: 5}
PUBLISHED_STAGES = {Stage.CLOSED: 60, Stage.DISMISSED: 40}
VERDICTS = {
    Verdict.VERIFIED: 60, Verdict.FALSE: 10, Verdict.MISLEADING: 8, Verdict.DISPUTED: 8,
    Verdict.UNVERIFIABLE: 8, Verdict.OUTDATED: 6,
}  # fmt: skip


def size_of(number: int) -> int:
    """How many claims the `number`-th article has, counted from 1."""
    if number % EVERY == 0:
        return LONG
    return EQUAL if number % 10 == 1 else SHORT[number * 7 % len(SHORT)]


@dataclass
class Draft:
    """A text as it is written; `sentences` are (start, sentence) pairs."""

    text: str
    sentences: list[tuple[int, Sentence]]

    def add(self, sentence: Sentence, gap: str) -> None:
        self.sentences.append((len(self.text) + len(gap), sentence))
        self.text += gap + sentence.text


@dataclass
class Newsroom:
    """Writes one article after the other, the oldest first."""

    rows: Rows
    random: Random
    prose: Prose
    people: People
    claimants: Sequence[Claimant]
    sources: Sequence[SeededSource]
    today: datetime
    outlets: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.outlets = [f"{self.prose.place()} Courier" for _ in range(OUTLETS)]

    def write(self, number: int, of: int, claims: int) -> None:
        """The `number`-th of `of` articles, with so many claims."""
        in_work = number > of * (1 - IN_WORK)
        is_published = not in_work and self.random.random() < PUBLISHED
        days = (of - number) * 365 * YEARS_BACK // of + 1
        at = self.today - timedelta(days=days, minutes=self.random.randint(0, 600))
        article = self._article(at, in_work)
        draft = self._draft(claims)
        revision = self._hand_in(article, draft.text, at)
        histories = self._propose(revision, draft, at + FRESH)
        if in_work:
            self._check(article, histories, IN_WORK_STAGES, VERDICTS)
        elif is_published:
            self._check(article, histories, PUBLISHED_STAGES, {Verdict.VERIFIED: 1})
        else:
            self._check(article, histories, LEFT_STAGES, VERDICTS)
        self._clear(article, revision, draft, histories, 0.3 if in_work else 1)
        if is_published:
            self._publish(article, revision, at + timedelta(days=1))
        elif self.random.random() < NEGOTIATED:
            Negotiation(self.rows, self.random, article, revision, self.people, at).hold(histories)

    def _article(self, at: datetime, in_work: bool) -> Article:
        random = self.random
        author = random.choice(
            self.people.reporters if random.random() < 0.97 else self.people.checkers
        )
        deadline = at + timedelta(days=1)
        if in_work:  # From two days ago to ten days on, at full quarters of an hour.
            deadline = self.today + timedelta(minutes=15 * random.randint(-200, 960))
        return self.rows.add(
            Article,
            outlet=random.choice(self.outlets),
            byline=f"The {self.prose.place()} desk",
            language="en",
            published_on=at.date(),
            deadline=None if random.random() < 0.1 else deadline,
            handed_in_by=author,
            created_at=at,
        )

    def _draft(self, claims: int) -> Draft:
        random, prose = self.random, self.prose
        headline = Sentence(prose.headline(), None, [])
        draft = Draft(headline.text, [(0, headline)])
        left, gap = claims, "\n\n"
        while left:
            if random.random() < PLAIN / (1 + PLAIN):
                sentence = prose.sentence(0)
            else:
                two = claims == LONG or random.random() < 0.2
                sentence = prose.sentence(2 if two and left > 1 else 1)
                left -= len(sentence.claimed)
            draft.add(sentence, gap)
            gap = " " if random.random() < 0.7 else "\n\n"
        return draft

    def _hand_in(self, article: Article, text: str, at: datetime) -> Revision:
        author = article.handed_in_by
        revision = self.rows.add(
            Revision, article=article, number=1, text=text, created_by=author, created_at=at
        )
        article.current_revision_id = revision.pk
        told = {"revision": revision.pk, "sha256": digest_of(text)}
        self._event(article, author, at, Verb.HAND_IN, "", told)
        return revision

    def _propose(self, revision: Revision, draft: Draft, at: datetime) -> list[History]:
        histories = []
        for start, sentence in draft.sentences:
            claimant = None if sentence.claimant is None else self.claimants[sentence.claimant]
            for claimed in sentence.claimed:
                score = round(self.random.random(), 3)
                history = History(self.rows, claimed, claimant, score, revision, start, at)
                histories.append(history)
        return histories

    def _check(
        self,
        article: Article,
        histories: Sequence[History],
        stages: dict[Stage, int],
        verdicts: dict[Verdict, int],
    ) -> None:
        random = self.random
        chosen = random.choices(list(stages), list(stages.values()), k=len(histories))
        given = random.choices(list(verdicts), list(verdicts.values()), k=len(histories))
        checkers = self._others(article, self.people.checkers)
        editors = self._others(article, self.people.editors)
        for history, stage, verdict in zip(histories, chosen, given, strict=True):
            sources = random.choices(self.sources, k=random.choice([1, 1, 2]))
            checker = random.choice(checkers)
            editor = random.choice([person for person in editors if person != checker])
            history.bring_to(stage, verdict, checker, editor, sources, random)

    def _clear(
        self,
        article: Article,
        revision: Revision,
        draft: Draft,
        histories: Sequence[History],
        share: float,
    ) -> None:
        """A share of the sentences without a claim to check, cleared by one person."""
        reader = self.random.choice(self._others(article, self.people.checkers))
        at = article.created_at + timedelta(hours=2)
        plain, in_order = [], iter(histories)
        for start, sentence in draft.sentences:
            found = [next(in_order) for _ in sentence.claimed]
            if all(history.claim.stage == Stage.DISMISSED for history in found):
                plain.append((start, sentence.text))
        for start, words in plain:
            if self.random.random() >= share:
                continue
            end = start + len(words)
            self.rows.add(
                Clearance,
                revision_id=revision.pk,
                start=start,
                end=end,
                cleared_by_id=reader.pk,
                cleared_at=at,
            )
            place = {"revision": revision.pk, "start": start, "end": end}
            wording = place | {"exact": words, "sha256": digest_of(words)}
            self._event(article, reader, at, Verb.CLEAR, words, wording)

    def _publish(self, article: Article, revision: Revision, at: datetime) -> None:
        editor = self.random.choice(self._others(article, self.people.editors))
        signed = self.rows.add(
            SignOff, revision_id=revision.pk, signed_by_id=editor.pk, signed_at=at, open_items=[]
        )
        signing = {"revision": revision.pk, "open_items": []}
        self._event(article, editor, at, Verb.SIGN_OFF, "Revision 1", signing)
        article.published_at, article.published_revision_id = at + FRESH, revision.pk
        published = {"revision": revision.pk, "sign_off": signed.pk}
        self._event(article, editor, article.published_at, Verb.PUBLISH, "", published)

    def _event(
        self, article: Article, person: User, at: datetime, verb: Verb, note: str, wording: Any
    ) -> None:
        self.rows.add_event(person, at, verb, note, wording, article_id=article.pk)

    def _others(self, article: Article, people: Sequence[User]) -> list[User]:
        """Those who may judge what is in the article."""
        return [person for person in people if person.pk != article.handed_in_by_id]
