"""An article beside the workbench: what is known of it, its quotations and its revisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.forms.articles import AmendArticleForm, RevisionForm
from claims.models import Event, Revision
from claims.permissions import can_revise
from claims.roles import Capability
from claims.selectors.imports import get_import_for
from claims.selectors.lookups import get_article_for
from claims.selectors.negotiation import unsettled_in
from claims.selectors.quotations import quotations_of, summary_of
from claims.selectors.revisions import foreseen, past_text
from claims.services.articles import amend_article
from claims.services.imports import link_import
from claims.services.proposals import propose_at_once
from claims.services.revisions import revise
from claims.text.differences import compare_texts
from claims.views.responses import SignedInRequest, form_page, number, posted


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    if not request.user.may(Capability.ENTER):
        raise PermissionDenied
    form = AmendArticleForm(posted(request), initial=AmendArticleForm.said_of(article))

    def write() -> Event | None:
        form.check_unchanged()
        return amend_article(request.user, article, **form.changes)

    def show(status: int) -> HttpResponse:
        context = {"article": article, "revision": article.current_revision, "form": form}
        return render(request, "articles/amend.html", context, status=status)

    return form_page(request, form, write, show, lambda _: redirect(article))


@require_safe
def quotations(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    rows = quotations_of(article, request.user)
    context = {
        "article": article,
        "revision": article.current_revision,
        "unsettled": unsettled_in(article),
        "rows": rows,
        "summary": summary_of(rows),
    }
    return render(request, "articles/quotations.html", context)


@require_safe
def revisions(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    rows = article.revisions.select_related("created_by").order_by("-number").defer("text")
    context = {
        "article": article,
        "unsettled": unsettled_in(article),
        "rows": rows,
        "may_revise": can_revise(request.user, article),
    }
    return render(request, "articles/revisions.html", context)


@require_safe
def revision(request: SignedInRequest, pk: int, at: int) -> HttpResponse:
    """One text of an article as it was, with what it changed."""
    article = get_article_for(request.user, pk)
    shown = get_object_or_404(article.revisions.select_related("created_by"), number=at)
    shown.article = article
    before = article.revisions.filter(number=at - 1).first()
    context = {
        "article": article,
        "revision": shown,
        "past": past_text(shown),
        "before": before,
        "rows": compare_texts(before.text, shown.text) if before else [],
        "is_last": shown == article.current_revision,
    }
    return render(request, "articles/revision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Compare a text with the current revision; on the second press store it.

    With `?import=` the text is that of an import of this person's own.
    """
    article = get_article_for(request.user, pk)
    if not can_revise(request.user, article):
        raise PermissionDenied
    key = number(request.GET.get("import", ""))
    copy = None if key is None else get_import_for(request.user, key)
    current = article.current_revision
    begun = {"seen": current.number, "text": copy.text if copy else current.text}

    def show(status: int = 200, compared_text: str = "") -> HttpResponse:
        context = {
            "article": article,
            "copy": copy,
            "revision": article.current_revision,
            "form": form,
            "foreseen": foreseen(article, compared_text) if compared_text else None,
        }
        return render(request, "articles/revision_new.html", context, status=status)

    if request.method != "POST" and copy is None:
        form = RevisionForm(initial=begun)
        return show()
    form = RevisionForm(request.POST or begun)
    if not form.is_valid():
        return show(422)
    seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
    if "store" not in request.POST:
        return show(compared_text=text)

    def write() -> Revision:
        revision = revise(request.user, article, seen, text)
        if copy and not copy.article:
            link_import(copy, article)
        return revision

    def done(revision: Revision) -> HttpResponse:
        propose_at_once(revision)
        messages.info(request, f"Revision {revision.number} is stored.")
        return redirect(article)

    return form_page(request, form, write, lambda status: show(status, text), done)
