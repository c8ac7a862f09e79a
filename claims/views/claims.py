"""One claim: its page, the steps of the workflow, its wording, passages and evidence."""

from collections.abc import Callable
from functools import partial

from django.forms import BaseForm, Form
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import workflow
from claims.choices import Stage, Verb
from claims.errors import Conflict
from claims.forms.claims import (
    AssignForm,
    ClaimForm,
    EvidenceForm,
    MergeForm,
    NoteForm,
    PlaceForm,
    SubmitForm,
)
from claims.models import Claim, Event, Passage
from claims.permissions import check_can_enter
from claims.selectors.history import wording_for
from claims.selectors.lookups import get_claim_for, get_evidence_for, get_passage_for
from claims.services import claims, proposals, revisions
from claims.services import evidence as evidence_service
from claims.services.evidence import EvidenceInput, bring_evidence
from claims.text.sentences import Span, sentences_of
from claims.views.panels import (
    after_proposal,
    after_step,
    bench_of,
    claim_panel,
    claim_refused,
    show_claim,
)
from claims.views.responses import SignedInRequest, page, perform, posted_number, toast_done

# The form whose fields a step reads, and the name that the panel knows it by.
STEP_FORMS: dict[Verb, tuple[str, type[Form]]] = {
    Verb.SUBMIT: ("submit_form", SubmitForm),
    Verb.ASSIGN: ("assign_form", AssignForm),
}
PASSAGE_ACTS: dict[str, Callable[..., Event]] = {
    "confirm": claims.confirm_passage,
    "remove": claims.remove_passage,
    "retire": revisions.retire_passage,
}


@require_safe
def claim(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    context = claim_panel(claim, request.user) | {"toast": toast_done(request)}
    return page(request, "claims/claim.html", "panel", context)


@require_safe
def wording(request: SignedInRequest, pk: int) -> HttpResponse:
    """What an event was about, as it read then."""
    context = {"wording": wording_for(request.user, pk)}
    return page(request, "claims/wording.html", "words", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form to give a claim to somebody, and what it sends."""
    if request.method == "POST":
        return step(request, pk, Verb.ASSIGN)
    claim = get_claim_for(request.user, pk)
    forms = {"assign_form": AssignForm()}
    return show_claim(request, claim, bench=bench_of(request), parts=[], forms=forms)


@require_POST
def step(request: SignedInRequest, pk: int, verb: Verb) -> HttpResponse:
    """Take one step of the workflow's table; urls.py names the verb."""
    claim = get_claim_for(request.user, pk)
    name, form_class = STEP_FORMS.get(verb, ("note_form", NoteForm))
    form = form_class(request.POST)

    def write(version: int) -> Event:
        inputs = workflow.Inputs(**form.cleaned_data)
        return workflow.advance(claim, verb, request.user, version, inputs)

    return _perform(request, claim, write, {name: form}, verb)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)

    def write(version: int) -> Event:
        return workflow.undo(claim, request.user, version)

    return _perform(request, claim, write)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    if request.method != "POST":
        bench = bench_of(request)
        return perform(
            partial(check_can_enter, request.user),
            done=lambda _: show_claim(
                request, claim, bench=bench, parts=[], forms=_amend_forms(claim)
            ),
            refused=partial(claim_refused, request, pk, bench=bench),
        )
    if claim.stage == Stage.PROPOSED:
        return _proposal_written(request, claim, proposals.amend_proposal)
    form = ClaimForm(request.POST)

    def write(version: int) -> Event | None:
        return claims.amend_claim_as_said(request.user, claim, version, form.said())

    return _perform(request, claim, write, {"amend_form": form})


@require_POST
def accept_as_said(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a proposal as it was edited."""
    claim = get_claim_for(request.user, pk)
    return _proposal_written(request, claim, proposals.accept_as_said)


@require_POST
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a proposal repeats a claim that is here already."""
    claim = get_claim_for(request.user, pk)
    form = MergeForm(request.POST)

    def write(version: int) -> Event:
        if not form.is_valid():
            raise Conflict("Say which claim it is.")
        into = get_claim_for(request.user, form.cleaned_data["into"])
        return proposals.merge_proposal(request.user, claim, version, into)

    return _perform(request, claim, write)


@require_POST
def add_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    form = EvidenceForm(request.POST)

    def write(version: int) -> Event:
        brought = EvidenceInput(**form.cleaned_data)
        return bring_evidence(request.user, claim, version, brought)

    return _perform(request, claim, write, {"evidence_form": form})


@require_POST
def remove_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    evidence = get_evidence_for(request.user, pk)
    claim = get_claim_for(request.user, evidence.claim_id)

    def write(version: int) -> Event:
        return evidence_service.remove_evidence(request.user, claim, version, evidence)

    return _perform(request, claim, write)


@require_POST
def step_passage(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Confirm, remove or retire a passage; urls.py names which."""
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)

    def write(version: int) -> Event:
        return PASSAGE_ACTS[act](request.user, claim, version, passage)

    return _perform(request, claim, write, moved=act == "remove")


@require_POST
def place_lost(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say where the current revision has the words of a lost passage."""
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)
    form = PlaceForm(request.POST)

    def write(version: int) -> Event:
        revision = passage.article.current_revision
        span = form.span_in(revision)
        return revisions.place_lost(
            request.user, claim, version, passage, revision, span.start, span.end
        )

    return _perform(request, claim, write, {"lost_form": form})


def _perform(
    request: SignedInRequest,
    claim: Claim,
    write: Callable[[int], Event | None],
    forms: dict[str, BaseForm] | None = None,
    verb: Verb | None = None,
    *,
    moved: bool = False,
) -> HttpResponse:
    """Run a verb on a claim, as of the version that the person saw, and show what came of it.

    Refused `forms` come back as typed.
    """
    bench = bench_of(request)  # A form from a workbench that is not there does nothing.
    was_proposed = claim.stage == Stage.PROPOSED
    typed = {**forms, "refused_verb": verb} if forms else {}

    def done(event: Event | None) -> HttpResponse:
        if event and was_proposed and claim.stage != Stage.PROPOSED:
            return after_proposal(request, claim, event, bench, moved=moved)
        return after_step(request, claim, event, bench, moved=moved)

    refused = partial(claim_refused, request, claim.pk, bench=bench, forms=typed)
    write_as_seen = partial(write, posted_number(request, "version"))
    return perform(write_as_seen, forms=list((forms or {}).values()), done=done, refused=refused)


def _proposal_written(
    request: SignedInRequest, claim: Claim, verb: Callable[..., Event | None]
) -> HttpResponse:
    """Run one of the verbs that reword and re-place a proposal."""
    form, place = ClaimForm(request.POST), PlaceForm(request.POST)

    def write(version: int) -> Event | None:
        passage = claim.passages.earliest("pk")
        is_as_it_was = place.cleaned_data["words"] == passage.exact
        place_now = passage if is_as_it_was else place.span_in(passage.revision)
        start, end = place_now.start, place_now.end
        return verb(request.user, claim, version, form.said(), passage.revision, start, end)

    forms: dict[str, BaseForm] = {"amend_form": form, "place_form": place}
    return _perform(request, claim, write, forms, moved=True)


def _amend_forms(claim: Claim) -> dict[str, BaseForm]:
    """The form to amend a claim; for a proposal also where in the text it stands."""
    forms: dict[str, BaseForm] = {"amend_form": ClaimForm(initial=ClaimForm.said_of(claim))}
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
