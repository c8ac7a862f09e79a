"""Sentences that hold nothing to check: cleared one by one or a run at once, and taken back."""

from collections.abc import Callable, Sequence
from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from claims.choices import Verb
from claims.errors import Refused
from claims.models import Article, Event
from claims.selectors.lookups import clearances_at, get_article_for, get_revision_seen
from claims.selectors.workbench import Workbench
from claims.services import articles
from claims.text.sentences import Span
from claims.views.panels import show_list
from claims.views.responses import SignedInRequest, Toast, number, page, perform, respond
from claims.views.toasts import NOTHING_CHANGED, counted, own_events, toast_of, toast_of_many
from claims.views.workbench import TEMPLATE, posted_span, sentence_panel


@require_POST
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    article, span = get_article_for(request.user, pk), posted_span(request)
    revision = get_revision_seen(article, number(request.POST.get("number", "")))
    write = partial(articles.clear_sentence, request.user, revision, span.start, span.end)
    return _perform(request, article, span, write)


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    article, span = get_article_for(request.user, pk), posted_span(request)

    def write() -> Event | None:
        clearance = clearances_at(article, span.start, span.end).first()
        return articles.revoke_clearance(request.user, clearance) if clearance else None

    return _perform(request, article, span, write)


@require_POST
def clear_run(request: SignedInRequest, pk: int) -> HttpResponse:
    article, span = get_article_for(request.user, pk), posted_span(request)

    def write() -> list[Event]:
        revision = get_revision_seen(article, number(request.POST.get("number", "")))
        return articles.clear_sentences(request.user, revision, span.start, span.end)

    return _perform_run(request, article, write, partial(toast_of_many, article))


@require_POST
def revoke_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what one's own clearances from one event to another cleared."""
    article = get_article_for(request.user, pk)

    def write() -> list[Event]:
        first, last = (number(request.POST.get(name, "")) for name in ("first", "last"))
        run = own_events(request.user, article, first, last).filter(verb=Verb.CLEAR)
        return articles.revoke_clearances(request.user, article, run)

    return _perform_run(request, article, write, _taken_back)


def _taken_back(events: Sequence[Event]) -> Toast:
    if not events:
        return NOTHING_CHANGED
    are = "is" if len(events) == 1 else "are"
    return Toast(f"{counted(len(events), 'sentence')} {are} unread again")


def _perform(
    request: SignedInRequest, article: Article, span: Span, write: Callable[[], Event | None]
) -> HttpResponse:
    """Run a verb on a sentence and show what came of it."""

    def show(status: int = 200, **said: Toast | Refused | None) -> HttpResponse:
        bench = Workbench(article, request.user)
        panel = sentence_panel(bench, span) if span in bench.sentences else {}
        parts = bench.parts_around([span]) if status == 200 else None
        context = panel | {"bench": bench, "parts": parts} | said
        return page(request, TEMPLATE, "changed", context, status)

    def done(event: Event | None) -> HttpResponse:
        toast = toast_of(event, request.user)
        address = f"{article.get_absolute_url()}?sentence={span.start}"
        return respond(request, toast, lambda: show(toast=toast), address)

    return perform(write, done=done, refused=lambda why, status: show(status, refusal=why))


def _perform_run(
    request: SignedInRequest,
    article: Article,
    write: Callable[[], list[Event]],
    toast_for: Callable[[Sequence[Event]], Toast],
) -> HttpResponse:
    """Run a verb on several sentences and show the list of claims with what came of it."""

    def done(events: list[Event]) -> HttpResponse:
        toast = toast_for(events)

        def show() -> HttpResponse:
            bench = Workbench(article, request.user)
            spans = [Span(event.wording["start"], event.wording["end"]) for event in events]
            return show_list(request, bench, parts=bench.parts_around(spans), toast=toast)

        return respond(request, toast, show, article.get_absolute_url())

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        bench = Workbench(article, request.user)
        return show_list(request, bench, status=status, refusal=refusal)

    return perform(write, done=done, refused=refused)
