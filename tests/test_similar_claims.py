"""Claims that say nearly the same as another."""

import pytest

from claims.choices import Stage
from claims.models import Claim, User
from claims.roles import Role
from claims.selectors.similar_claims import similar_claim
from tests.factories import bring_to, make_article, make_claim, make_person, make_proposal

pytestmark = pytest.mark.django_db

SAID = "Moscow has moved about 100,000 troops to areas near its border."


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.mark.parametrize(
    ("statement", "is_found"),
    [
        (SAID, True),
        ("Moscow moved about 100,000 troops to areas near its border.", True),
        ("Russia has moved about 100,000 troops to areas near its border.", True),
        ("Moscow has moved troops.", False),
        ("The Kremlin denies any plan to invade.", False),
        ("100 % of _ it \\ is '; so.", False),
    ],
)
def test_what_nearly_repeats_a_claim(checker: User, statement: str, is_found: bool) -> None:
    claim = make_claim(statement=SAID)
    proposal = make_proposal(statement=statement)
    assert similar_claim(proposal, checker) == (claim if is_found else None)


def test_the_most_alike_of_several(checker: User) -> None:
    make_claim(statement=SAID.replace("near its", "close to the"))
    same = make_claim(statement=SAID)
    make_claim(statement=SAID)
    assert similar_claim(make_proposal(statement=SAID), checker) == same


def test_neither_itself_nor_a_proposal_nor_what_was_dismissed(checker: User) -> None:
    claim = make_claim(statement=SAID)
    make_proposal(statement=SAID)
    bring_to(Stage.DISMISSED, make_claim(statement=SAID), checker, checker)
    assert similar_claim(claim, checker) is None


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECKING, Stage.APPROVAL, Stage.CLOSED])
def test_a_claim_that_stands(checker: User, stage: Stage) -> None:
    claim = bring_to(stage, make_claim(statement=SAID), checker, make_person(Role.EDITOR))
    assert similar_claim(make_proposal(statement=SAID), checker) == claim


def test_only_what_the_person_may_see() -> None:
    reporter = make_person(Role.REPORTER)
    proposal = make_proposal(make_article(reporter), statement=SAID)
    make_claim(statement=SAID)
    assert similar_claim(proposal, reporter) is None
    own = make_claim(make_article(reporter), statement=SAID)
    assert similar_claim(proposal, reporter) == own


def test_any_text_can_be_asked_about(checker: User) -> None:
    for statement in ["x" * 1000, "😀" * 500, "%%__\\\\", "..."]:
        assert similar_claim(Claim(statement=statement), checker) is None
