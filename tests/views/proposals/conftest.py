"""A checker, and an article with three proposals."""

import pytest

from claims.models import Article, Claim, User
from claims.roles import Role
from tests.factories import make_article, make_person, make_proposal


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def proposals(article: Article) -> list[Claim]:
    """In the order of the text."""
    places = ["Alliance readies", "about 100,000 troops", "denies any plan"]
    return [make_proposal(article, words) for words in places]
