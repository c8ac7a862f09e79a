"""One claim: its page, the steps of the workflow, its wording, passages and evidence."""

from collections.abc import Callable
from functools import partial

from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import workflow
from claims.choices import Stage, Verb
from claims.errors import Conflict, NotPermitted, Refused
from claims.forms.claims import AssignForm, ClaimForm, MergeForm, NoteForm, PlaceForm, SubmitForm
from claims.forms.sources import EvidenceForm
from claims.models import Claim, Passage
from claims.permissions import check_can_enter
from claims.selectors.lookups import (
    get_claim_for,
    get_evidence_for,
    get_passage_for,
)
from claims.selectors.particulars import grouped
from claims.selectors.queue import desk_people
from claims.services import claims, proposals, revisions
from claims.services import evidence as evidence_service
from claims.services.evidence import Brought, bring_evidence
from claims.text.sentences import Span, sentences_of
from claims.views.evidence import capture_first
from claims.views.panels import (
    after_proposal,
    after_step,
    article_of,
    claim_panel,
    refused,
    show_claim,
    toast_done,
    version_of,
)
from claims.views.responses import SignedInRequest, add_refusal, page
from claims.views.workbench import place_in


@require_safe
def claim(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    context = claim_panel(claim, request.user) | {"toast": toast_done(request)}
    return page(request, "claims/claim.html", "panel", context)


@require_POST
def step(request: SignedInRequest, pk: int, verb: Verb) -> HttpResponse:
    """Take one step of the workflow's table; urls.py names the verb."""
    claim = get_claim_for(request.user, pk)
    name, form = _step_form(request, verb)

    def write() -> None:
        inputs = workflow.Inputs(**form.cleaned_data)
        workflow.advance(claim, verb, request.user, version_of(request), inputs)

    return _written(request, claim, write, {name: form}, verb)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    write = partial(workflow.undo, claim, request.user, version_of(request))
    return _written(request, claim, write)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    if request.method != "POST":
        try:
            check_can_enter(request.user)
        except NotPermitted as refusal:
            return refused(request, pk, refusal)
        return show_claim(request, claim, forms=_amend_forms(claim))
    if claim.stage == Stage.PROPOSED:
        return _proposal_written(request, claim, proposals.amend_proposal)
    form = ClaimForm(request.POST)

    def write() -> None:
        claims.amend_claim_as_said(request.user, claim, version_of(request), form.said())

    return _written(request, claim, write, {"amend_form": form})


@require_POST
def accept_as_said(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a proposal as it was edited."""
    claim = get_claim_for(request.user, pk)
    return _proposal_written(request, claim, proposals.accept_as_said)


@require_POST
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Find a proposal to repeat a claim that stands already."""
    claim = get_claim_for(request.user, pk)
    version = version_of(request)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return refused(request, pk, Conflict("Say which claim it is."))
    into = get_claim_for(request.user, form.cleaned_data["into"])
    article_of(request)
    try:
        event = proposals.merge_proposal(request.user, claim, version, into)
    except Refused as refusal:
        return refused(request, pk, refusal)
    return after_proposal(request, claim, event)


@require_POST
def add_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    form = EvidenceForm(request.POST)

    def write() -> None:
        brought = Brought(**form.cleaned_data)
        evidence = bring_evidence(request.user, claim, version_of(request), brought)
        capture_first(request.user, evidence.source)

    return _written(request, claim, write, {"evidence_form": form})


@require_POST
def remove_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    evidence = get_evidence_for(request.user, pk)
    claim = get_claim_for(request.user, evidence.claim_id)
    version = version_of(request)
    write = partial(evidence_service.remove_evidence, request.user, claim, version, evidence)
    return _written(request, claim, write)


@require_POST
def confirm_passage(request: SignedInRequest, pk: int) -> HttpResponse:
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)
    version = version_of(request)
    write = partial(claims.confirm_passage, request.user, claim, version, passage)
    return _written(request, claim, write)


@require_POST
def unplace_passage(request: SignedInRequest, pk: int) -> HttpResponse:
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)
    version = version_of(request)
    write = partial(claims.unplace_passage, request.user, claim, version, passage)
    return _written(request, claim, write)


