"""Queries and corrections: asked from the workbench, answered and settled on pages of their own."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims import editing
from claims.choices import CorrectionState
from claims.editing.corrections import overlapping
from claims.errors import Refused
from claims.forms.negotiation import (
    AnswerForm,
    ApplyForm,
    AskForm,
    CounterForm,
    DeclineForm,
    RuleForm,
    SuggestForm,
)
from claims.models import Article, Correction
from claims.permissions import can_revise, is_author, is_editor
from claims.reading.doors import (
    get_article_for,
    get_claim_for,
    get_correction_for,
    get_query_for,
    get_revision_of,
)
from claims.reading.negotiation import CorrectionRow, Group, corrections_of, queries_of
from claims.reading.sign_off import sign_offs_of
from claims.views.panels import Toast, number, show_claim, show_list
from claims.views.responses import SignedInRequest, add_refusal, status_of
from claims.views.workbench import INVALID, place_in, selection_refused

# The form of an act, and the verb with what is typed into it.
Act = tuple[BaseForm, Callable[[], object]]


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
        editing.ask_query(request.user, article, typed["question"], claim, typed["words"])

    return _from_workbench(request, article, form, "ask_form", write, "Asked")


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    query = get_query_for(request.user, pk)
    form = AnswerForm(request.POST)

    def write() -> None:
        editing.answer_query(request.user, query, form.cleaned_data["answer"])

    refused = _refusal_of(form, write)
    if refused is None:
        return redirect("article-queries", query.article_id)
    return _queries(request, query.article, refused, {query.pk: form})


@require_safe
def corrections(request: SignedInRequest, pk: int) -> HttpResponse:
    return _corrections(request, get_article_for(request.user, pk))


@require_POST
def suggest(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = SuggestForm(request.POST)

    def write() -> None:
        typed, revision = form.cleaned_data, get_revision_of(article)
        claim = get_claim_for(request.user, typed["claim"]) if typed["claim"] else None
        span = place_in(revision, form)
        editing.suggest_correction(
            request.user, revision, span.start, span.end, typed["new_words"], typed["reason"], claim
        )

    return _from_workbench(request, article, form, "suggest_form", write, "Suggested")


@require_POST
def settle(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Bring a correction on; urls.py names the act."""
    correction = get_correction_for(request.user, pk)
    form, write = ACTS[act](request, correction)
    refused = _refusal_of(form, write)
    if refused is None:
        return redirect("article-corrections", correction.article_id)
    return _corrections(request, correction.article, refused, {correction.pk: (act, form)})


@require_POST
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the next revision of what was agreed and upheld."""
    article = get_article_for(request.user, pk)
    form = ApplyForm(request.POST)

    def write() -> None:
        revision = editing.apply_corrections(request.user, article, form.cleaned_data["seen"])
        messages.info(request, f"The corrections are applied: this is revision {revision.number}.")

    refused = _refusal_of(form, write)
    return redirect(article) if refused is None else _corrections(request, article, refused)


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = AnswerForm(request.POST)
    refused = _refusal_of(form, lambda: editing.publish_article(request.user, article))
    if refused is None:
        return redirect("article-corrections", pk)
    return _corrections(request, article, refused)


def _agree(request: SignedInRequest, correction: Correction) -> Act:
    form = AnswerForm(request.POST)
    return form, lambda: editing.agree_correction(request.user, correction)


def _counter(request: SignedInRequest, correction: Correction) -> Act:
    form = CounterForm(request.POST)
    return form, lambda: editing.counter_correction(
        request.user, correction, form.cleaned_data["counter"], form.cleaned_data["answer"]
    )


def _decline(request: SignedInRequest, correction: Correction) -> Act:
    form = DeclineForm(request.POST)
    return form, lambda: editing.decline_correction(
        request.user, correction, form.cleaned_data["answer"]
    )


def _rule(request: SignedInRequest, correction: Correction) -> Act:
    form = RuleForm(request.POST)
    return form, lambda: editing.rule_correction(
        request.user, correction, form.cleaned_data["decision"], form.cleaned_data["reason"]
    )


def _take_back(request: SignedInRequest, correction: Correction) -> Act:
    form = AnswerForm(request.POST)
    return form, lambda: editing.take_back_correction(request.user, correction)


ACTS = {
    "agree": _agree,
    "counter": _counter,
    "decline": _decline,
    "rule": _rule,
    "take-back": _take_back,
}


def _refusal_of(form: BaseForm, write: Callable[[], object]) -> Refused | ValidationError | None:
    """Run a verb with a form's values; why it was refused, said in the form too, or None."""
    if not form.is_valid():
        return ValidationError("Mend what is marked below.")
    try:
        write()
    except (Refused, ValidationError) as refusal:
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
    refused = _refusal_of(form, write)
    claim_pk = number(request.POST.get("claim", ""))
    if refused is None:
        toast = Toast(f"{done}: {article.handed_in_by} sees it")
        if not request.htmx:
            page_name = "article-queries" if name == "ask_form" else "article-corrections"
            return redirect(page_name, article.pk)
        if claim_pk is None:
            return show_list(request, article, toast=toast)
        return show_claim(request, get_claim_for(request.user, claim_pk), toast=toast)
    status = _status(refused)
    above = refused if isinstance(refused, Refused) and status != 422 else None
    if claim_pk is None:
        return selection_refused(request, article, above or INVALID, {name: form})
    claim = get_claim_for(request.user, claim_pk)
    return show_claim(request, claim, status=status, refusal=above, forms={name: form})


def _status(refusal: Refused | ValidationError) -> int:
    return status_of(refusal) if isinstance(refusal, Refused) else 422


def _queries(
    request: SignedInRequest,
    article: Article,
    refused: Refused | ValidationError | None = None,
    forms: dict[int, BaseForm] | None = None,
) -> HttpResponse:
    context = {
        "article": article,
        "revision": get_revision_of(article),
        "rows": [(query, (forms or {}).get(query.pk)) for query in queries_of(article)],
        "may_answer": is_author(request.user, article),
    }
    status = 200 if refused is None else _status(refused)
    return render(request, "articles/queries.html", context, status=status)


def _corrections(
    request: SignedInRequest,
    article: Article,
    refused: Refused | ValidationError | None = None,
    sent: dict[int, tuple[str, BaseForm]] | None = None,
) -> HttpResponse:
    groups, revision = corrections_of(article, request.user), get_revision_of(article)
    agreed = [
        row.correction
        for group in groups
        for row in group.rows
        if row.correction.state in {CorrectionState.ACCEPTED, CorrectionState.UPHELD}
        and not row.is_adrift
    ]
    is_signed = any(sign_off.revision == revision for sign_off in sign_offs_of(article))
    context = {
        "article": article,
        "revision": revision,
        "groups": [(group.title, _with_forms(group, sent or {})) for group in groups],
        "agreed": agreed,
        "clashes": overlapping(agreed),
        "refusal": refused if isinstance(refused, Refused) else None,
        "may_apply": can_revise(request.user, article),
        "may_publish": is_editor(request.user) and is_signed and not article.ran_at,
    }
    status = 200 if refused is None else _status(refused)
    return render(request, "articles/corrections.html", context, status=status)


def _with_forms(
    group: Group, sent: dict[int, tuple[str, BaseForm]]
) -> list[tuple[CorrectionRow, str, BaseForm | None]]:
    """Each row with the act and the form that were sent about it and refused."""
    return [(row, *sent.get(row.correction.pk, ("", None))) for row in group.rows]
