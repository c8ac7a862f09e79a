"""Queries and corrections: asked from the workbench, answered and settled on pages of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.choices import CorrectionState as State
from claims.correction_workflow import GONE_ON
from claims.errors import Conflict, Refused
from claims.forms import negotiation as forms
from claims.models import Article, Correction, Query, Revision
from claims.permissions import can_answer_query, can_revise
from claims.selectors.lookups import (
    get_article_for,
    get_claim_for,
    get_correction_for,
    get_query_for,
)
from claims.selectors.negotiation import CorrectionRow, corrections_of, queries_of, unsettled_in
from claims.selectors.workbench import Workbench
from claims.services import negotiation as services
from claims.services.negotiation import answer_query, ask_query
from claims.services.proposals import propose_at_once
from claims.views.panels import claim_refused, show_claim, show_list
from claims.views.responses import (
    Context,
    SignedInRequest,
    Toast,
    number,
    page,
    perform,
    posted_number,
    respond,
)
from claims.views.workbench import selection_refused


@dataclass(frozen=True)
class Act:
    """What is done with one correction: a verb, the form that it reads, where it leads, and what
    its button and its toast say."""

    verb: Callable[..., object]
    form: type[Form]
    target: State
    button: str
    done: str


ACTS = {
    "agree": Act(services.agree_correction, Form, State.ACCEPTED, "Accept", "Accepted"),
    "counter": Act(
        services.counter_correction, forms.CounterForm, State.COUNTERED, "Other words", "Countered"
    ),
    "decline": Act(
        services.decline_correction, forms.DeclineForm, State.DECLINED, "Decline", "Declined"
    ),
    "rule": Act(services.rule_correction, forms.RuleForm, State.UPHELD, "Rule", "Ruled"),
    "take-back": Act(
        services.take_back_correction, Form, State.WITHDRAWN, "Take back", "Taken back"
    ),
}


@require_safe
def queries(request: SignedInRequest, pk: int) -> HttpResponse:
    return _queries(request, get_article_for(request.user, pk))


@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = forms.AskForm(request.POST)

    def write() -> Query:
        typed = form.cleaned_data
        claim = get_claim_for(request.user, typed["claim"]) if typed["claim"] else None
        about = {name: typed[name] for name in ("words", "start")}
        return ask_query(request.user, article, typed["question"], claim, **about)

    return _perform_from_workbench(request, article, write, {"ask_form": form}, "Asked")


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    query = get_query_for(request.user, pk)
    form = forms.AnswerForm(request.POST, auto_id=f"answer{pk}_%s")
    show = partial(_queries, request, query.article)

    def write() -> Query:
        return answer_query(request.user, query, form.cleaned_data["answer"])

    return perform(
        write,
        forms=[form],
        done=lambda _: _answered(request, query.article, "queries", "Answered", show, pk),
        refused=lambda why, status: show(status, {pk: form}, refusal=why),
    )


@require_safe
def corrections(request: SignedInRequest, pk: int) -> HttpResponse:
    return _corrections(request, get_article_for(request.user, pk))


@require_POST
def suggest(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = forms.SuggestForm(request.POST)

    def write() -> Correction:
        typed, revision = form.cleaned_data, article.current_revision
        claim = get_claim_for(request.user, typed["claim"]) if typed["claim"] else None
        span, words, reason = form.span_in(revision), typed["new_words"], typed["reason"]
        return services.suggest_correction(
            request.user, revision, span.start, span.end, words, reason, claim
        )

    return _perform_from_workbench(request, article, write, {"suggest_form": form}, "Suggested")


@require_POST
def settle(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Bring a correction on from the state that the person saw; urls.py names the act."""
    correction = get_correction_for(request.user, pk)
    form = ACTS[act].form(request.POST, auto_id=f"{act}{pk}_%s")
    is_as_seen = request.POST.get("state") == correction.state
    show = partial(_corrections, request, correction.article)

    def write() -> object:
        if not is_as_seen:
            raise Conflict(GONE_ON)
        return ACTS[act].verb(request.user, correction, **form.cleaned_data)

    done = ACTS[act].done
    return perform(
        write,
        forms=[form],
        done=lambda _: _answered(request, correction.article, "corrections", done, show, pk),
        refused=lambda why, status: show(status, {(pk, act): form}, refusal=why),
    )


