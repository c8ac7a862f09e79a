"""The workbench: one article's text, and beside it a claim, a sentence or the list of claims.

What is done with the text itself is here too: claims made in it, its proposals, and its sentences
that hold nothing to check.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims import workflow
from claims.choices import Verb
from claims.errors import Incomplete, Refused
from claims.forms.claims import AcceptAllForm, ClaimForm, PlaceForm, PlaceUnderForm
from claims.models import Article, Claim, Event
from claims.roles import Capability
from claims.selectors.lookups import (
    clearances_at,
    get_article_for,
    get_claim_for,
    get_revision_seen,
)
from claims.selectors.workbench import Workbench
from claims.services import articles, claims, proposals
from claims.text.sentences import Span
from claims.views.panels import TEMPLATE, after_step, bench_of, claim_panel, show_list
from claims.views.responses import (
    NOTHING_CHANGED,
    Context,
    SignedInRequest,
    Toast,
    counted,
    number,
    own_events,
    page,
    perform,
    posted_number,
    respond,
    toast_done,
    toast_of,
    toast_of_many,
)


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
        span = place.span_in(revision)
        return claims.make_claim_as_said(request.user, form.said(), revision, span.start, span.end)

    return _place(request, article, write, {"claim_form": form, "place_form": place})


@require_POST
def place_claim(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a claim which is here already is made at these words too."""
    article = get_article_for(request.user, pk)
    place = PlaceUnderForm(request.POST, auto_id="under_%s")

    def write() -> Event:
        revision = article.current_revision
        span = place.span_in(revision)
        try:
            claim = get_claim_for(request.user, place.cleaned_data["claim"])
        except Http404 as absent:
            raise Incomplete("There is no claim of this number.", "claim") from absent
        return claims.place_passage(
            request.user, claim, claim.version, revision, span.start, span.end
        )

    return _place(request, article, write, {"place_under_form": place})


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
        return _list_after(request, article, Toast(text), {claim.pk for claim in found})

    return perform(write, done=done, refused=partial(_list_refused, request, article))


