"""Claims, and the passages where revisions make them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from claims import workflow
from claims.choices import Language, Stage, Verb
from claims.errors import Conflict, Incomplete
from claims.models import Claim, Claimant, Event, Passage, Revision, User
from claims.permissions import check_can_confirm, check_can_enter
from claims.services.articles import check_is_current
from claims.services.claimants import claimant_named
from claims.services.saving import check, record, store
from claims.text.passages import anchor_at

FIGURE_FIELDS = [
    "figure_text", "figure_low", "figure_high", "figure_unit", "figure_qualifier",
]  # fmt: skip

# A verdict binds to these, under the names that the history gives them: changing one sends a
# judged claim back.
BINDING_FIELDS = {
    "statement": "statement", "kind": "kind", "claimant": "claimant",
} | dict.fromkeys(FIGURE_FIELDS, "figure")  # fmt: skip
AMENDABLE = [f.name for f in Claim._meta.concrete_fields if f.editable and not f.primary_key]


@dataclass(frozen=True)
class ClaimDateInput:
    """A date that the claim names: its words, and `first` to `last`; None is open."""

    text: str
    first: date | None
    last: date | None


@dataclass(frozen=True)
class ClaimInput:
    """What a person types of a claim: `fields` are the claim's own by name, AMENDABLE but for
    claimant and dates.

    `claimant` is a name, empty for the article's own voice. `dates` are in the order of the
    claim's own, None for one taken away, new ones behind; None instead of them all leaves the
    dates as they are.
    """

    fields: Mapping[str, Any]
    claimant: str = ""
    claimant_kind: str = ""
    dates: Sequence[ClaimDateInput | None] | None = None

    def changes(
        self, actor: User, claimant: Claimant | None, known: Sequence[dict[str, Any]] = ()
    ) -> dict[str, Any]:
        """The claim's fields, with the claimant whom the name stands for.

        `known` are the claim's dates now: one whose days stay keeps the reading that it has.
        """
        changes = {**self.fields, "claimant": claimant}
        if self.dates is not None:
            padded = [*known, *[None] * (len(self.dates) - len(known))]
            pairs = zip(self.dates, padded, strict=False)
            changes["dates"] = [_date_said(actor, day, was) for day, was in pairs if day]
        return changes


def _date_said(actor: User, said: ClaimDateInput, was: dict[str, Any] | None) -> dict[str, Any]:
    days = {
        "from": said.first and said.first.isoformat(),
        "to": said.last and said.last.isoformat(),
    }
    reading = f"set by {actor}"
    if was is not None and days.items() <= was.items():
        reading = was["reading"]
    return {"text": said.text, **days, "reading": reading}


@transaction.atomic
def make_claim(actor: User, claim: Claim, revision: Revision, start: int, end: int) -> Event:
    """Store a claim, not saved yet, that a person found at text[start:end] of a revision."""
    check_can_enter(actor)
    workflow.init_open(claim, actor)
    claim.search_config = Language(revision.article.language).search_config
    claim.statement = one_line(claim.statement)
    store(claim)
    _place(actor, claim, revision, start, end)
    return record(claim, actor, Verb.MAKE, to_stage=claim.stage)


@transaction.atomic
def make_claim_as_said(
    actor: User, said: ClaimInput, revision: Revision, start: int, end: int
) -> Event:
    """make_claim, with a claimant who is stored now if the name is new."""
    claimant = claimant_named(actor, said.claimant, said.claimant_kind)
    return make_claim(actor, Claim(**said.changes(actor, claimant)), revision, start, end)


@transaction.atomic
def amend_claim(actor: User, claim: Claim, version: int, **changes: Any) -> Event | None:
    """Change what a claim says. A judged claim whose wording changes goes stale.

    None where nothing differs.
    """
    check_can_enter(actor)
    claim.check_version(version)
    if "statement" in changes:
        changes["statement"] = one_line(changes["statement"])
    before = {
        name: getattr(claim, name)
        for name in AMENDABLE
        if name in changes and getattr(claim, name) != changes[name]
    }
    if not before:
        return None
    for name in before:
        setattr(claim, name, changes[name])
    check(claim)
    written = {name: changes[name] for name in before}
    Claim.objects.swap(claim, **written, **workflow.acceptance_fields(claim, actor))
    event = record(claim, actor, Verb.AMEND, before=before)
    if binding := sorted({BINDING_FIELDS[name] for name in BINDING_FIELDS.keys() & before.keys()}):
        workflow.go_stale(claim, f"{actor} changed the {' and the '.join(binding)}.")
    return event


@transaction.atomic
def amend_claim_as_said(actor: User, claim: Claim, version: int, said: ClaimInput) -> Event | None:
    """amend_claim, with a claimant who is stored now if the name is new."""
    claimant = claimant_named(actor, said.claimant, said.claimant_kind, claim.claimant)
    return amend_claim(actor, claim, version, **said.changes(actor, claimant, claim.dates))


@transaction.atomic
def place_passage(
    actor: User, claim: Claim, version: int, revision: Revision, start: int, end: int
) -> Event:
    """Say that a revision makes this claim at text[start:end] too.

    On a judged claim the passage reads 'not judged' until an editor confirms it.
    """
    check_can_enter(actor)
    claim.check_version(version)
    if claim.stage == Stage.DISMISSED:
        raise Conflict("This claim is dismissed: reopen it before you place it elsewhere.")
    check_is_current(revision)  # Whoever locks both locks the article first.
    Claim.objects.swap(claim)
    passage = _place(actor, claim, revision, start, end)
    return record(claim, actor, Verb.PLACE, note=passage.exact)


@transaction.atomic
def remove_passage(actor: User, claim: Claim, version: int, passage: Passage) -> Event:
    """Take away a passage placed wrongly; a claim that was judged on it goes stale."""
    check_can_enter(actor)
    claim.check_version(version)
    _check_stands(passage)
    if claim.passages.current().count() < 2:
        raise Conflict("This is the claim's only passage. Dismiss the claim instead.")
    Claim.objects.swap(claim)
    passage.delete()
    Claim.objects.update_places([claim.pk])
    event = record(claim, actor, Verb.REMOVE_PASSAGE, note=passage.exact)
    if passage.is_judged:
        workflow.go_stale(claim, f"{actor} took away a passage that the verdict was given on.")
    return event


@transaction.atomic
def confirm_passage(actor: User, claim: Claim, version: int, passage: Passage) -> Event:
    """An editor's word that the verdict holds for a passage that was placed after it."""
    check_can_confirm(actor, passage)
    claim.check_version(version)
    _check_stands(passage)
    if not passage.is_unjudged:
        raise Conflict("There is nothing to confirm about this passage now.")
    Claim.objects.swap(claim)
    event = passage.judgement = record(claim, actor, Verb.CONFIRM, note=passage.exact)
    passage.sentence_stands = True
    passage.save(update_fields=["judgement", "sentence_stands"])
    return event


def _check_stands(passage: Passage) -> None:
    if not passage.is_current:
        raise Conflict("The text no longer has these words: place the passage, or retire it.")


def one_line(statement: str) -> str:
    """A statement is one sentence on one line, wherever it was typed."""
    return " ".join(statement.split())


def _place(actor: User, claim: Claim, revision: Revision, start: int, end: int) -> Passage:
    check_is_current(revision)
    try:
        anchor = anchor_at(revision.text, start, end)
    except ValueError as error:
        raise Incomplete(str(error), "start") from error
    passage = Passage(
        claim=claim,
        article=revision.article,
        revision=revision,
        placed_by=actor,
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        digest=anchor.digest,
    )
    store(passage)
    Claim.objects.update_places([claim.pk])
    return passage
