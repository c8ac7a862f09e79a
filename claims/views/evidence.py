"""What is known of a source while evidence from it is typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.reading.evidence import known_source
from claims.views.responses import SignedInRequest


@require_safe
def source_known(request: SignedInRequest) -> HttpResponse:
    typed = request.GET.get("source", "").strip()
    context = {"typed": typed, "source": known_source(request.user, typed)}
    return render(request, "sources/known.html", context)
