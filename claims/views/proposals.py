"""The proposals of an article together: finding them, and accepting many at once."""

from collections.abc import Collection
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims import workflow
from claims.choices import Verb
from claims.errors import Incomplete, Refused
from claims.forms.claims import AcceptAllForm
from claims.models import Article, Claim, Event
from claims.selectors.lookups import get_article_for
from claims.selectors.workbench import Workbench
from claims.services import proposals
from claims.views.panels import show_list
from claims.views.responses import SignedInRequest, Toast, number, perform, respond
from claims.views.toasts import counted, own_events, toast_of_many


@require_POST
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Look for claims in the text that the article does not know yet."""
    article = get_article_for(request.user, pk)

    def write() -> list[Claim] | None:
        if len(article.current_revision.text) > proposals.PROPOSED_AT_ONCE:
            proposals.ask_proposals(request.user, article)
            return None
        return proposals.find_claims(request.user, article)

    def done(found: list[Claim] | None) -> HttpResponse:
        if found is None:
            return HttpResponseClientRefresh() if request.htmx else redirect(article)
        text = counted(len(found), "new proposal") if found else "Nothing new"
        return _show(request, article, Toast(text), {claim.pk for claim in found})

    return perform(write, done=done, refused=partial(_refused, request, article))


@require_safe
def proposing(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a workbench asks every second while a task proposes; once that is done, its text and
    list with the proposals. What is typed beside the text stays."""
    article = get_article_for(request.user, pk)
    if article.proposing_since:
        return HttpResponse(status=204)
    bench, toast = Workbench(article, request.user), Toast("Proposals are made")
    context = {"bench": bench, "next": bench.next_for_user(None), "toast": toast}
    return render(request, "articles/workbench.html#proposed", context | {"is_proposed": True})


@require_POST
def accept_all(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = AcceptAllForm(request.POST)

    def write() -> list[Event]:
        if not form.is_valid():
            raise Incomplete("Choose a score from 0 to 100 per cent.", "score")
        events = proposals.accept_all(request.user, article, form.cleaned_data["score"] / 100)
        if not events:
            raise Incomplete("No proposal has this score or a higher one.", "score")
        return events

    def done(events: list[Event]) -> HttpResponse:
        accepted = {event.claim_id for event in events}
        return _show(request, article, toast_of_many(article, events), accepted)

    return perform(write, done=done, refused=partial(_refused, request, article))


@require_POST
def undo_accept_all(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)

    def write() -> list[Claim]:
        first, last = (number(request.POST.get(name, "")) for name in ("first", "last"))
        since = timezone.now() - workflow.UNDO_WITHIN
        own = own_events(request.user, article, first, last)
        return proposals.undo_accept_all(request.user, own.filter(verb=Verb.ACCEPT, at__gt=since))

    def done(undone: list[Claim]) -> HttpResponse:
        text = f"{counted(len(undone), 'claim')} proposed again" if undone else "Too late to undo"
        return _show(request, article, Toast(text), {claim.pk for claim in undone})

    return perform(write, done=done, refused=partial(_refused, request, article))


def _show(
    request: SignedInRequest, article: Article, toast: Toast, changed: Collection[int | None]
) -> HttpResponse:
    def show() -> HttpResponse:
        bench = Workbench(article, request.user)
        return show_list(request, bench, parts=bench.parts_of(changed), toast=toast)

    return respond(request, toast, show, article.get_absolute_url())


def _refused(
    request: SignedInRequest, article: Article, refusal: Refused | None, status: int
) -> HttpResponse:
    return show_list(request, Workbench(article, request.user), status=status, refusal=refusal)
