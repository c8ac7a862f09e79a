"""The desk, the lists of articles and claimants, the way to anywhere, and the pages of errors."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.core.management import CommandError
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.selectors import desk as board
from claims.selectors import lists
from claims.selectors.global_search import found_anywhere
from claims.selectors.lookups import get_claimant_for
from claims.selectors.queue import articles_called, outlets_called, page_of, queue
from claims.views.responses import SignedInRequest, page


@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    return render(request, "desk.html", {"desk": board.desk_for(request.user)})


@require_safe
def articles(request: SignedInRequest) -> HttpResponse:
    words = _typed(request, "q")
    articles = lists.find_articles(request.user, words)
    found = lists.newest_page(articles, request.GET.get("after", ""))
    rows = lists.with_progress(found.rows)
    return render(request, "articles/list.html", {"rows": rows, "page": found, **_search(words)})


@require_safe
def claimants(request: SignedInRequest) -> HttpResponse:
    words = _typed(request, "q")
    claimants = lists.find_claimants(request.user, words)
    found = lists.newest_page(claimants, request.GET.get("after", ""))
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
    found = lists.suggested_claimants(request.user, _typed(request, "claimant"))
    return render(request, "claimants/list.html#names", {"claimants": found})


@require_safe
def article_names(request: SignedInRequest) -> HttpResponse:
    """Options for the number of an article: those with the typed words in their headline."""
    found = articles_called(request.user, _typed(request, "article"))
    options = found.values_list("pk", "current_revision__headline")[: lists.SUGGESTED]
    return render(request, "claims/queue.html#options", {"options": options})


@require_safe
def outlet_names(request: SignedInRequest) -> HttpResponse:
    found = outlets_called(request.user, _typed(request, "outlet"))
    options = [(outlet, "") for outlet in found[: lists.SUGGESTED]]
    return render(request, "claims/queue.html#options", {"options": options})


@require_safe
def go(request: SignedInRequest) -> HttpResponse:
    """Go anywhere: what the typed words find among pages, articles, claims, sources, claimants."""
    words = _typed(request, "q")
    context = {"found": found_anywhere(request.user, words), "q": words}
    return page(request, "global_search.html", "results", context)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For a load balancer: 200 while the app reaches its database, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, CommandError):  # The latter from an embedded server that fails.
        return HttpResponse("The database does not answer.\n", "text/plain", 503)
    return HttpResponse("ok\n", "text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400; a body over DATA_UPLOAD_MAX_MEMORY_SIZE gets its own code, 413."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, which asks the database nothing: it may be what failed."""
    context = {"request_id": request.META["REQUEST_ID"]}
    return HttpResponse(render_to_string("500.html", context), status=500)


def _typed(request: SignedInRequest, name: str) -> str:
    return request.GET.get(name, "").strip()


def _search(words: str) -> dict[str, str]:
    """What a list's search box shows, and the same for the address of its next page."""
    return {"q": words, "query": urlencode({"q": words}) if words else ""}