@require_POST
def place_lost(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say where the current revision has the words of a lost passage."""
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)
    form = PlaceForm(request.POST)

    def write() -> None:
        span = place_in(passage.article.current_revision, form)
        version = version_of(request)
        revisions.place_lost(request.user, claim, version, passage, span.start, span.end)

    return _written(request, claim, write, {"lost_form": form})


@require_POST
def retire_passage(request: SignedInRequest, pk: int) -> HttpResponse:
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)
    version = version_of(request)
    write = partial(revisions.retire_passage, request.user, claim, version, passage)
    return _written(request, claim, write)


def _written(
    request: SignedInRequest,
    claim: Claim,
    write: Callable[[], object],
    forms: dict[str, BaseForm] | None = None,
    verb: Verb | None = None,
) -> HttpResponse:
    """Run a verb on a claim and show what came of it; refused `forms` come back as typed."""
    typed = {**forms, "refused_verb": verb} if forms else {}
    article_of(request)  # A form from a workbench that is not there does nothing.
    seen, was_proposed = claim.version, claim.stage == Stage.PROPOSED
    if not all(form.is_valid() for form in (forms or {}).values()):
        return refused(request, claim.pk, None, typed)
    try:
        write()
    except Refused as refusal:
        if forms and not isinstance(refusal, NotPermitted | Conflict):
            add_refusal(_form_about(refusal, list(forms.values())), refusal)
        return refused(request, claim.pk, refusal, typed)
    # A change that sends a judged claim back leaves an event of the system behind the person's.
    own = claim.events.filter(actor=request.user)
    event = own.latest("pk") if claim.version != seen else None
    if event and was_proposed and claim.stage != Stage.PROPOSED:
        return after_proposal(request, claim, event)
    return after_step(request, claim, event)


def _proposal_written(
    request: SignedInRequest, claim: Claim, verb: Callable[..., object]
) -> HttpResponse:
    """Run one of the verbs that reword and re-place a proposal."""
    form, place = ClaimForm(request.POST), PlaceForm(request.POST)

    def write() -> None:
        passage = claim.passages.earliest("pk")
        is_as_it_was = place.cleaned_data["words"] == passage.exact
        place_now = passage if is_as_it_was else place_in(passage.revision, place)
        said, version = form.said(), version_of(request)
        verb(request.user, claim, version, said, place_now.start, place_now.end)

    return _written(request, claim, write, {"amend_form": form, "place_form": place})


def _form_about(refusal: Refused, forms: list[BaseForm]) -> BaseForm:
    """The form with the field that was refused; else the first."""
    field = getattr(refusal, "field", None)
    return next((form for form in forms if field in form.fields), forms[0])


def _step_form(request: SignedInRequest, verb: Verb) -> tuple[str, BaseForm]:
    """The form whose fields a step reads, under the name that the panel knows it by."""
    if verb is Verb.SUBMIT:
        return "submit_form", SubmitForm(request.POST)
    if verb is Verb.ASSIGN:
        return "assign_form", AssignForm(request.POST, people=desk_people())
    return "note_form", NoteForm(request.POST)


def _amend_forms(claim: Claim) -> dict[str, BaseForm]:
    """The form to amend a claim; for a proposal also where in the text it stands."""
    forms: dict[str, BaseForm] = {"amend_form": ClaimForm(initial=_said(claim))}
    if claim.stage == Stage.PROPOSED:
        forms["place_form"] = PlaceForm(initial=_place(claim.passages.earliest("pk")))
    return forms


def _place(passage: Passage) -> dict[str, object]:
    """The passage's words, to be looked for in the sentences around them first."""
    text, language = passage.revision.text, passage.article.language
    span = Span(passage.start, passage.end)
    around = [s for s in sentences_of(text, language) if s.overlaps(span)] or [span]
    start, end = min(span.start, around[0].start), max(span.end, around[-1].end)
    return {"start": start, "end": end, "words": passage.exact}


def _said(claim: Claim) -> dict[str, object]:
    return {
        "statement": claim.statement,
        "kind": claim.kind,
        "claimant": claim.claimant.name if claim.claimant else "",
        "claimant_kind": claim.claimant.kind if claim.claimant else "",
        "said_on": claim.said_on,
        "occasion": claim.occasion,
        "figure_text": claim.figure_text,
        "figure_low": grouped(claim.figure_low),
        "figure_high": grouped(claim.figure_high),
        "figure_unit": claim.figure_unit,
        "figure_qualifier": claim.figure_qualifier,
        "dates": [
            {"text": row["text"], "first": row["from"], "last": row["to"]} for row in claim.dates
        ],
    }
