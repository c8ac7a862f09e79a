"""What is negotiated about an article: a query and a correction, some of them answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from claims import correction_workflow
from claims.choices import CorrectionState, Verb
from claims.models import Article, Correction, Query, Revision, User
from claims.seeding.copying import Rows
from claims.seeding.histories import History
from claims.seeding.people import People

PAUSE = timedelta(minutes=20)
ANSWERED = 0.6  # Of the queries.
# What became of a correction, None where its author has not answered.
ANSWERS = [None, (Verb.AGREE, CorrectionState.ACCEPTED), (Verb.DECLINE, CorrectionState.DECLINED)]


@dataclass
class Negotiation:
    """Of one article: every step stores an event, the next a while later."""

    rows: Rows
    random: Random
    article: Article
    revision: Revision
    people: People
    at: datetime

    def hold(self, histories: Sequence[History]) -> None:
        about = self.random.sample(list(histories), min(2, len(histories)))
        self._ask(about[0])
        self._correct(about[-1], self.random.choice(ANSWERS))

    def _ask(self, history: History) -> None:
        asker = self._other_than_author(self.people.checkers)
        query = self.rows.add(
            Query,
            article_id=self.article.pk,
            claim_id=history.claim.pk,
            question="Where is this from?",
            asked_by_id=asker.pk,
            asked_at=self.at,
        )
        wording = {"query": query.pk, "claim": query.claim_id, "words": ""}
        self._event(asker, Verb.ASK, query.question, wording)
        if self.random.random() < ANSWERED:
            author = self.article.handed_in_by
            query.answer, query.answered_by_id = "From my notes of the day.", author.pk
            query.answered_at = self.at
            self._event(author, Verb.ANSWER, query.answer, wording)

    def _correct(self, history: History, answer: tuple[Verb, CorrectionState] | None) -> None:
        passage = history.passage
        asker = self._other_than_author(self.people.checkers)
        correction = self.rows.add(
            Correction,
            article_id=self.article.pk,
            revision_id=self.revision.pk,
            claim_id=history.claim.pk,
            start=passage.start,
            end=passage.end,
            exact=passage.exact,
            words=f"It is said that {passage.exact}",
            reason="The source puts it so.",
            suggested_by_id=asker.pk,
            suggested_at=self.at,
            moved_at=self.at,
        )
        self._record(correction, asker, Verb.SUGGEST, correction.reason)
        if answer:
            author = self.article.handed_in_by
            verb, correction.state = answer
            correction.moved_at, correction.moved_by_id = self.at, author.pk
            if verb is Verb.DECLINE:
                correction.answer, correction.answered_by_id = "I have it otherwise.", author.pk
            self._record(correction, author, verb, correction.answer)

    def _record(self, correction: Correction, person: User, verb: Verb, note: str) -> None:
        self._event(person, verb, note, correction_workflow.wording(correction))

    def _event(self, person: User, verb: Verb, note: str, wording: dict[str, Any]) -> None:
        self.rows.add_event(person, self.at, verb, note, wording, article_id=self.article.pk)
        self.at += PAUSE

    def _other_than_author(self, people: Sequence[User]) -> User:
        author = self.article.handed_in_by_id
        return self.random.choice([person for person in people if person.pk != author])