@require_POST
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the next revision of what was agreed and upheld."""
    article = get_article_for(request.user, pk)

    def write() -> Revision:
        seen = posted_number(request, "seen")
        listed = [key for key in map(number, request.POST.getlist("correction")) if key]
        return services.apply_corrections(request.user, article, seen, listed)

    def done(revision: Revision) -> HttpResponse:
        propose_at_once(revision)
        messages.info(request, f"The corrections are applied: this is revision {revision.number}.")
        return redirect(article)

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        return _corrections(request, article, status, refusal=refusal)

    return perform(write, done=done, refused=refused)


def _perform_from_workbench(
    request: SignedInRequest,
    article: Article,
    write: Callable[[], object],
    forms: dict[str, forms.AskForm | forms.SuggestForm],
    verb: str,
) -> HttpResponse:
    """Ask or suggest, and show the workbench as it was done from, with what came of it."""
    claim_pk = number(request.POST.get("claim", ""))
    author = article.handed_in_by
    toast = Toast(f"{verb}: {author if author.is_active else 'an editor'} sees it")

    def show() -> HttpResponse:
        bench = Workbench(article, request.user)
        if claim_pk is None:
            return show_list(request, bench, parts=[], toast=toast)
        claim = get_claim_for(request.user, claim_pk)
        return show_claim(request, claim, bench=bench, parts=[], toast=toast)

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        if claim_pk is None:
            return selection_refused(request, article, refusal, status, forms)
        bench = Workbench(article, request.user)
        return claim_refused(request, claim_pk, refusal, status, bench=bench, forms=forms)

    listed = "article-queries" if "ask_form" in forms else "article-corrections"
    address = reverse(listed, args=[article.pk])
    return perform(
        write,
        forms=list(forms.values()),
        done=lambda _: respond(request, toast, show, address),
        refused=refused,
    )


def _answered(
    request: SignedInRequest,
    article: Article,
    listed: str,
    done: str,
    show: Callable[..., HttpResponse],
    pk: int,
) -> HttpResponse:
    """The list again, with the focus on what was dealt with."""
    toast, address = Toast(done), reverse(f"article-{listed}", args=[article.pk])
    return respond(request, toast, lambda: show(toast=toast, last=pk), address)


def _queries(
    request: SignedInRequest,
    article: Article,
    status: int = 200,
    typed: dict[int, Form] | None = None,
    **said: Any,
) -> HttpResponse:
    """The list; `typed` has the form that was refused, by the key of its query."""
    rows = []
    for query in queries_of(article):
        form = (typed or {}).get(query.pk) or forms.AnswerForm(auto_id=f"answer{query.pk}_%s")
        rows.append((query, form, query.is_open and can_answer_query(request.user, query)))
    context = {"rows": rows, "revision": article.current_revision} | said
    return _page(request, "articles/queries.html", article, context, status)


def _corrections(
    request: SignedInRequest,
    article: Article,
    status: int = 200,
    typed: dict[tuple[int, str], Form] | None = None,
    **said: Any,
) -> HttpResponse:
    """The list; `typed` has the form that was refused, by the key of its correction and the act."""
    revision = article.current_revision
    groups = corrections_of(revision, request.user)
    listed = [row.correction for group in groups for row in group.rows]
    agreed = [c for c in listed if c.state in services.AGREED and not c.is_orphaned]
    context = {
        "groups": [(g.title, [(row, *_acts(row, typed or {})) for row in g.rows]) for g in groups],
        "agreed": agreed,
        "clashes": services.overlapping(agreed),
        "may_apply": can_revise(request.user, article),
        "revision": revision,
    }
    return _page(request, "articles/corrections.html", article, context | said, status)


def _acts(
    row: CorrectionRow, typed: dict[tuple[int, str], Form]
) -> tuple[list[tuple[str, str, Form]], list[str]]:
    """(name, button, form) of what this person may do with a correction, and the words that were
    typed into a form that is not theirs any more."""
    acts: list[tuple[str, str, Form]] = []
    lost: list[str] = []
    correction = row.correction
    for name, act in ACTS.items():
        sent = typed.get((correction.pk, name))
        if act.target in row.moves:
            initial = {"words": correction.words}
            form = sent or act.form(auto_id=f"{name}{correction.pk}_%s", initial=initial)
            acts.append((name, act.button, form))
        elif sent:
            words = (str(field.value() or "").strip() for field in sent)
            lost += [text for text in words if text]
    return acts, lost


def _page(
    request: SignedInRequest, template: str, article: Article, context: Context, status: int
) -> HttpResponse:
    context |= {"article": article, "unsettled": unsettled_in(article)}
    return page(request, template, "changed", context, status)
