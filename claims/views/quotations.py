"""The quotations of an article, compared with its sources."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.selectors.lookups import get_article_for
from claims.selectors.quotations import quotations_of, summary_of
from claims.views.responses import SignedInRequest


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
