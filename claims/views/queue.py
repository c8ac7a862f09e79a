"""The queue of claims, and steps on many of them at once."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_POST, require_safe

from claims import workflow
from claims.choices import Verb
from claims.errors import Refused
from claims.forms.claims import AssignForm
from claims.forms.queue import QueueForm
from claims.permissions import people_who_may, visible_claims
from claims.roles import Capability
from claims.selectors.queue import page_of, queue
from claims.views.responses import SignedInRequest, number, page

FILTERS = list(QueueForm.base_fields)


@dataclass(frozen=True)
class Report:
    """What became of a step on many claims: those it was taken with, and each refusal."""

    verb: Verb
    done: list[int]
    refused: list[tuple[int, str]]


@require_safe
def claims(request: SignedInRequest) -> HttpResponse:
    context = _queue(request, request.GET)
    return page(request, "claims/queue.html", "results", context)


@require_POST
def bulk(request: SignedInRequest, verb: Verb) -> HttpResponse:
    """Take or assign the ticked claims, each for itself, and say what was refused and why."""
    form = AssignForm(request.POST, people=people_who_may(Capability.CHECK))
    ticked = sorted({pk for text in request.POST.getlist("claim") if (pk := number(text))})
    after = urlencode({"after": request.POST.get("after", "")})
    address = QueryDict(f"{request.POST.get('filters', '')}&{after}")
    context = _queue(request, address)
    if not request.user.may(Capability.CHECK):
        return _bulk_refused(request, context, "Only checkers and editors check claims.", 403)
    if not ticked:
        return _bulk_refused(request, context, "Tick the claims first.")
    if verb is Verb.ASSIGN and not (form.is_valid() and form.cleaned_data["assignee"]):
        return _bulk_refused(request, context, "Choose who is to check them.")
    inputs = workflow.Inputs(**form.cleaned_data) if verb is Verb.ASSIGN else workflow.Inputs()
    context["report"] = _step_each(request, verb, ticked, inputs)
    context |= _queue(request, address)
    return page(request, "claims/queue.html", "results", context)


def _step_each(
    request: SignedInRequest, verb: Verb, ticked: list[int], inputs: workflow.Inputs
) -> Report:
    report = Report(verb, [], [])
    for claim in visible_claims(request.user).filter(pk__in=ticked).order_by("pk"):
        seen = number(request.POST.get(f"seen-{claim.pk}", "")) or 0
        try:
            workflow.advance(claim, verb, request.user, seen, inputs)
        except Refused as refusal:
            report.refused.append((claim.pk, refusal.message))
        else:
            report.done.append(claim.pk)
    return report


def _bulk_refused(
    request: SignedInRequest, context: dict[str, Any], sentence: str, status: int = 422
) -> HttpResponse:
    return page(request, "claims/queue.html", "results", context | {"problem": sentence}, status)


def _queue(request: SignedInRequest, query: QueryDict) -> dict[str, Any]:
    """The queue under the filters of an address. A filter that is not understood is said so."""
    form = QueueForm(query, user=request.user)
    filters = {name: query[name] for name in FILTERS if query.get(name)}
    if form.is_valid():
        rows = page_of(queue(request.user, form.cleaned_data), query.get("after", ""), request.user)
    else:
        rows = page_of(queue(request.user, {}).none(), "", request.user)
    return {
        "form": form,
        "page": rows,
        "filters": urlencode(filters),
        "after": query.get("after", ""),
        "is_filtered": bool(filters),
        "may_check": request.user.may(Capability.CHECK),
        "people": people_who_may(Capability.CHECK),
    }
