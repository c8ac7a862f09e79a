"""What is known of a source while evidence from it is typed, and its first capture after."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import Source, User
from claims.selectors.evidence import known_source
from claims.services import sources
from claims.tasks import capture_source
from claims.views.responses import SignedInRequest


@require_safe
def source_known(request: SignedInRequest) -> HttpResponse:
    typed = request.GET.get("source", "").strip()
    context = {"typed": typed, "source": known_source(request.user, typed)}
    return render(request, "sources/known.html", context)


def capture_first(actor: User, source: Source) -> None:
    """Have the address of a source captured that nobody has captured yet."""
    if source.url and not source.capture_asked_at and not source.snapshots.exists():
        sources.ask_capture(actor, source)
        capture_source.enqueue(source.pk, actor.pk)
