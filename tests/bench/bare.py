"""The desk's addresses and, as a yardstick, the least that a page behind the sign-in can do."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from claims.models import Claim

TEMPLATE = engines["django"].from_string(
    """<!doctype html>
<title>{{ claim.pk }}</title>
<h1>{{ claim.statement }}</h1>
<p>{{ claim.stage }}, {{ claim.kind }}</p>
<p>{{ claim.changed_at|date }}</p>
"""
)


def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One SELECT by key, and five lines of template."""
    return HttpResponse(TEMPLATE.render({"claim": Claim.objects.get(pk=pk)}, request))


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """One UPDATE by key, and the same five lines without a row."""
    Claim.objects.filter(pk=pk).update(version=F("version") + 1)
    return HttpResponse(TEMPLATE.render({"claim": Claim(pk=pk)}, request))


urlpatterns = [
    path("bare/<int:pk>/", read),
    path("bare/<int:pk>/write/", write),
    path("", include("claimtrack.urls")),
]
