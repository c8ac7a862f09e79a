"""The page of a source says what the last check found there."""

from collections.abc import Callable

import pytest

from claims.models import Source, User
from tests.factories import make_claim, make_evidence
from tests.monitoring.conftest import Monitor, page
from tests.views.browsing import read, signed_in
from tests.web.site import Site, redirect

pytestmark = pytest.mark.django_db

WORDS = "We counted three thousand people at the gate on Monday morning."
OTHERS = "Nobody was there, the mission says now, and the roads were empty all day long."
MISSING = "Quoted words are no longer there"


def test_missing_words_are_said_until_they_are_back(
    site: Site, source_of: Callable[..., Source], monitor: Monitor, checker: User
) -> None:
    site.pages["/report"] = page(WORDS)
    source = source_of()
    make_evidence(make_claim(), source=source, quote=WORDS)

    def said() -> str:
        return str(read(signed_in(checker), source.get_absolute_url()).one(class_="snapshots").text)

    monitor.check(0)
    assert MISSING not in said()
    site.pages |= {"/report": redirect("/moved"), "/moved": page(OTHERS)}
    monitor.check(1)
    assert MISSING in said()
    assert "The address leads on to" in said()
    site.pages["/moved"] = page(WORDS)
    monitor.check(2)
    assert MISSING not in said()
