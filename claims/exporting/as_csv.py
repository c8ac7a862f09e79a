"""A packet as a table."""

import csv
import io

from claims.exporting.contents import (
    Contents,
    PacketClaim,
    PacketCorrection,
    PacketEvidence,
    PacketRuling,
    PacketSource,
)
from claims.exporting.csv_records import COLUMNS, records
from claims.text.cleaning import INVISIBLE

# With one of these in front a spreadsheet takes a cell for a formula:
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = tuple("=+-@＝＋－＠")
CONTROLS = "\t\r\n"
CLAIM_COLUMNS = [
    "record", "article", "revision", "claim", "statement", "kind", "claimant", "wording", "status",
    "verdict", "rationale", "tried", "supports", "disputes", "context", "sources",
    "independent sources", "submitted by", "submitted at", "approved by", "approved at",
    "corrections", "rulings", "signed off by", "signed off at",
]  # fmt: skip


def as_csv(contents: Contents) -> bytes:
    """A row for each claim that stands in the copy, and then for all else: RFC 4180 in UTF-8.

    A byte order mark goes before, for spreadsheets; a cell that would be a formula gets an
    apostrophe in front.
    """
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, [*CLAIM_COLUMNS, *COLUMNS], restval="")
    writer.writeheader()
    sources = {source.number: source for source in contents.sources}
    claims = (
        dict(zip(CLAIM_COLUMNS, _cells(contents, claim, sources), strict=True))
        for claim in contents.claims
    )
    about = {"article": str(contents.article.number), "revision": str(contents.article.revision)}
    for row in [*claims, *(about | record for record in records(contents))]:
        writer.writerow({column: harmless(cell) for column, cell in row.items()})
    return table.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever white space it skips; the signs in
    full width count to some (OWASP, CSV Injection)."""
    begun = cell.lstrip(INVISIBLE)
    is_formula = begun.startswith(FORMULA) or cell[:1] in CONTROLS
    return f"'{cell}" if cell and is_formula else cell


def _cells(contents: Contents, claim: PacketClaim, sources: dict[int, PacketSource]) -> list[str]:
    wording = [place.words for place in claim.passages if place.is_standing]
    stances: dict[str, list[str]] = {"supports": [], "disputes": [], "context": []}
    for evidence in claim.evidence:
        said = _said(evidence, sources)
        if evidence.stance in stances:
            stances[evidence.stance].append(said)
        else:
            stances["context"].append(f"{evidence.stance}: {said}")
    return [
        "claim",
        str(contents.article.number),
        str(contents.article.revision),
        str(claim.number),
        claim.statement,
        claim.kind,
        claim.claimant,
        "\n".join(wording),
        claim.status_label,
        claim.verdict,
        claim.rationale,
        claim.tried,
        *("\n".join(said) for said in stances.values()),
        str(claim.sources),
        str(claim.independent),
        claim.submitted_by,
        claim.submitted_at,
        claim.approved_by,
        claim.approved_at,
        "\n".join(_corrected(c) for c in contents.corrections if c.claim == claim.number),
        "\n".join(_ruled(ruling) for ruling in contents.rulings if ruling.claim == claim.number),
        contents.sign_off.by if contents.sign_off else "",
        contents.sign_off.at if contents.sign_off else "",
    ]


def _said(evidence: PacketEvidence, sources: dict[int, PacketSource]) -> str:
    """'Report, p. 3: “It rose.” (exact) https://example.org/'"""
    source = sources[evidence.source]
    said = ", ".join(filter(None, [source.name or source.title, evidence.locator]))
    quote = f"“{evidence.quote}”" if evidence.quote else ""
    check = f"({evidence.check.state if evidence.check else 'not checked'})" if quote else ""
    return " ".join(filter(None, [f"{said}:" if quote else said, quote, check, source.address]))


def _corrected(correction: PacketCorrection) -> str:
    """'“once” to “twice” (accepted)'"""
    becomes = f"to “{correction.words}”" if correction.words else "struck"
    return f"“{correction.exact}” {becomes} ({correction.state})"


def _ruled(ruling: PacketRuling) -> str:
    """'Upheld by an editor: The recording settles it.'"""
    return f"{ruling.decision} by {ruling.by}: {ruling.reason}"