@require_safe
def proposing(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a workbench asks every second while a task proposes; once that is done, its text with
    the proposals, and its list where that is open. What is typed beside the text stays."""
    article = get_article_for(request.user, pk)
    if article.proposing_since:
        return HttpResponse(status=204)
    bench, toast = Workbench(article, request.user), Toast("Proposals are made")
    context = {"bench": bench, "next": bench.next_for_user(None), "toast": toast}
    # The address says what is beside the text: `_chosen` reads it, workbench.js keeps it so.
    is_listing = not urlsplit(request.htmx.current_url or "").query
    context |= {"is_proposed": True, "is_listing": is_listing}
    return render(request, f"{TEMPLATE}#proposed", context)


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
        return _list_after(request, article, toast_of_many(article, events), accepted)

    return perform(write, done=done, refused=partial(_list_refused, request, article))


@require_POST
def undo_accept_all(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)

    def write() -> list[Claim]:
        since = timezone.now() - workflow.UNDO_WITHIN
        own = own_events(request.user, article, *_first_and_last(request))
        return proposals.undo_accept_all(request.user, own.filter(verb=Verb.ACCEPT, at__gt=since))

    def done(undone: list[Claim]) -> HttpResponse:
        text = f"{counted(len(undone), 'claim')} proposed again" if undone else "Too late to undo"
        return _list_after(request, article, Toast(text), {claim.pk for claim in undone})

    return perform(write, done=done, refused=partial(_list_refused, request, article))


@require_POST
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a sentence holds nothing (more) to check."""
    article, span = get_article_for(request.user, pk), posted_span(request)
    revision = get_revision_seen(article, number(request.POST.get("number", "")))
    write = partial(articles.clear_sentence, request.user, revision, span.start, span.end)
    return _clear_one(request, article, span, write)


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    article, span = get_article_for(request.user, pk), posted_span(request)

    def write() -> Event | None:
        clearance = clearances_at(article, span.start, span.end).first()
        return articles.revoke_clearance(request.user, clearance) if clearance else None

    return _clear_one(request, article, span, write)


@require_POST
def clear_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say it of every unread sentence from one place to another."""
    article, span = get_article_for(request.user, pk), posted_span(request)

    def write() -> list[Event]:
        revision = get_revision_seen(article, number(request.POST.get("number", "")))
        return articles.clear_sentences(request.user, revision, span.start, span.end)

    return _clear_run(request, article, write, partial(toast_of_many, article))


@require_POST
def revoke_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what one's own clearances from one event to another cleared."""
    article = get_article_for(request.user, pk)

    def write() -> list[Event]:
        run = own_events(request.user, article, *_first_and_last(request))
        return articles.revoke_clearances(request.user, article, run.filter(verb=Verb.CLEAR))

    def toast(events: Sequence[Event]) -> Toast:
        are = "is" if len(events) == 1 else "are"
        text = f"{counted(len(events), 'sentence')} {are} unread again"
        return Toast(text) if events else NOTHING_CHANGED

    return _clear_run(request, article, write, toast)


def _place(
    request: SignedInRequest, article: Article, write: Callable[[], Event], forms: dict[str, Any]
) -> HttpResponse:
    """Run a verb that gives a claim a passage, and show the claim."""

    def done(event: Event) -> HttpResponse:
        claim = get_claim_for(request.user, event.claim_id or 0)
        return after_step(request, claim, event, bench_of(request))

    refused = partial(selection_refused, request, article, forms=forms)
    return perform(write, forms=list(forms.values()), done=done, refused=refused)


def _clear_one(
    request: SignedInRequest, article: Article, span: Span, write: Callable[[], Event | None]
) -> HttpResponse:
    """Run a verb on a sentence, and show it with what came of it."""

    def show(status: int = 200, **said: Toast | Refused | None) -> HttpResponse:
        bench = Workbench(article, request.user)
        panel = sentence_panel(bench, span) if span in bench.sentences else {}
        parts = bench.parts_around([span]) if status == 200 else None
        return page(
            request, TEMPLATE, "changed", panel | {"bench": bench, "parts": parts} | said, status
        )

    def done(event: Event | None) -> HttpResponse:
        toast = toast_of(event, request.user)
        address = f"{article.get_absolute_url()}?sentence={span.start}"
        return respond(request, toast, lambda: show(toast=toast), address)

    return perform(write, done=done, refused=lambda why, status: show(status, refusal=why))


def _clear_run(
    request: SignedInRequest,
    article: Article,
    write: Callable[[], list[Event]],
    toast_for: Callable[[Sequence[Event]], Toast],
) -> HttpResponse:
    """Run a verb on several sentences, and show the list of claims with what came of it."""

    def done(events: list[Event]) -> HttpResponse:
        spans = [Span(event.wording["start"], event.wording["end"]) for event in events]
        return _list_after(request, article, toast_for(events), spans=spans)

    return perform(write, done=done, refused=partial(_list_refused, request, article))


def _list_after(
    request: SignedInRequest,
    article: Article,
    toast: Toast,
    claims: Collection[int | None] = (),
    spans: Collection[Span] = (),
) -> HttpResponse:
    """The list of claims, and the text where these claims and places have changed."""

    def show() -> HttpResponse:
        bench = Workbench(article, request.user)
        parts = bench.parts_of(claims) if claims else bench.parts_around(spans)
        return show_list(request, bench, parts=parts, toast=toast)

    return respond(request, toast, show, article.get_absolute_url())


def _list_refused(
    request: SignedInRequest, article: Article, refusal: Refused | None, status: int
) -> HttpResponse:
    return show_list(request, Workbench(article, request.user), status=status, refusal=refusal)


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
    return {
        "selection": words,
        "span": span,
        "run": [s for s in bench.unread if span.contains(s)],
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
    # The forms are shown also to who may not send them any more: nothing typed is lost.
    context = panel | forms | {"bench": bench, "refusal": refusal, "keeps_typed": True}
    context["parts"] = None if status == 409 else []
    if not context["selection"]:
        *_, place = forms.values()
        context["selection"] = place["words"].value() or ""
    return page(request, TEMPLATE, "changed", context, status)


def posted_span(request: SignedInRequest) -> Span:
    return Span(posted_number(request, "start"), posted_number(request, "end"))


def _first_and_last(request: SignedInRequest) -> tuple[int, int]:
    """The events that a toast was about, which its undo takes back."""
    return posted_number(request, "first"), posted_number(request, "last")
