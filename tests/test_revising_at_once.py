"""What somebody does while another brings in a revision: in the new text, or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import pytest
from django.db import connection, transaction

from claims.choices import Stage, Verb
from claims.errors import Refused
from claims.models import Article, Claim, Passage
from claims.roles import Role
from claims.services import proposals, revisions
from claims.services.claims import ClaimInput
from claims.services.saving import locked
from tests.factories import TEXT, make_article, make_claim, make_person, make_proposal, revision_of

pytestmark = pytest.mark.django_db(transaction=True)

DENIAL = "The Kremlin denies any plan to invade."
DONE = "done"


def while_revising(
    article: Article, text: str, act: Callable[[], object], *, locked_only: bool = False
) -> str:
    """What came of `act`, which waits, on a connection of its own, for the article's next revision;
    with `locked_only` it begins when that has only locked the article."""
    backends: SimpleQueue[int] = SimpleQueue()

    def run() -> str:
        try:
            connection.ensure_connection()
            backends.put(connection.connection.info.backend_pid)
            act()
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return DONE

    def revise() -> None:
        number = article.current_revision.number
        revisions.revise(article.handed_in_by, article, number, text)

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic(), connection.cursor() as cursor:
            if locked_only:
                locked(article)
            else:
                revise()
            outcome, is_waiting = threads.submit(run), False
            backend = backends.get(timeout=10)
            while not is_waiting and not outcome.done():
                cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [backend])
                is_waiting = cursor.fetchone()[0]
            if locked_only:
                revise()
        return outcome.result()


def test_a_proposal_is_placed_in_the_text_that_was_read_or_not_at_all() -> None:
    checker, article = make_person(Role.CHECKER), make_article()
    proposal = make_proposal(article, DENIAL)
    claim, seen = Claim.objects.get(pk=proposal.pk), proposal.passages.get()
    said = ClaimInput({"statement": claim.statement, "kind": claim.kind})

    def tighten() -> None:
        proposals.amend_proposal(
            checker, claim, claim.version, said, seen.revision, seen.start, seen.end - 1
        )

    assert while_revising(article, f"Another head\n\n{TEXT}", tighten) == "Conflict"
    passage = proposal.passages.get()
    assert (passage.revision, passage.exact) == (revision_of(article), DENIAL)


def test_lost_words_are_placed_in_the_text_that_was_read_or_not_at_all() -> None:
    checker, article = make_person(Role.CHECKER), make_article()
    make_claim(article, DENIAL)
    second = revisions.revise(checker, article, 1, "Head\n\nIt was a cold morning.")
    lost = Passage.objects.lost().select_related("article").get()
    claim = lost.claim

    def place() -> None:
        revisions.place_lost(checker, claim, claim.version, lost, second, 6, 27)

    article = Article.objects.get(pk=article.pk)
    assert while_revising(article, f"New\n\n{second.text}", place) == "Conflict"
    assert Passage.objects.lost().get() == lost


def test_a_proposal_is_merged_while_a_revision_comes_in() -> None:
    checker, article = make_person(Role.CHECKER), make_article()
    other, proposal = make_claim(), make_proposal(article, DENIAL)

    def merge() -> None:
        proposals.merge_proposal(checker, proposal, proposal.version, other)

    text = f"Another head\n\n{TEXT}"
    assert while_revising(article, text, merge, locked_only=True) == DONE
    assert Claim.objects.get(pk=proposal.pk).stage == Stage.DISMISSED
    assert other.events.latest("pk").verb == Verb.PLACE
    assert other.passages.get(article=article).revision == revision_of(article)
