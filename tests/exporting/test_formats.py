"""The packet as JSON, CSV and ZIP: the same for the same state, whole, and harmless."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import storages

from claims.exporting.as_csv import as_csv, harmless
from claims.exporting.as_json import as_json
from claims.exporting.as_zip import as_zip
from claims.exporting.making import WRITERS
from claims.exporting.schema import Contents, PacketSignOff, Publication
from claims.models import Query, StoredFile
from claims.services import articles, negotiation
from tests.exporting.archives import opened
from tests.exporting.files import TEXT, File

pytestmark = pytest.mark.django_db

ROWS = {"words": str, "sha256": str}
SIGNATURE = {
    "revision": int, "by": str, "at": str, "over": [dict], "withdrawn_by": str,
    "withdrawn_at": str, "withdrawal_reason": str,
}  # fmt: skip
RULED = {
    "item": str, "about": str, "claim": (int, None), "decision": str, "reason": str, "by": str,
    "at": str,
}  # fmt: skip
CHECK = {
    "state": str, "ratio": float, "changes": [dict], "nearest": str, "source": (int, None),
    "snapshot": (int, None), "sha256": str,
}  # fmt: skip
CLAIM = {
    "number": int, "statement": str, "kind": str, "claimant": str, "said_on": str,
    "occasion": str, "figure": (dict, None), "status": str, "status_label": str, "verdict": str,
    "meaning": str, "rationale": str, "tried": str, "assignee": str, "submitted_by": str,
    "submitted_at": str, "approved_by": str, "approved_at": str,
    "judged": ({"statement": str, "sha256": str, "passages": [ROWS]}, None),
    "passages": [{
        "revision": int, "start": int, "end": int, "words": str, "sha256": str, "was": str,
        "is_current": bool, "is_judged": bool,
    }],
    "evidence": [{
        "stance": str, "source": int, "quote": str, "locator": str, "note": str, "merits": [str],
        "is_gone": bool, "added_by": str, "added_at": str, "check": (CHECK, None),
    }],
    "sources": int, "independent": int,
    "history": [{"at": str, "by": str, "deed": str, "verdict": str, "note": str}],
}  # fmt: skip
ASIDE = {"number": int, "statement": str, "by": str, "at": str, "reason": str}
PACKET = {
    "format": str,
    "article": {
        "number": int, "headline": str, "outlet": str, "byline": str, "language": str,
        "dateline": str, "address": str, "handed_in_by": str, "published_at": str,
        "published_revision": (int, None), "revision": int, "revision_at": str, "dated": str,
    },
    "sign_off": (SIGNATURE, None),
    "lines": [[{"words": str, "claims": [int], "ends": [int], "is_unread": bool}]],
    "coverage": {
        "sentences": int, "unread": [str], "cleared": [{"words": str, "by": str, "at": str}],
    },
    "claims": [CLAIM],
    "former": [CLAIM],
    "proposals": [ASIDE],
    "dismissed": [ASIDE],
    "quotations_summary": str,
    "quotations": [{
        "words": str, "state": str, "state_label": str, "claims": [int], "check": (CHECK, None),
    }],
    "queries": [{
        "claim": (int, None), "words": str, "question": str, "asked_by": str, "asked_at": str,
        "answer": str, "answered_by": str, "answered_at": str,
    }],
    "corrections": [{
        "claim": (int, None), "revision": int, "exact": str, "words": str, "reason": str,
        "state": str, "counter": str, "answer": str, "answered_by": str,
        "suggested_by": str, "suggested_at": str, "moved_by": str, "moved_at": str,
        "applied_in": (int, None), "note": str, "rulings": [RULED],
    }],
    "rulings": [RULED],
    "earlier_sign_offs": [SIGNATURE],
    "publications": [{"is_published": bool, "by": str, "at": str, "reason": str}],
    "revisions": [{
        "number": int, "by": str, "at": str, "sha256": str, "signed_by": str, "text": str,
    }],
    "sources": [{
        "number": int, "title": str, "name": str, "kind": str, "rank": str, "publisher": str,
        "author": str, "address": str, "published_on": str, "terms": str, "spoken_on": str,
        "leans_on": str, "is_confidential": bool, "asked_whom": str, "asked_how": str,
        "asked_on": str, "answer_due": str, "answer": str, "answered_on": str, "gone_at": str,
    }],
    "snapshots": [{
        "number": int, "source": int, "sha256": str, "media_type": str, "size": int, "at": str,
        "address": str, "archive_address": str, "file": str, "text_file": str,
    }],
}  # fmt: skip


def misfits(value: Any, shape: Any, at: str = "packet") -> list[str]:
    """Where a value is not of its shape: a type, a list of one shape, names with shapes, or a
    choice of shapes."""
    if isinstance(shape, tuple):
        return [] if value is None else misfits(value, shape[0], at)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [at]
        return [m for n, item in enumerate(value) for m in misfits(item, shape[0], f"{at}[{n}]")]
    if isinstance(shape, dict):
        if not isinstance(value, dict) or not shape.keys() <= value.keys():
            return [at]
        return [m for name in shape for m in misfits(value[name], shape[name], f"{at}.{name}")]
    return [] if type(value) is shape else [at]


def test_the_json_has_these_fields_and_may_get_more() -> None:
    file = File().whole()
    negotiation.decline_correction(file.reporter, file.correction, "My notes say twice.")
    negotiation.rule_correction(file.editor, file.correction, "upheld", "The recording settles it.")
    packet = json.loads(as_json(file.gathered()))
    assert misfits(packet, PACKET) == []
    filled = ["claims", "dismissed", "proposals", "quotations", "queries", "corrections", "rulings"]
    assert all(packet[name] for name in filled)


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_two_makings_of_one_state_are_the_same_bytes(writer: Callable[[Contents], bytes]) -> None:
    file = File().whole()
    first = writer(file.gathered())
    assert writer(file.gathered()) == first
    articles.amend_article(file.checker, file.article, outlet="Another Wire")
    assert writer(file.gathered()) != first or writer is as_csv


# The table


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("https://example.org")', '\'=HYPERLINK("https://example.org")'),
        ("+1", "'+1"),
        ("-2 degrees", "'-2 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("1+1=2", "1+1=2"),
        ("It is so.", "It is so."),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, safe: str) -> None:
    assert harmless(cell) == safe


def rows_of(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def claims_in(table: bytes) -> list[dict[str, str]]:
    return [row for row in rows_of(table) if row["record"] == "claim"]


def test_whatever_people_type_stays_in_its_cell() -> None:
    file = File()
    statement = '=1+1,"two"\r\nlines; =cmd|x'
    claim = file.claim("The new bridge", statement="It is so.")
    contents = file.gathered()
    typed = replace(contents.claims[0], statement=statement, submitted_by="@SUM(A1)")
    table = as_csv(replace(contents, claims=[typed]))
    assert table.startswith(b"\xef\xbb\xbfrecord,article,revision,claim,")
    assert table.endswith(b"\r\n")
    (row,) = claims_in(table)
    assert (row["claim"], row["statement"]) == (str(claim.pk), f"'{statement}")
    assert row["submitted by"] == "'@SUM(A1)"


def test_a_row_tells_a_claim() -> None:
    file = File().whole()
    row, _ = claims_in(as_csv(file.gathered()))
    assert row["wording"] == "The new bridge costs 40 million"
    assert row["status"] == "Verified"
    assert row["supports"].startswith(
        "The report, p. 3: “costs 40 million” (exact) https://example.org/"
    )
    assert (row["submitted by"], row["approved by"]) == ("Carl Oakfield", "Edda Quill")
    assert (row["verdict"], row["signed off by"], row["corrections"]) == ("verified", "", "")
    assert (row["kind"], row["claimant"], row["assignee"]) == ("Figure", "", "Carl Oakfield")


def test_all_else_has_rows_of_its_own() -> None:
    file = File().whole()
    negotiation.answer_query(file.reporter, Query.objects.get(), "=The city does.")
    negotiation.decline_correction(file.reporter, file.correction, "My notes say twice.")
    negotiation.rule_correction(file.editor, file.correction, "upheld", "The recording settles it.")
    over = {"item": "Query", "about": "Who?", "decision": "Fair", "reason": "So.", "ruled_by": "E"}
    signed = PacketSignOff(1, "Edda Quill", "2026-03-04T05:06:07Z", [over])
    published = Publication(True, "Edda Quill", "2026-03-05T05:06:07Z", "")
    contents = replace(file.gathered(), sign_off=signed, publications=[published])
    rows = [row for row in rows_of(as_csv(contents)) if row["record"] != "claim"]
    columns = ["record", "claim", "words", "becomes", "state", "reason", "by", "at"]
    told = [tuple(row[column] for column in columns) for row in rows]
    cost, said = str(file.cost.pk), str(file.quotation.pk)
    text = " ".join(words for record, _, words, *_ in told if record == "text")
    assert f"The new bridge costs 40 million [{cost}]" in text
    assert f"“We counted twice,” [{said}]" in text
    sentence = contents.coverage.cleared[0]
    correction, ruling = contents.corrections[0], contents.rulings[0]
    query = contents.queries[0]
    assert [row for row in told if row[0] != "text"] == [
        ("quotation", said, "We counted twice,", "", "altered", "", "", ""),
        ("query", cost, "Who says so?", "", "", "", "Carl Oakfield", query.asked_at),
        ("answer", cost, "'=The city does.", "", "", "", "Rita Meadows", query.answered_at),
        ("correction", said, "twice", "once", "upheld", "She said once.", "Carl Oakfield",
         correction.suggested_at),
        ("ruling", said, ruling.about, "", "Upheld", "The recording settles it.", "Edda Quill",
         ruling.at),
        ("clearance", "", sentence.words, "", "", "", "Carl Oakfield", sentence.at),
        ("sign-off", "", "Revision 1", "", "", "", "Edda Quill", "2026-03-04T05:06:07Z"),
        ("signed over", "", "Who?", "", "Fair", "So.", "E", ""),
        ("publication", "", "", "", "published", "", "Edda Quill", "2026-03-05T05:06:07Z"),
    ]  # fmt: skip
    assert {(row["article"], row["revision"]) for row in rows} == {(str(file.article.pk), "1")}


def test_a_row_tells_what_was_negotiated_about_its_claim() -> None:
    file = File().whole()
    negotiation.decline_correction(file.reporter, file.correction, "My notes say twice.")
    negotiation.rule_correction(file.editor, file.correction, "upheld", "The recording settles it.")
    contents = file.gathered()
    signed = PacketSignOff(1, "Edda Quill", "2026-03-04T05:06:07Z", [])
    _, row = claims_in(as_csv(replace(contents, sign_off=signed)))
    assert row["disputes"].startswith("The recording: “We counted twice” (altered) https://")
    assert row["corrections"] == "“twice” to “once” (upheld)"
    assert row["rulings"] == "Upheld by Edda Quill: The recording settles it."
    assert (row["signed off by"], row["signed off at"]) == ("Edda Quill", "2026-03-04T05:06:07Z")


# The archive


def test_the_archive_proves_what_it_holds() -> None:
    file = File().whole()
    contents = file.gathered()
    archive = opened(as_zip(contents))
    numbers = [captured.number for captured in contents.snapshots]
    copies = [f"snapshots/{n}{end}" for n in numbers for end in (".txt", "-text.txt")]
    assert list(archive) == [
        "packet.pdf", "packet.json", "claims.csv", "revisions/1.txt", *copies, "manifest.json",
    ]  # fmt: skip
    manifest = json.loads(archive.pop("manifest.json"))
    assert manifest["dated"] == contents.article.dated
    assert {f["name"]: (f["size"], f["sha256"]) for f in manifest["files"]} == {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in archive.items()
    }
    assert manifest["missing"] == []
    assert archive["revisions/1.txt"].decode() == TEXT
    for captured in contents.snapshots:
        assert hashlib.sha256(archive[captured.file]).hexdigest() == captured.sha256
    assert archive[f"snapshots/{numbers[0]}-text.txt"] == b"The bridge costs 40 million."


def test_times_and_permissions_of_the_archive_are_fixed() -> None:
    contents = File().gathered()
    dated = replace(contents.article, dated="2026-03-04T05:06:08Z")
    with ZipFile(io.BytesIO(as_zip(replace(contents, article=dated)))) as files:
        assert {(f.date_time, f.external_attr >> 16) for f in files.infolist()} == {
            ((2026, 3, 4, 5, 6, 8), 0o100644)
        }


def test_a_copy_that_the_storage_has_lost_is_named_as_missing() -> None:
    file = File().whole()
    contents = file.gathered()
    lost = contents.snapshots[0]
    storages["snapshots"].delete(StoredFile.objects.get(sha256=lost.sha256).name)
    archive = opened(as_zip(contents))
    assert json.loads(archive["manifest.json"])["missing"] == [lost.file]
    assert lost.file not in archive
    assert lost.text_file in archive
