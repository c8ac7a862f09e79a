"""The revisions of an article: the list, the next one, and each as it stood."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.forms.revisions import RevisionForm
from claims.models import Article, Import, Revision
from claims.permissions import can_revise
from claims.selectors.imports import get_import_for
from claims.selectors.lookups import get_article_for
from claims.selectors.revisions import foreseen, past_text
from claims.services import imports
from claims.services.proposals import propose_at_once
from claims.services.revisions import revise
from claims.text.differences import compare_texts
from claims.views.responses import SignedInRequest, form_page, number


@require_safe
def revisions(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    rows = article.revisions.select_related("created_by").order_by("-number").defer("text")
    context = {"article": article, "rows": rows, "may_revise": can_revise(request.user, article)}
    return render(request, "articles/revisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Compare a text with the current revision; on the second press store it."""
    article = get_article_for(request.user, pk)
    if not can_revise(request.user, article):
        raise PermissionDenied
    copy = _import(request)
    current = article.current_revision
    begun = {"seen": current.number, "text": copy.text if copy else current.text}
    if request.method != "POST" and copy is None:
        return _new(request, article, RevisionForm(initial=begun))
    form = RevisionForm(request.POST or begun)
    if not form.is_valid():
        return _new(request, article, form, 422)
    seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
    if "store" not in request.POST:
        return _new(request, article, form, compared_text=text)

    def write() -> Revision:
        revision = revise(request.user, article, seen, text)
        if copy and not copy.article:
            imports.link_import(copy, article)
        return revision

    def show(status: int) -> HttpResponse:
        return _new(request, article, form, status, compared_text=text)

    def done(revision: Revision) -> HttpResponse:
        propose_at_once(revision)
        messages.info(request, f"Revision {revision.number} is stored.")
        return redirect(article)

    return form_page(request, form, write, show, done)


@require_safe
def revision(request: SignedInRequest, pk: int, at: int) -> HttpResponse:
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


def _import(request: SignedInRequest) -> Import | None:
    """The import whose text is to be the revision, by `?import=`; only this person's own."""
    pk = number(request.GET.get("import", ""))
    return None if pk is None else get_import_for(request.user, pk)


def _new(
    request: SignedInRequest,
    article: Article,
    form: RevisionForm,
    status: int = 200,
    compared_text: str = "",
) -> HttpResponse:
    context = {
        "article": article,
        "copy": _import(request),
        "revision": article.current_revision,
        "form": form,
        "foreseen": foreseen(article, compared_text) if compared_text else None,
    }
    return render(request, "articles/revision_new.html", context, status=status)
