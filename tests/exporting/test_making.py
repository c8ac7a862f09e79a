"""A packet is of one moment, whatever is written while it is gathered."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.db import connection

from claims.exporting.making import make_packet
from claims.models import Comparison, IdentityAccessLog, Packet
from claims.services import articles, revisions
from tests.exporting.files import TEXT, File

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def meanwhile(sql: str, act: Callable[[], object]) -> Iterator[None]:
    """Once, just before this connection runs such SQL, another one acts and commits."""
    acts = [act]

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connection.close()

    def execute(further: Callable[..., Any], told: str, *rest: Any) -> Any:
        if sql in told and acts:
            with ThreadPoolExecutor(1) as thread:
                thread.submit(run, acts.pop()).result()
        return further(told, *rest)

    with connection.execute_wrapper(execute):
        yield
    assert not acts


def asked(file: File, names_confidential: bool = False) -> Packet:
    return Packet(
        article=file.article,
        requested_by=file.checker,
        format="json",
        names_confidential=names_confidential,
    )


def test_what_is_written_while_it_is_gathered_is_in_it_whole_or_not_at_all() -> None:
    file = File().whole()
    before = make_packet(asked(file))

    def write() -> None:
        articles.amend_article(file.checker, file.article, outlet="Another Wire")
        revisions.revise(file.checker, file.article, 1, TEXT.replace("May", "June"))

    with meanwhile('FROM "claims_query"', write):
        assert make_packet(asked(file)) == before
    after = json.loads(make_packet(asked(file)))
    assert (after["article"]["outlet"], after["article"]["revision"]) == ("Another Wire", 2)
    assert [revision["number"] for revision in after["revisions"]] == [1, 2]


def test_what_was_written_since_the_packet_was_asked_for_is_in_it() -> None:
    file = File().whole()
    packet = asked(file)
    articles.amend_article(file.checker, file.article, outlet="Another Wire")
    packet.article.outlet = "Sample Wire"
    assert json.loads(make_packet(packet))["article"]["outlet"] == "Another Wire"


def test_two_that_compare_the_same_words_at_once_are_both_made() -> None:
    """The second meets rows that its moment has not, and is gathered anew: names are read once."""
    file = File().whole()
    file.confide(file.checker, "Quillon Ferrowvane")
    Comparison.objects.all().delete()
    with meanwhile('INSERT INTO "claims_comparison"', partial(make_packet, asked(file))):
        packet = json.loads(make_packet(asked(file, names_confidential=True)))
    assert [s["name"] for s in packet["sources"] if s["is_confidential"]] == ["Quillon Ferrowvane"]
    assert IdentityAccessLog.objects.count() == 1
