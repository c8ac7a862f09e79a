"""The queue of claims, and steps on many of them at once."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_POST, require_safe

from claims import workflow
from claims.choices import Verb
from claims.errors import Incomplete, Refused
from claims.forms.claims import AssignForm
from claims.forms.queue import QueueForm
from claims.permissions import check_may, people_who_may, visible_claims
from claims.roles import Capability
from claims.selectors.queue import page_of, queue
from claims.views.responses import Context, SignedInRequest, number, page, perform, posted_number

TEMPLATE = "claims/queue.html"
FILTERS = list(QueueForm.base_fields)


@require_safe
def claims(request: SignedInRequest) -> HttpResponse:
    return page(request, TEMPLATE, "results", _queue(request, request.GET))


@require_POST
def bulk(request: SignedInRequest, verb: Verb) -> HttpResponse:
    """Take or assign the ticked claims, each for itself, and say what was refused and why."""
    form = AssignForm(request.POST)
    ticked = [pk for text in request.POST.getlist("claim") if (pk := number(text))]
    after = urlencode({"after": request.POST.get("after", "")})
    address = QueryDict(f"{request.POST.get('filters', '')}&{after}")

    def write() -> Context:
        check_may(request.user, Capability.CHECK)
        if not ticked:
            raise Incomplete("Tick the claims first.")
        if verb is Verb.TAKE:
            return _step_each(request, verb, ticked, workflow.Inputs())
        if not (form.is_valid() and form.cleaned_data["assignee"]):
            raise Incomplete("Choose who is to check them.")
        return _step_each(request, verb, ticked, workflow.Inputs(**form.cleaned_data))

    def show(status: int = 200, **said: Any) -> HttpResponse:
        return page(request, TEMPLATE, "results", _queue(request, address) | said, status)

    return perform(
        write,
        done=lambda report: show(report=report),
        refused=lambda refusal, status: show(status, refusal=refusal, ticked=ticked),
    )


def _step_each(
    request: SignedInRequest, verb: Verb, ticked: list[int], inputs: workflow.Inputs
) -> Context:
    """What became of a step on many claims: those it was taken with, and each refusal."""
    done, refused = [], []
    for claim in visible_claims(request.user).filter(pk__in=ticked).order_by("pk"):
        seen = posted_number(request, f"seen-{claim.pk}")
        try:
            workflow.advance(claim, verb, request.user, seen, inputs)
        except Refused as refusal:
            refused.append((claim.pk, refusal.message))
        else:
            done.append(claim.pk)
    return {"verb": verb, "done": done, "refused": refused}


def _queue(request: SignedInRequest, query: QueryDict) -> Context:
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
