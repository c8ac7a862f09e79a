"""Snapshots of sources: asked for, brought in, looked at; their bytes go out and are never run."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.documents.media_types import ENDINGS, HTML
from claims.errors import Refused
from claims.forms.snapshots import ArchiveForm, SnapshotForm
from claims.models import Snapshot, Source
from claims.permissions import can_capture
from claims.selectors.lookups import get_snapshot_for, get_source_for
from claims.selectors.snapshots import copies_of, view_of
from claims.services import confidential, snapshots, sources, uploads
from claims.views.responses import SignedInRequest, form_page, perform, posted


@require_POST
def capture(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a capture of the source's address, which a worker makes."""
    source = get_source_for(request.user, pk)
    if not can_capture(request.user, source):
        raise PermissionDenied

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        messages.info(request, str(refusal))
        return redirect(source)

    write = partial(sources.ask_capture, request.user, source)
    return perform(write, done=lambda _: redirect(source), refused=refused)


@require_safe
def capturing(request: SignedInRequest, pk: int) -> HttpResponse:
    """The list of a source's snapshots, which a page asks for while one is being captured or read;
    then it is shown anew, for the source may have got its title.
    """
    snapshots.fail_abandoned_captures()
    uploads.fail_abandoned_uploads()
    source = get_source_for(request.user, pk)
    context = copies_of(request.user, source)
    if request.htmx and not context["is_waiting"]:
        return HttpResponseClientRefresh()
    return render(request, "components/snapshots.html#rows", {"source": source} | context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring in a copy by upload or paste."""
    source = get_source_for(request.user, pk)
    if not can_capture(request.user, source):
        raise PermissionDenied
    form = SnapshotForm(posted(request), request.FILES)

    def write() -> Source | Snapshot:
        archive_url = form.cleaned_data["archive_url"]
        if not (file := form.cleaned_data["file"]):
            return snapshots.store_snapshot(request.user, source, form.pasted())
        uploads.add_upload(request.user, source, file.name, file.read(), archive_url)
        return source

    def show(status: int) -> HttpResponse:
        context = {"form": form, "source": source}
        return render(request, "sources/snapshot_new.html", context, status=status)

    return form_page(request, form, write, show)


@never_cache
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    snapshot = _read_by(request, pk)
    return _shown(request, snapshot, ArchiveForm(initial={"archive_url": snapshot.archive_url}))


@never_cache
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the address of an outside archive beside a snapshot."""
    snapshot = get_snapshot_for(request.user, pk)
    if not can_capture(request.user, snapshot.source):
        raise PermissionDenied
    form = ArchiveForm(request.POST)

    def write() -> Snapshot:
        return snapshots.name_archive(request.user, snapshot, form.cleaned_data["archive_url"])

    def show(status: int) -> HttpResponse:
        return _shown(request, _read_by(request, pk), form, status)

    return form_page(request, form, write, show)


@require_safe
def file(request: SignedInRequest, pk: int) -> FileResponse:
    """The bytes as they came, to be saved: no browser is to show or run them."""
    snapshot = _read_by(request, pk)
    try:
        content = snapshot.stored.open()
    except FileNotFoundError as error:
        raise Http404 from error
    is_harmless = snapshot.media_type != HTML
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=f"snapshot-{pk}.{ENDINGS[snapshot.media_type]}",
        content_type=snapshot.media_type if is_harmless else "application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _read_by(request: SignedInRequest, pk: int) -> Snapshot:
    """The snapshot; that of a confidential source leaves its line."""
    snapshot = get_snapshot_for(request.user, pk)
    if snapshot.source.is_confidential:
        confidential.log_access(request.user, snapshot.source)
    return snapshot


def _shown(
    request: SignedInRequest, snapshot: Snapshot, form: ArchiveForm, status: int = 200
) -> HttpResponse:
    source: Source = snapshot.source
    context = {
        "snapshot": snapshot,
        "source": source,
        "viewed": view_of(request.user, snapshot),
        "form": form,
        "may_enter": can_capture(request.user, source),
    }
    return render(request, "sources/snapshot.html", context, status=status)
