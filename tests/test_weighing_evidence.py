"""Evidence side by side, the strongest first, its quoted words compared with what was captured."""

from typing import Any

import pytest

from claims.choices import CaptureWay, CheckOutcome
from claims.documents.sources import CapturedDocument
from claims.models import Claim, Comparison, Snapshot, Source, User
from claims.selectors.evidence import known_source, weighed
from claims.selectors.quotations import compare_with_snapshots
from claims.services import snapshots
from tests.factories import make_claim, make_evidence, make_person, make_source

pytestmark = pytest.mark.django_db

SAID = "We counted 3,000 people on the square. We did not count the side streets."


def capture(source: Source, text: str = SAID) -> Snapshot:
    captured = CapturedDocument(text.encode(), "text/plain", CaptureWay.PASTED, text=text)
    return snapshots.store_snapshot(None, source, captured)


@pytest.fixture
def claim() -> Claim:
    return make_claim()


@pytest.fixture
def editor() -> User:
    return make_person("Editor")


def bring(claim: Claim, **fields: Any) -> Any:
    source = fields.pop("source", None) or make_source(**fields.pop("of", {}))
    return make_evidence(claim, source=source, **fields)


def test_each_stance_has_its_side_the_strongest_first(claim: Claim, editor: User) -> None:
    agency = make_source(rank="primary")
    weak = bring(claim, of={"relies_on": agency})
    strong = bring(claim, source=agency, quote="We counted 3,000 people")
    against = bring(claim, stance="disputes")
    capture(agency)
    sides = {
        side.stance: [row.evidence for row in side.rows] for side in weighed(claim, editor).sides
    }
    assert sides == {"supports": [strong, weak], "disputes": [against], "context": []}


def test_the_weight_says_what_it_is_made_of(claim: Claim, editor: User) -> None:
    source = make_source(rank="primary")
    bring(claim, source=source, quote="We counted 3,000 people")
    capture(source)
    (row,) = weighed(claim, editor).sides[0].rows
    assert row.merits == ["primary", "relies on no other source", "captured", "words exact"]


def test_five_reports_of_one_line_count_as_one(claim: Claim, editor: User) -> None:
    agency = make_source()
    first = make_source(relies_on=agency)
    for _ in range(3):
        bring(claim, of={"relies_on": agency})
    bring(claim, source=first)
    bring(claim, of={"relies_on": first})
    found = weighed(claim, editor)
    assert (found.sources, found.independent) == (5, 1)
    bring(claim)
    bring(claim, source=first, stance="context")  # The same source once more.
    found = weighed(claim, editor)
    assert (found.sources, found.independent, len(found)) == (6, 2, 7)


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("We counted 3,000 people on the square", "exact"),
        ("we counted 3,000 people on the square.", "exact"),
        ("We counted 4,000 people on the square", "altered"),
        ("We did count the side streets", "altered"),
        ("Nobody was there at all that day", "absent"),
    ],
)
def test_quoted_words_are_compared_with_what_was_captured(
    claim: Claim, editor: User, quote: str, state: str
) -> None:
    source = make_source()
    bring(claim, source=source, quote=quote)
    (row,) = weighed(claim, editor).sides[0].rows
    assert row.comparison is None
    capture(source)
    (row,) = weighed(claim, editor).sides[0].rows
    assert row.comparison is not None
    assert row.comparison.state == state


def test_nothing_speaks_for_words_that_are_not_the_sources(claim: Claim, editor: User) -> None:
    source = make_source(rank="primary")
    for quote in ("We did count the side streets", "Nobody was there at all that day"):
        bring(claim, source=source, quote=quote)
    capture(source)
    found = weighed(claim, editor)
    assert [row.weight for row in found.sides[0].rows] == [0, 0]
    assert found.misquoted == 2


def test_nothing_speaks_for_a_request_without_an_answer(claim: Claim, editor: User) -> None:
    source = make_source(kind="request_for_comment", asked_whom="The mayor", url="")
    bring(claim, source=source)
    (row,) = weighed(claim, editor).sides[0].rows
    assert row.merits == []
    assert (weighed(claim, editor).sources, weighed(claim, editor).independent) == (0, 0)
    Source.objects.update(answer="It is so.", answered_on="2022-01-22")
    (row,) = weighed(claim, editor).sides[0].rows
    assert row.merits == ["relies on no other source"]


def test_a_snapshot_that_has_the_words_stands_though_the_page_lost_them(
    claim: Claim, editor: User
) -> None:
    source = make_source()
    bring(claim, source=source, quote="We counted 3,000 people")
    good = capture(source)
    capture(source, "This page was removed.")
    (row,) = weighed(claim, editor).sides[0].rows
    assert row.comparison is not None
    assert (row.comparison.state, row.comparison.snapshot_id) == ("exact", good.pk)


def test_what_was_compared_once_is_kept(django_assert_num_queries: Any) -> None:
    snapshot = capture(make_source())
    pair = (snapshot.pk, "We counted 3,000 people")
    first = compare_with_snapshots([pair, pair])
    assert Comparison.objects.count() == 1
    with django_assert_num_queries(1):
        again = compare_with_snapshots([pair])
    assert again[pair].state == first[pair].state == "exact"
    assert SAID[again[pair].start : again[pair].end] == pair[1]


def test_a_source_that_is_gone_says_so(claim: Claim, editor: User) -> None:
    source = make_source()
    bring(claim, source=source)
    snapshots.record_check(source, CheckOutcome.GONE)
    (row,) = weighed(claim, editor).sides[0].rows
    assert row.is_gone
    snapshots.record_check(source, CheckOutcome.SAME)
    (row,) = weighed(claim, editor).sides[0].rows
    assert not row.is_gone


def test_what_is_typed_names_a_known_source() -> None:
    source = make_source(url="https://example.org/a", title="A count")
    checker = make_person("Checker")
    for typed in ["http://www.example.org/a/?utm_source=x", "a COUNT"]:
        found = known_source(checker, typed)
        assert (found, found and found.captured) == (source, False)
    capture(source)
    assert known_source(checker, "A count").captured
    assert known_source(checker, "https://example.org/b") is None
    assert known_source(checker, "") is None
    assert known_source(make_person("Reporter"), "A count") is None
