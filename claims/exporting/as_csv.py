"""A packet as a table."""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields

from claims.exporting.schema import (
    Contents,
    PacketClaim,
    PacketCorrection,
    PacketEvidence,
    PacketRuling,
    PacketSource,
    TextRun,
)
from claims.text.cleaning import INVISIBLE

# With one of these in front a spreadsheet takes a cell for a formula:
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = tuple("=+-@＝＋－＠")
CONTROLS = "\t\r\n"
# What a claim has as plain text; its status goes by its label, and a verdict needs no meaning.
CLAIM_FIELDS = [
    field.name
    for field in fields(PacketClaim)
    if field.type is str and field.name not in {"status", "meaning"}
]
CLAIM_COLUMNS = [
    "record", "article", "revision", "claim",
    *(name.removesuffix("_label").replace("_", " ") for name in CLAIM_FIELDS),
    "wording", "supports", "disputes", "context", "sources", "independent sources", "corrections",
    "rulings", "signed off by", "signed off at",
]  # fmt: skip
OTHER_COLUMNS = ["words", "becomes", "state", "reason", "by", "at"]

Record = dict[str, str]


def as_csv(contents: Contents) -> bytes:
    """A row for each claim that the copy makes, and then for everything else: RFC 4180 in UTF-8.

    A byte order mark goes before, for spreadsheets; a cell that would be a formula gets an
    apostrophe in front.
    """
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, [*CLAIM_COLUMNS, *OTHER_COLUMNS], restval="")
    writer.writeheader()
    sources = {source.number: source for source in contents.sources}
    claims = (
        dict(zip(CLAIM_COLUMNS, _cells(contents, claim, sources), strict=True))
        for claim in contents.claims
    )
    about = {"article": str(contents.article.number), "revision": str(contents.article.revision)}
    for row in [*claims, *(about | record for record in _other_records(contents))]:
        writer.writerow({column: harmless(cell) for column, cell in row.items()})
    return table.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever white space it skips; the signs in
    full width count to some (OWASP, CSV Injection)."""
    begun = cell.lstrip(INVISIBLE)
    is_formula = begun.startswith(FORMULA) or cell[:1] in CONTROLS
    return f"'{cell}" if cell and is_formula else cell


def _cells(contents: Contents, claim: PacketClaim, sources: dict[int, PacketSource]) -> list[str]:
    wording = [place.words for place in claim.passages if place.is_current]
    stances: dict[str, list[str]] = {"supports": [], "disputes": [], "context": []}
    for evidence in claim.evidence:
        said = _evidence_line(evidence, sources)
        if evidence.stance in stances:
            stances[evidence.stance].append(said)
        else:
            stances["context"].append(f"{evidence.stance}: {said}")
    return [
        "claim",
        str(contents.article.number),
        str(contents.article.revision),
        str(claim.number),
        *(getattr(claim, name) for name in CLAIM_FIELDS),
        "\n".join(wording),
        *("\n".join(said) for said in stances.values()),
        str(claim.sources),
        str(claim.independent),
        "\n".join(_correction_line(c) for c in contents.corrections if c.claim == claim.number),
        "\n".join(
            _ruling_line(ruling) for ruling in contents.rulings if ruling.claim == claim.number
        ),
        contents.sign_off.by if contents.sign_off else "",
        contents.sign_off.at if contents.sign_off else "",
    ]


def _evidence_line(evidence: PacketEvidence, sources: dict[int, PacketSource]) -> str:
    """'Report, p. 3: “It rose.” (exact) https://example.org/'"""
    source = sources[evidence.source]
    said = ", ".join(filter(None, [source.name or source.title, evidence.locator]))
    quote = f"“{evidence.quote}”" if evidence.quote else ""
    check = f"({evidence.check.state if evidence.check else 'not checked'})" if quote else ""
    return " ".join(filter(None, [f"{said}:" if quote else said, quote, check, source.address]))


def _correction_line(correction: PacketCorrection) -> str:
    """'“once” to “twice” (accepted)'"""
    becomes = f"to “{correction.words}”" if correction.words else "struck"
    return f"“{correction.exact}” {becomes} ({correction.state})"


def _ruling_line(ruling: PacketRuling) -> str:
    """'Upheld by an editor: The recording settles it.'"""
    return f"{ruling.decision} by {ruling.by}: {ruling.reason}"


def _other_records(contents: Contents) -> Iterator[Record]:
    """A row for each line of the text and each thing done to it: `record` says what it is, `claim`
    the number of its claim, where it has one."""
    for line in contents.lines:
        yield {"record": "text", "words": "".join(map(_with_numbers, line))}
    for quoted in contents.quotations:
        claims = ", ".join(map(str, quoted.claims))
        yield {
            "record": "quotation",
            "claim": claims,
            "words": quoted.words,
            "state": quoted.state_label,
        }
    yield from _negotiation_records(contents)
    for ruling in contents.rulings:
        yield _record(
            "ruling", ruling.claim, ruling.about, ruling.by, ruling.at,
            state=ruling.decision, reason=ruling.reason,
        )  # fmt: skip
    for cleared in contents.coverage.cleared:
        yield _record("clearance", None, cleared.words, cleared.by, cleared.at)
    yield from _sign_off_records(contents)


def _negotiation_records(contents: Contents) -> Iterator[Record]:
    for query in contents.queries:
        yield _record("query", query.claim, query.question, query.asked_by, query.asked_at)
        if query.answer:
            yield _record("answer", query.claim, query.answer, query.answered_by, query.answered_at)
    for correction in contents.corrections:
        yield _record(
            "correction", correction.claim, correction.exact, correction.suggested_by,
            correction.suggested_at, becomes=correction.words or "(struck)",
            state=correction.state, reason=correction.reason,
        )  # fmt: skip


def _sign_off_records(contents: Contents) -> Iterator[Record]:
    current = [contents.sign_off] if contents.sign_off else []
    for signed in [*current, *contents.earlier_sign_offs]:
        state = "withdrawn" if signed.withdrawn_at else ""
        words = f"Revision {signed.revision}"
        yield _record("sign-off", None, words, signed.by, signed.at, state=state)
        for item in signed.over:
            yield _record(
                "signed over", None, item["about"], item["ruled_by"], "",
                state=item["decision"], reason=item["reason"],
            )  # fmt: skip
    for mark in contents.publications:
        state = "published" if mark.is_published else "taken back"
        yield _record("publication", None, "", mark.by, mark.at, state=state, reason=mark.reason)


def _record(kind: str, claim: int | None, words: str, by: str, at: str, **more: str) -> Record:
    number = "" if claim is None else str(claim)
    return {"record": kind, "claim": number, "words": words, "by": by, "at": at} | more


def _with_numbers(run: TextRun) -> str:
    """'three thousand people [12]'"""
    return run.words + "".join(f" [{number}]" for number in run.ends)
