"""The workbench: one article's text, and beside it a claim, a sentence or the list of claims."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.errors import Incomplete, Refused
from claims.forms.claims import ClaimForm, PlaceForm, PlaceUnderForm
from claims.models import Article, Claim, Event, Revision
from claims.permissions import can_enter
from claims.selectors.lookups import (
    clearances_at,
    get_article_for,
    get_claim_for,
    get_revision_seen,
)
from claims.selectors.workbench import Workbench
from claims.services import articles, claims
from claims.text.passages import place_of, places_of
from claims.text.sentences import Span
from claims.views.coverage import run_done
from claims.views.panels import (
    Context,
    Toast,
    after_step,
    claim_panel,
    number,
    toast_done,
    toast_of,
)
from claims.views.proposals import done_together
from claims.views.responses import SignedInRequest, add_refusal, page, status_of

TEMPLATE = "articles/workbench.html"
INVALID = Incomplete("Mend what is marked below.", "")


@require_safe
def article(request: SignedInRequest, pk: int) -> HttpResponse:
    bench = Workbench(get_article_for(request.user, pk), request.user)
    context = {"bench": bench, "toast": toast_done(request)} | _chosen(request, bench)
    context |= done_together(request, bench.article) | run_done(request, bench.article)
    return page(request, TEMPLATE, "panel", context)


@require_POST
def make_claim(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    revision = article.current_revision
    form, place = ClaimForm(request.POST), PlaceForm(request.POST)
    try:
        if not (form.is_valid() & place.is_valid()):
            raise INVALID
        span = place_in(revision, place)
        claim = claims.make_claim_as_said(request.user, form.said(), revision, span.start, span.end)
    except Refused as refusal:
        forms = {"claim_form": form, "place_form": place}
        return selection_refused(request, article, refusal, forms)
    return after_step(request, claim, claim.events.latest("pk"))


@require_POST
def place_claim(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a claim which stands already is made at these words too."""
    article = get_article_for(request.user, pk)
    revision = article.current_revision
    place = PlaceUnderForm(request.POST, auto_id="under_%s")
    try:
        if not place.is_valid():
            raise INVALID
        span = place_in(revision, place)
        claim = _claim_numbered(request, place.cleaned_data["claim"])
        claims.place_passage(request.user, claim, claim.version, revision, span.start, span.end)
    except Refused as refusal:
        return selection_refused(request, article, refusal, {"place_under_form": place})
    return after_step(request, claim, claim.events.latest("pk"))


@require_POST
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    span = _posted_span(request)
    revision = get_revision_seen(article, number(request.POST.get("number", "")))
    write = partial(articles.clear_sentence, request.user, revision, span.start, span.end)
    return _written(request, article, span, write)


