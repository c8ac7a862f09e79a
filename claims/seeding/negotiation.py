"""What is negotiated about an article: a query, and corrections in each state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from claims import correction_workflow
from claims.choices import CorrectionState, Decision, OpenItem, Verb
from claims.models import Article, Correction, Query, Revision, Ruling, User
from claims.seeding.copying import Rows
from claims.seeding.histories import History
from claims.seeding.people import People

State = CorrectionState

PAUSE = timedelta(minutes=20)
ANSWERED = 0.6  # Of the queries.
# The steps behind the suggestion that lead to each state.
WAYS: list[list[tuple[Verb, State]]] = [
    [],
    [(Verb.AGREE, State.ACCEPTED)],
    [(Verb.COUNTER, State.COUNTERED)],
    [(Verb.DECLINE, State.DECLINED)],
    [(Verb.DECLINE, State.DECLINED), (Verb.RULE, State.UPHELD)],
    [(Verb.COUNTER, State.COUNTERED), (Verb.RULE, State.OVERRULED)],
    [(Verb.TAKE_BACK, State.WITHDRAWN)],
]


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
        self._correct(about[-1], self.random.choice(WAYS))

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

    def _correct(self, history: History, way: Sequence[tuple[Verb, State]]) -> None:
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
        for verb, state in way:
            correction.state, correction.moved_at = state.value, self.at
            actor = asker
            if verb is Verb.RULE:
                actor = self._other_than_author([e for e in self.people.editors if e != asker])
                self._rule(correction, actor, state)
            elif verb is not Verb.TAKE_BACK:
                actor = self.article.handed_in_by
            if verb in {Verb.COUNTER, Verb.DECLINE}:
                correction.answer, correction.answered_by_id = "I have it otherwise.", actor.pk
            if state is State.COUNTERED:
                correction.counter = f"By one account, {passage.exact}"
            correction.moved_by_id = actor.pk
            self._record(correction, actor, verb, correction.answer)

    def _rule(self, correction: Correction, editor: User, state: State) -> None:
        self.rows.add(
            Ruling,
            article_id=self.article.pk,
            item=OpenItem.CORRECTION,
            key=f"{correction.pk} {state}",
            about=f"“{correction.exact}” is to read “{correction.words}”",
            claim_id=correction.claim_id,
            correction_id=correction.pk,
            decision=Decision(state.value),
            reason="The source is clear.",
            ruled_by_id=editor.pk,
            ruled_at=self.at,
        )

    def _record(self, correction: Correction, person: User, verb: Verb, note: str) -> None:
        self._event(person, verb, note, correction_workflow.wording(correction))

    def _event(self, person: User, verb: Verb, note: str, wording: dict[str, Any]) -> None:
        self.rows.add_event(person, self.at, verb, note, wording, article_id=self.article.pk)
        self.at += PAUSE

    def _other_than_author(self, people: Sequence[User]) -> User:
        author = self.article.handed_in_by_id
        return self.random.choice([person for person in people if person.pk != author])
