"""The desk, the lists of articles and claimants, and the way to anywhere."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.selectors import boards
from claims.selectors.global_search import found_anywhere
from claims.selectors.lookups import get_claimant_for
from claims.selectors.queue import articles_called, outlets_called, page_of, queue
from claims.views.responses import SignedInRequest, page


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
    rows = page_of(claims, request.GET.get("after", ""), request.user)
    return render(request, "claimants/claimant.html", {"claimant": claimant, "page": rows})


@require_safe
def claimant_names(request: SignedInRequest) -> HttpResponse:
    """Options for a claimant's name: those that the typed letters find."""
    found = boards.suggested_claimants(request.user, request.GET.get("claimant", "").strip())
    return render(request, "claimants/list.html#names", {"claimants": found})


@require_safe
def article_names(request: SignedInRequest) -> HttpResponse:
    """Options for the number of an article: those with the typed words in their headline."""
    found = articles_called(request.user, request.GET.get("article", "").strip())
    options = found.values_list("pk", "current_revision__headline")[: boards.SUGGESTED]
    return render(request, "claims/queue.html#options", {"options": options})


@require_safe
def outlet_names(request: SignedInRequest) -> HttpResponse:
    found = outlets_called(request.user, request.GET.get("outlet", "").strip())
    options = [(outlet, "") for outlet in found[: boards.SUGGESTED]]
    return render(request, "claims/queue.html#options", {"options": options})


@require_safe
def go(request: SignedInRequest) -> HttpResponse:
    """Go anywhere: what the typed words find among pages, articles, claims, sources, claimants."""
    words = request.GET.get("q", "").strip()
    context = {"found": found_anywhere(request.user, words), "q": words}
    return page(request, "go.html", "results", context)


def _search(words: str) -> dict[str, str]:
    """What a list's search box shows, and the same for the address of its next page."""
    return {"q": words, "query": urlencode({"q": words}) if words else ""}
