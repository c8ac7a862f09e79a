"""One claim: its page, the steps of the workflow, its wording, passages and evidence."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import editing, workflow
from claims.choices import Verb
from claims.errors import Conflict, NotPermitted, Refused
from claims.forms import AssignForm, ClaimForm, EvidenceForm, NoteForm, SubmitForm
from claims.models import Claim
from claims.permissions import check_can_enter
from claims.reading.doors import get_claim_for, get_evidence_for, get_passage_for
from claims.reading.queue import desk_people
from claims.views.panels import (
    after_step,
    article_of,
    claim_panel,
    refused,
    show_claim,
    toast_done,
    version_of,
)
from claims.views.responses import SignedInRequest, add_refusal, page


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

    return _written(request, claim, write, name, form, verb)


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
        return show_claim(request, claim, forms={"amend_form": ClaimForm(initial=_said(claim))})
    form = ClaimForm(request.POST)

    def write() -> None:
        editing.amend_claim_as_said(request.user, claim, version_of(request), form.said())

    return _written(request, claim, write, "amend_form", form)


@require_POST
def add_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = get_claim_for(request.user, pk)
    form = EvidenceForm(request.POST)

    def write() -> None:
        brought = editing.Brought(**form.cleaned_data)
        editing.bring_evidence(request.user, claim, version_of(request), brought)

    return _written(request, claim, write, "evidence_form", form)


@require_POST
def remove_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    evidence = get_evidence_for(request.user, pk)
    claim = get_claim_for(request.user, evidence.claim_id)
    version = version_of(request)
    write = partial(editing.remove_evidence, request.user, claim, version, evidence)
    return _written(request, claim, write)


@require_POST
def confirm_passage(request: SignedInRequest, pk: int) -> HttpResponse:
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)
    version = version_of(request)
    write = partial(editing.confirm_passage, request.user, claim, version, passage)
    return _written(request, claim, write)


@require_POST
def unplace_passage(request: SignedInRequest, pk: int) -> HttpResponse:
    passage = get_passage_for(request.user, pk)
    claim = get_claim_for(request.user, passage.claim_id)
    version = version_of(request)
    write = partial(editing.unplace_passage, request.user, claim, version, passage)
    return _written(request, claim, write)


def _written(
    request: SignedInRequest,
    claim: Claim,
    write: Callable[[], object],
    name: str = "",
    form: BaseForm | None = None,
    verb: Verb | None = None,
) -> HttpResponse:
    """Run a verb on a claim and show what came of it; a refused `form` comes back as typed."""
    forms = {name: form, "refused_verb": verb} if form else {}
    article_of(request)  # A form from a workbench that is not there does nothing.
    seen = claim.version
    if form and not form.is_valid():
        return refused(request, claim.pk, None, forms)
    try:
        write()
    except (Refused, ValidationError) as refusal:
        if form and not isinstance(refusal, NotPermitted | Conflict):
            add_refusal(form, refusal)
        return refused(request, claim.pk, refusal, forms)
    # A change that sends a judged claim back leaves an event of the system behind the person's.
    own = claim.events.filter(actor=request.user)
    return after_step(request, claim, own.latest("pk") if claim.version != seen else None)


def _step_form(request: SignedInRequest, verb: Verb) -> tuple[str, BaseForm]:
    """The form whose fields a step reads, under the name that the panel knows it by."""
    if verb is Verb.SUBMIT:
        return "submit_form", SubmitForm(request.POST)
    if verb is Verb.ASSIGN:
        return "assign_form", AssignForm(request.POST, people=desk_people())
    return "note_form", NoteForm(request.POST)


def _said(claim: Claim) -> dict[str, object]:
    return {
        "statement": claim.statement,
        "kind": claim.kind,
        "claimant": claim.claimant.name if claim.claimant else "",
        "claimant_kind": claim.claimant.kind if claim.claimant else "",
        "said_on": claim.said_on,
        "occasion": claim.occasion,
    }
