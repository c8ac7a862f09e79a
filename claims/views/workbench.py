"""The workbench: one article's text, and beside it a claim, a sentence or the list of claims."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from claims.errors import Incomplete, Refused
from claims.forms.claims import ClaimForm, PlaceForm, PlaceUnderForm
from claims.models import Article, Claim, Event, Revision
from claims.roles import Capability
from claims.selectors.lookups import get_article_for, get_claim_for
from claims.selectors.workbench import Workbench
from claims.services import claims
from claims.text.passages import place_of, places_of
from claims.text.sentences import Span
from claims.views.panels import after_step, bench_of, claim_panel
from claims.views.responses import Context, SignedInRequest, number, page, perform
from claims.views.toasts import toast_done

TEMPLATE = "articles/workbench.html"


@require_safe
def article(request: SignedInRequest, pk: int) -> HttpResponse:
    bench = Workbench(get_article_for(request.user, pk), request.user)
    context = {"bench": bench, "toast": toast_done(request, bench.article)}
    return page(request, TEMPLATE, "panel", context | _chosen(request, bench))


@require_POST
def make_claim(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form, place = ClaimForm(request.POST), PlaceForm(request.POST)

    def write() -> Event:
        revision = article.current_revision
        span = place_in(revision, place)
        return claims.make_claim_as_said(request.user, form.said(), revision, span.start, span.end)

    forms = {"claim_form": form, "place_form": place}
    return _perform(request, article, write, forms)


@require_POST
def place_claim(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a claim which is here already is made at these words too."""
    article = get_article_for(request.user, pk)
    place = PlaceUnderForm(request.POST, auto_id="under_%s")

    def write() -> Event:
        revision = article.current_revision
        span = place_in(revision, place)
        claim = _claim_numbered(request, place.cleaned_data["claim"])
        return claims.place_passage(
            request.user, claim, claim.version, revision, span.start, span.end
        )

    return _perform(request, article, write, {"place_under_form": place})


def _perform(
    request: SignedInRequest,
    article: Article,
    write: Callable[[], Event],
    forms: dict[str, Any],
) -> HttpResponse:
    """Run a verb that gives a claim a passage, and show the claim."""

    def done(event: Event) -> HttpResponse:
        claim = get_claim_for(request.user, event.claim_id or 0)
        return after_step(request, claim, event, bench_of(request))

    refused = partial(selection_refused, request, article, forms=forms)
    return perform(write, forms=list(forms.values()), done=done, refused=refused)


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
    """What the address asks for: ?claim=, ?sentence=, ?start=&end= or ?list=sentences; else the
    list of claims."""
    asked = {
        name: number(request.GET.get(name, "")) for name in ("claim", "sentence", "start", "end")
    }
    match asked:
        case {"claim": int(pk)}:
            claim = get_claim_for(request.user, pk)
            return claim_panel(claim, request.user) | {"next": bench.next_for_user(claim)}
        case {"sentence": int(at)} if sentence := bench.sentence_at(at):
            return sentence_panel(bench, sentence)
        case {"start": int(start), "end": int(end)} if bench.text[start:end].strip():
            return _selection_panel(bench, Span(start, end))
    lists_sentences = request.GET.get("list") == "sentences"
    return {"next": bench.next_for_user(None), "lists_sentences": lists_sentences}


def sentence_panel(bench: Workbench, sentence: Span) -> Context:
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
        "may_enter": bench.user.may(Capability.ENTER),
        "claim_form": ClaimForm(),
        "place_form": PlaceForm(initial=place),
        "place_under_form": PlaceUnderForm(initial=place, auto_id="under_%s"),
    }


def selection_refused(
    request: SignedInRequest,
    article: Article,
    refusal: Refused | None,
    status: int,
    forms: dict[str, Any],
) -> HttpResponse:
    """The selection's panel again, with what was typed and the refusal."""
    bench, span = Workbench(article, request.user), posted_span(request)
    is_sentence = span in bench.sentences
    panel = sentence_panel(bench, span) if is_sentence else _selection_panel(bench, span)
    context = panel | forms | {"bench": bench, "refusal": refusal}
    context["parts"] = None if status == 409 else []
    if not context["selection"]:
        *_, place = forms.values()
        context["selection"] = place["words"].value() or ""
    return page(request, TEMPLATE, "changed", context, status)


def posted_span(request: SignedInRequest) -> Span:
    start, end = (number(request.POST.get(name, "")) for name in ("start", "end"))
    return Span(start or 0, end or 0)
