"""What is known of an article beside its text, and its quotations."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.forms.articles import AmendArticleForm
from claims.models import Event
from claims.roles import Capability
from claims.selectors.lookups import get_article_for
from claims.selectors.quotations import quotations_of, summary_of
from claims.services import articles
from claims.views.responses import SignedInRequest, form_page, posted


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    if not request.user.may(Capability.ENTER):
        raise PermissionDenied
    form = AmendArticleForm(posted(request), initial=AmendArticleForm.said_of(article))

    def write() -> Event | None:
        return articles.amend_article(request.user, form.as_seen(article), **form.changes)

    def show(status: int) -> HttpResponse:
        context = {"article": article, "revision": article.current_revision, "form": form}
        if status == 409:
            now = get_article_for(request.user, pk)
            context["form"] = form.renewed(AmendArticleForm.said_of(now))
        return render(request, "articles/amend.html", context, status=status)

    return form_page(request, form, write, show, lambda _: redirect(article))


@require_safe
def quotations(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    rows = quotations_of(article, request.user)
    context = {
        "article": article,
        "revision": article.current_revision,
        "rows": rows,
        "summary": summary_of(rows),
    }
    return render(request, "articles/quotations.html", context)
