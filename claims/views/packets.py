"""Packets: asked for, watched while they are made, and fetched by who asked for them."""

from datetime import timedelta

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.choices import PacketFormat, PacketStage
from claims.forms.packets import PacketForm
from claims.models import Packet
from claims.permissions import can_know_sources_of
from claims.selectors.lookups import get_article_for
from claims.selectors.packets import earlier_packets, get_packet_for
from claims.services import packets
from claims.views.responses import SignedInRequest, form_page, page, posted

STEPS = [stage for stage in PacketStage if stage.doing]
LATE = timedelta(seconds=40)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = PacketForm(posted(request))

    def write() -> Packet:
        asked = form.cleaned_data
        kind, names_confidential = asked["format"], asked["names_confidential"]
        return packets.ask_packet(request.user, article, kind, names_confidential)

    def show(status: int) -> HttpResponse:
        context = {
            "form": form,
            "article": article,
            "revision": article.current_revision,
            "is_listed": can_know_sources_of(request.user, article),
            "packets": earlier_packets(request.user, article),
        }
        return render(request, "articles/packet.html", context, status=status)

    return form_page(request, form, write, show)


@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is, which a page asks while it is made; then where to fetch it."""
    packets.fail_abandoned_packets()
    packet = get_packet_for(request.user, pk)
    if packet.stage not in STEPS and request.htmx:
        return HttpResponseClientRefresh()
    context = {
        "packet": packet,
        "article": packet.article,
        "revision": packet.article.current_revision,
        "steps": STEPS,
        "is_waiting": packet.stage in STEPS,
        "is_late": timezone.now() - packet.requested_at > LATE,
    }
    return page(request, "articles/packet_made.html", "steps", context)


@require_safe
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """The bytes, to be saved: no browser is to show or run them."""
    packet = get_packet_for(request.user, pk)
    if packet.stored is None:
        raise Http404
    try:
        content = packet.stored.open()
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=_file_name(packet),
        content_type=PacketFormat(packet.format).media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _file_name(packet: Packet) -> str:
    return f"fact-check-{packet.article_id}-packet-{packet.pk}.{packet.format}"
