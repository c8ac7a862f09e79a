"""What a packet's table has beside the claims: a row for each line of the text, and each deed."""

from collections.abc import Iterator

from claims.exporting.contents import Contents, TextRun

COLUMNS = ["words", "becomes", "state", "reason", "by", "at"]

Record = dict[str, str]


def records(contents: Contents) -> Iterator[Record]:
    """`record` says what each is; the number of its claim, where it has one, is under `claim`."""
    for line in contents.lines:
        yield {"record": "text", "words": "".join(map(_numbered, line))}
    for quoted in contents.quotations:
        claims = ", ".join(map(str, quoted.claims))
        yield {
            "record": "quotation",
            "claim": claims,
            "words": quoted.words,
            "state": quoted.state_label,
        }
    yield from _negotiated(contents)
    for ruling in contents.rulings:
        yield _record(
            "ruling", ruling.claim, ruling.about, ruling.by, ruling.at,
            state=ruling.decision, reason=ruling.reason,
        )  # fmt: skip
    for cleared in contents.coverage.cleared:
        yield _record("clearance", None, cleared.words, cleared.by, cleared.at)
    yield from _signed(contents)


def _negotiated(contents: Contents) -> Iterator[Record]:
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


def _signed(contents: Contents) -> Iterator[Record]:
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


def _numbered(run: TextRun) -> str:
    """'three thousand people [12]'"""
    return run.words + "".join(f" [{number}]" for number in run.ends)
