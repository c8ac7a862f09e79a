"""Queries and corrections: asked from the workbench, answered and settled on pages of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from claims.choices import CorrectionState
from claims.correction_workflow import GONE_ON
from claims.errors import Conflict, Incomplete, Refused
from claims.forms.negotiation import (
    AnswerForm,
    ApplyForm,
    AskForm,
    CounterForm,
    DeclineForm,
    RuleForm,
    SuggestForm,
)
from claims.models import Article, Revision
from claims.permissions import can_answer_query, can_revise
from claims.selectors.lookups import (
    get_article_for,
    get_claim_for,
    get_correction_for,
    get_query_for,
)
from claims.selectors.negotiation import CorrectionRow, corrections_of, queries_of, unsettled_in
from claims.services.corrections import (
    AGREED,
    agree_correction,
    apply_corrections,
    counter_correction,
    decline_correction,
    overlapping,
    rule_correction,
    suggest_correction,
    take_back_correction,
)
from claims.services.queries import answer_query, ask_query
from claims.views.panels import Toast, number, show_claim, show_list
from claims.views.responses import SignedInRequest, add_refusal, page, status_of
from claims.views.workbench import INVALID, place_in, selection_refused


@dataclass(frozen=True)
class Act:
    """What is done with one correction: a verb, the form that it reads, and where it leads."""

    verb: Callable[..., object]
    form: type[forms.Form]
    target: CorrectionState
    done: str


ACTS = {
    "agree": Act(agree_correction, forms.Form, CorrectionState.ACCEPTED, "Accepted"),
    "counter": Act(counter_correction, CounterForm, CorrectionState.COUNTERED, "Countered"),
    "decline": Act(decline_correction, DeclineForm, CorrectionState.DECLINED, "Declined"),
    "rule": Act(rule_correction, RuleForm, CorrectionState.UPHELD, "Ruled"),
    "take-back": Act(take_back_correction, forms.Form, CorrectionState.WITHDRAWN, "Taken back"),
}


@dataclass(frozen=True)
class Sent:
    """The form that was sent about a query or a correction, by its key, and why it was refused."""

    pk: int
    form: forms.Form
    refusal: Refused | None
    act: str = ""

    def refused_about(self, pk: int) -> forms.Form | None:
        return self.form if self.refusal and self.pk == pk else None


@dataclass(frozen=True)
class Row:
    """A correction and the forms of what this person may do with it; which of them was refused, or
    what was typed into one that is not theirs any more."""

    of: CorrectionRow
    forms: dict[str, forms.Form]
    refused: str
    kept: list[str]


@require_safe
def queries(request: SignedInRequest, pk: int) -> HttpResponse:
    return _queries(request, get_article_for(request.user, pk))


@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = AskForm(request.POST)

    def write() -> None:
        typed = form.cleaned_data
        claim = get_claim_for(request.user, typed["claim"]) if typed["claim"] else None
        about = {name: typed[name] for name in ("words", "start")}
        ask_query(request.user, article, typed["question"], claim, **about)

    return _from_workbench(request, article, form, "ask_form", write, "Asked")


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    query = get_query_for(request.user, pk)
    form = AnswerForm(request.POST, auto_id=f"answer{pk}_%s")

    def write() -> None:
        answer_query(request.user, query, form.cleaned_data["answer"])

    refusal = _refusal_of(form, write)
    if refusal is None and not request.htmx:
        return redirect("article-queries", query.article_id)
    return _queries(request, query.article, Sent(pk, form, refusal))


@require_safe
def corrections(request: SignedInRequest, pk: int) -> HttpResponse:
    return _corrections(request, get_article_for(request.user, pk))


@require_POST
def suggest(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = SuggestForm(request.POST)

    def write() -> None:
        typed, revision = form.cleaned_data, article.current_revision
        claim = get_claim_for(request.user, typed["claim"]) if typed["claim"] else None
        span = place_in(revision, form)
        suggest_correction(
            request.user, revision, span.start, span.end, typed["new_words"], typed["reason"], claim
        )

    return _from_workbench(request, article, form, "suggest_form", write, "Suggested")


@require_POST
def settle(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Bring a correction on from the state that the person saw; urls.py names the act."""
    correction = get_correction_for(request.user, pk)
    form = ACTS[act].form(request.POST, auto_id=f"{act}{pk}_%s")
    is_as_seen = request.POST.get("state") == correction.state

    def write() -> None:
        if not is_as_seen:
            raise Conflict(GONE_ON)
        ACTS[act].verb(request.user, correction, **form.cleaned_data)

    refusal = _refusal_of(form, write)
    if refusal is None and not request.htmx:
        return redirect("article-corrections", correction.article_id)
    return _corrections(request, correction.article, Sent(pk, form, refusal, act))


