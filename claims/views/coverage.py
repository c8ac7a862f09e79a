"""A run of sentences is cleared at once, and at once taken back."""

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.choices import Verb
from claims.errors import Refused
from claims.models import Article, Event
from claims.selectors.lookups import get_article_for, get_revision_seen
from claims.services import articles
from claims.views.panels import Context, Toast, number, show_list
from claims.views.responses import SignedInRequest, status_of


@require_POST
def clear_run(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    start, end = (number(request.POST.get(name, "")) or 0 for name in ("start", "end"))
    try:
        revision = get_revision_seen(article, number(request.POST.get("number", "")))
        events = articles.clear_sentences(request.user, revision, start, end)
    except Refused as refusal:
        return show_list(request, article, status=status_of(refusal), refusal=refusal)
    if request.htmx:
        return show_list(request, article, toast=_cleared(events))
    if not events:
        return _redirect(article, uncleared=0)
    return _redirect(article, first_cleared=events[0].pk, last_cleared=events[-1].pk)


@require_POST
def unclear_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what one's own clearances from one event to another cleared."""
    article = get_article_for(request.user, pk)
    first, last = (number(request.POST.get(name, "")) or 0 for name in ("first", "last"))
    try:
        count = articles.unclear_sentences(
            request.user, article, _run(request, article, first, last)
        )
    except Refused as refusal:
        return show_list(request, article, status=status_of(refusal), refusal=refusal)
    if request.htmx:
        return show_list(request, article, toast=_uncleared(count))
    return _redirect(article, uncleared=count)


def run_done(request: SignedInRequest, article: Article) -> Context:
    """The toast after a redirect of these views."""
    names = ("first_cleared", "last_cleared", "uncleared")
    match [number(request.GET.get(name, "")) for name in names]:
        case [int(first), int(last), _]:
            if events := list(_run(request, article, first, last)):
                return {"toast": _cleared(events)}
        case [_, _, int(count)]:
            return {"toast": _uncleared(count)}
    return {}


def _run(request: SignedInRequest, article: Article, first: int, last: int) -> QuerySet[Event]:
    own = article.events.filter(actor=request.user, verb=Verb.CLEAR)
    return own.filter(pk__range=(first, last)).order_by("pk")


def _redirect(article: Article, **query: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("article", args=[article.pk], query=query))


def _cleared(events: list[Event]) -> Toast:
    if not events:
        return Toast("There was nothing to change")
    holds = "1 sentence holds" if len(events) == 1 else f"{len(events)} sentences hold"
    return Toast(f"{holds} nothing to check", run=(events[0].pk, events[-1].pk))


def _uncleared(count: int) -> Toast:
    if not count:
        return Toast("There was nothing to change")
    return Toast(
        "1 sentence is unread again" if count == 1 else f"{count} sentences are unread again"
    )