@require_POST
def unclear(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    span = _posted_span(request)
    clearances = clearances_at(article, span.start, span.end)

    def write() -> None:
        for clearance in clearances:  # None, where another was quicker.
            articles.unclear_sentence(request.user, clearance)

    return _written(request, article, span, write)


def place_in(revision: Revision, place: PlaceForm) -> Span:
    """The span that a PlaceForm names: by position, if its words stand there, else by the words.

    Raises Incomplete where the words name no place, or not just one.
    """
    typed = place.cleaned_data
    start, end, words = typed["start"], typed["end"], typed["words"]
    if not words:
        raise Incomplete("Select the words in the text, or type them here.", "words")
    if start is not None and end is not None:
        # Of the selection, or of the sentence, all of it or a part.
        inside = places_of(words, revision.text[start:end])
        if len(inside) == 1:
            return Span(start + inside[0].start, start + inside[0].end)
    return place_of(words, revision.text, typed["occurrence"])


def _claim_numbered(request: SignedInRequest, pk: int) -> Claim:
    try:
        return get_claim_for(request.user, pk)
    except Http404 as absent:
        raise Incomplete("There is no claim of this number.", "claim") from absent


def _chosen(request: SignedInRequest, bench: Workbench) -> Context:
    """What the address asks for: ?claim=, ?sentence= or ?start=&end=; else the list of claims."""
    asked = {
        name: number(request.GET.get(name, "")) for name in ("claim", "sentence", "start", "end")
    }
    match asked:
        case {"claim": int(pk)}:
            claim = get_claim_for(request.user, pk)
            return claim_panel(claim, request.user) | {"next": bench.next_for_user(claim)}
        case {"sentence": int(at)} if sentence := bench.sentence_at(at):
            return _sentence_panel(bench, sentence)
        case {"start": int(start), "end": int(end)} if bench.text[start:end].strip():
            return _selection_panel(bench, Span(start, end))
    return {"next": bench.next_for_user(None)}


def _sentence_panel(bench: Workbench, sentence: Span) -> Context:
    return {
        "sentence": sentence,
        "cleared_by": bench.cleared.get(sentence),
        "is_unread": sentence in bench.unread,
        "next": bench.next_for_user(None),
        "next_unread": next((s for s in bench.unread if s.start > sentence.start), None),
    } | _selection_panel(bench, sentence)


def _selection_panel(bench: Workbench, span: Span) -> Context:
    words = bench.text[span.start : span.end].strip()
    place = {"start": span.start, "end": span.end, "words": words}
    run = [s for s in bench.unread if span.contains(s)]
    return {
        "selection": words,
        "span": span,
        "run": run,
        "may_enter": can_enter(bench.user),
        "claim_form": ClaimForm(),
        "place_form": PlaceForm(initial=place),
        "place_under_form": PlaceUnderForm(initial=place, auto_id="under_%s"),
    }


def selection_refused(
    request: SignedInRequest,
    article: Article,
    refusal: Refused,
    forms: dict[str, Any],
) -> HttpResponse:
    """The selection's panel again, with what was typed and the refusal beside its field."""
    bench = Workbench(article, request.user)
    bound = list(forms.values())
    place = bound[-1]
    span = _posted_span(request)
    is_sentence = span in bench.sentences
    panel = _sentence_panel(bench, span) if is_sentence else _selection_panel(bench, span)
    context = panel | forms | {"bench": bench}
    if not context["selection"]:
        context["selection"] = place["words"].value() or ""
    if isinstance(refusal, Refused) and status_of(refusal) != 422:
        context["refusal"] = refusal
        return page(request, TEMPLATE, "changed", context, status_of(refusal))
    if refusal is not INVALID:
        field = getattr(refusal, "field", None)
        add_refusal(place if field in place.fields else bound[0], refusal)
    return page(request, TEMPLATE, "changed", context, 422)


def _written(
    request: SignedInRequest, article: Article, span: Span, write: Callable[[], object]
) -> HttpResponse:
    """Run a verb on a sentence and show what came of it."""
    before = _last_event(request, article)
    try:
        write()
    except Refused as refusal:
        return _show_sentence(request, article, span, {"refusal": refusal}, status_of(refusal))
    last = _last_event(request, article)
    event = last if last != before else None
    if request.htmx:
        nothing = Toast("There was nothing to change")
        toast = toast_of(event, request.user) if event else nothing
        return _show_sentence(request, article, span, {"toast": toast})
    query = {"sentence": span.start} | ({"done": event.pk} if event else {})
    return HttpResponseRedirect(reverse("article", args=[article.pk], query=query))


def _last_event(request: SignedInRequest, article: Article) -> Event | None:
    return Event.objects.filter(article=article, actor=request.user).order_by("-pk").first()


def _show_sentence(
    request: SignedInRequest, article: Article, span: Span, context: Context, status: int = 200
) -> HttpResponse:
    bench = Workbench(article, request.user)
    if span in bench.sentences:
        context |= _sentence_panel(bench, span)
    return page(request, TEMPLATE, "changed", context | {"bench": bench}, status)


def _posted_span(request: SignedInRequest) -> Span:
    start, end = (number(request.POST.get(name, "")) for name in ("start", "end"))
    return Span(start or 0, end or 0)
