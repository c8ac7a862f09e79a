"""What is known of an article beside its text."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.errors import Conflict, Refused
from claims.forms.articles import AmendArticleForm
from claims.permissions import can_enter
from claims.selectors.lookups import get_article_for
from claims.services import articles
from claims.views.responses import SignedInRequest, add_refusal, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    if not can_enter(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = AmendArticleForm(
        request.POST if is_sent else None, initial=AmendArticleForm.said_of(article)
    )
    status = 422 if is_sent else 200
    if form.is_valid():
        try:
            articles.amend_article(request.user, form.as_seen(article), **form.changes)
            return redirect(article)
        except Refused as refusal:
            if isinstance(refusal, Conflict):
                now = get_article_for(request.user, pk)
                form = form.renewed(AmendArticleForm.said_of(now))
            add_refusal(form, refusal)
            status = status_of(refusal)
    context = {"form": form, "article": article, "revision": article.current_revision}
    return render(request, "articles/amend.html", context, status=status)
