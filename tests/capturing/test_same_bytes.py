"""The same bytes, pasted by one and fetched or uploaded by another, are to each what they are."""

from typing import Any

import pytest

from claims.choices import CaptureWay
from claims.documents.sources import CapturedDocument, read_document, read_paste
from claims.models import Snapshot, User
from claims.roles import Role
from claims.services import snapshots
from tests.documents.files import page
from tests.documents.pdf_files import PNG
from tests.factories import make_person, make_source
from tests.views.browsing import read, signed_in

pytestmark = pytest.mark.django_db

MARKUP = page("<p>Three thousand came.</p>", "A page")


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def keep(actor: User, captured: CapturedDocument) -> Snapshot:
    return snapshots.store_snapshot(actor, make_source(), captured)


def sent(person: User, snapshot: Snapshot) -> tuple[str, str]:
    """The media type that goes out with the bytes, and how their file's name ends."""
    answer = signed_in(person).get(f"/snapshots/{snapshot.pk}/file/")
    ending = answer["Content-Disposition"].rpartition(".")[2].strip('"')
    return answer["Content-Type"], ending


def listed(person: User, snapshot: Snapshot) -> list[Any]:
    """What the list of the source's copies says of it."""
    rows = read(signed_in(person), snapshot.source.get_absolute_url()).one(class_="snapshots")
    return list(rows.one("li").texts("span"))


@pytest.mark.parametrize("way", [CaptureWay.FETCHED, CaptureWay.UPLOADED])
@pytest.mark.parametrize("is_pasted_first", [True, False])
def test_a_page_and_its_pasted_markup(
    checker: User, way: CaptureWay, is_pasted_first: bool
) -> None:
    copies = [read_paste(MARKUP), read_document(MARKUP.encode(), way)]
    kept = [keep(checker, each) for each in (copies if is_pasted_first else reversed(copies))]
    pasted, other = kept if is_pasted_first else reversed(kept)
    assert pasted.stored == other.stored
    assert sent(checker, pasted) == ("text/plain", "txt")
    assert sent(checker, other) == ("application/octet-stream", "html")
    assert listed(checker, pasted)[0] == "text/plain"


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        (PNG, "image/png", ("image/png", "png")),
        (b"Plain words.", "text/plain", ("text/plain", "txt")),
        (b"<p>Three came.</p>", "text/html", ("application/octet-stream", "html")),
        ("Žluťoučký kůň".encode("utf-16"), "text/plain", ("text/plain", "txt")),
    ],
)
def test_what_was_fetched_is_what_its_bytes_are(
    checker: User, content: bytes, declared: str, expected: tuple[str, str]
) -> None:
    snapshot = keep(checker, read_document(content, CaptureWay.FETCHED, declared=declared))
    assert sent(checker, snapshot) == expected
