"""The desk, the lists of articles, sources and claimants, and the way to anywhere."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims import editing
from claims.errors import Refused
from claims.forms import SourceForm
from claims.permissions import can_enter, visible_claims
from claims.reading import boards
from claims.reading.anywhere import found_anywhere
from claims.reading.doors import get_claimant_for, get_source_for
from claims.reading.queue import page_of, queue
from claims.views.responses import SignedInRequest, add_refusal, page, status_of


@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk.html", {"desk": boards.desk_for(request.user)})


@require_safe
def articles(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = boards.newest_page(
        boards.find_articles(request.user, words), request.GET.get("after", "")
    )
    rows = boards.with_progress(found.rows)
    return render(request, "articles/list.html", {"rows": rows, "page": found, **_search(words)})


@require_safe
def sources(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = boards.newest_page(
        boards.find_sources(request.user, words), request.GET.get("after", "")
    )
    return render(
        request,
        "sources/list.html",
        {"page": found, **_search(words), "may_enter": can_enter(request.user)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_source(request: SignedInRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    if not is_sent and not can_enter(request.user):
        raise PermissionDenied
    form = SourceForm(request.POST if is_sent else None)
    status = 422 if is_sent else 200
    if form.is_valid():
        try:
            return redirect(editing.add_source(request.user, form.source()))
        except (Refused, ValidationError) as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal) if isinstance(refusal, Refused) else 422
    return render(request, "sources/new.html", {"form": form}, status=status)


@require_safe
def source(request: SignedInRequest, pk: int) -> HttpResponse:
    source = get_source_for(request.user, pk)
    evidence = boards.evidence_from(source, visible_claims(request.user))
    return render(request, "sources/source.html", {"source": source, "evidence": evidence})


@require_safe
def source_titles(request: SignedInRequest) -> HttpResponse:
    """Options for the evidence form: the sources that the typed letters find."""
    found = boards.suggested_sources(request.user, request.GET.get("source", "").strip())
    return render(request, "sources/list.html#titles", {"sources": found})


@require_safe
def claimants(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = boards.newest_page(
        boards.find_claimants(request.user, words), request.GET.get("after", "")
    )
    return render(request, "claimants/list.html", {"page": found, **_search(words)})


@require_safe
def claimant(request: SignedInRequest, pk: int) -> HttpResponse:
    claimant = get_claimant_for(request.user, pk)
    claims = queue(request.user, {"stage": "all"}).filter(claimant=claimant)
    rows = page_of(claims, request.GET.get("after", ""))
    return render(request, "claimants/claimant.html", {"claimant": claimant, "page": rows})


@require_safe
def claimant_names(request: SignedInRequest) -> HttpResponse:
    """Options for a claimant's name: those that the typed letters find."""
    found = boards.suggested_claimants(request.user, request.GET.get("claimant", "").strip())
    return render(request, "claimants/list.html#names", {"claimants": found})


@require_safe
def go(request: SignedInRequest) -> HttpResponse:
    """Go anywhere: what the typed words find among pages, articles, claims, sources, claimants."""
    words = request.GET.get("q", "").strip()
    context = {"found": found_anywhere(request.user, words), "q": words}
    return page(request, "go.html", "results", context)


def _search(words: str) -> dict[str, str]:
    """What a list's search box shows, and the same for the address of its next page."""
    return {"q": words, "query": urlencode({"q": words}) if words else ""}