@require_POST
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the next revision of what was agreed and upheld."""
    article = get_article_for(request.user, pk)
    form = ApplyForm(request.POST)
    listed = [key for key in map(number, request.POST.getlist("correction")) if key]

    def write() -> None:
        seen = form.cleaned_data["seen"]
        revision = apply_corrections(request.user, article, seen, listed)
        messages.info(request, f"The corrections are applied: this is revision {revision.number}.")

    refusal = _refusal_of(form, write)
    if refusal is None:
        return redirect(article)
    return _corrections(request, article, Sent(0, form, refusal))


def _refusal_of(form: forms.Form, write: Callable[[], object]) -> Refused | None:
    """Run a verb with a form's values; why it was refused, said in the form too, or None."""
    if not form.is_valid():
        return Incomplete("Mend what is marked below.")
    try:
        write()
    except Refused as refusal:
        add_refusal(form, refusal)
        return refusal
    return None


def _from_workbench(
    request: SignedInRequest,
    article: Article,
    form: AskForm | SuggestForm,
    name: str,
    write: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Show the workbench as it was asked from, with what came of it."""
    refusal = _refusal_of(form, write)
    claim_pk = number(request.POST.get("claim", ""))
    if refusal is None:
        author = article.handed_in_by
        toast = Toast(f"{done}: {author if author.is_active else 'an editor'} sees it")
        if not request.htmx:
            page_name = "article-queries" if name == "ask_form" else "article-corrections"
            return redirect(page_name, article.pk)
        if claim_pk is None:
            return show_list(request, article, toast=toast)
        return show_claim(request, get_claim_for(request.user, claim_pk), toast=toast)
    status = status_of(refusal)
    above = refusal if status != 422 else None
    if claim_pk is None:
        return selection_refused(request, article, above or INVALID, {name: form})
    claim = get_claim_for(request.user, claim_pk)
    return show_claim(request, claim, status=status, refusal=above, forms={name: form})


def _queries(request: SignedInRequest, article: Article, sent: Sent | None = None) -> HttpResponse:
    rows = []
    for query in queries_of(article):
        refused = sent and sent.refused_about(query.pk)
        form = refused or AnswerForm(auto_id=f"answer{query.pk}_%s")
        may_answer = query.is_open and can_answer_query(request.user, query)
        rows.append((query, form, bool(refused), may_answer))
    context = {"rows": rows}
    revision = article.current_revision
    return _shown(request, "articles/queries.html", revision, context, sent, "Answered")


def _corrections(
    request: SignedInRequest, article: Article, sent: Sent | None = None
) -> HttpResponse:
    revision = article.current_revision
    groups = corrections_of(revision, request.user)
    listed = [row.correction for group in groups for row in group.rows]
    agreed = [c for c in listed if c.state in AGREED and not c.is_orphaned]
    context = {
        "groups": [(group.title, [_row(row, sent) for row in group.rows]) for group in groups],
        "agreed": agreed,
        "clashes": overlapping(agreed),
        "may_apply": can_revise(request.user, article),
    }
    done = ACTS[sent.act].done if sent and sent.act else ""
    return _shown(request, "articles/corrections.html", revision, context, sent, done)


def _row(row: CorrectionRow, sent: Sent | None) -> Row:
    pk = row.correction.pk
    shown: dict[str, forms.Form] = {
        name: act.form(auto_id=f"{name}{pk}_%s", initial={"words": row.correction.words})
        for name, act in ACTS.items()
        if act.target in row.moves
    }
    refused = sent and sent.refused_about(pk)
    if sent is None or not refused:
        return Row(row, shown, "", [])
    if sent.act in shown:
        return Row(row, shown | {sent.act: refused}, sent.act, [])
    typed = [str(field.value() or "").strip() for field in refused]
    return Row(row, shown, "", [words for words in typed if words])


def _shown(
    request: SignedInRequest,
    template: str,
    revision: Revision,
    context: dict[str, Any],
    sent: Sent | None,
    done: str,
) -> HttpResponse:
    """The list; what was refused is said in its form, and above unless that says it."""
    article = revision.article
    context |= {"article": article, "revision": revision, "unsettled": unsettled_in(article)}
    if sent is None:
        return page(request, template, "changed", context)
    if sent.refusal is None:
        return page(request, template, "changed", context | {"toast": Toast(done), "last": sent.pk})
    status = status_of(sent.refusal)
    context |= {"refusal": sent.refusal if status != 422 or not sent.pk else None}
    return page(request, template, "changed", context, status)
