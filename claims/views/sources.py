"""Sources: the list, one of them, what is typed of it, who may know who it is, and its snapshots:
asked for, brought in, looked at. Their bytes go out and are never run.
"""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.choices import SourceKind
from claims.documents.media_types import ENDINGS, HTML
from claims.errors import Conflict, Refused
from claims.forms.sources import (
    AmendSourceForm,
    ArchiveForm,
    GrantForm,
    NewSourceForm,
    SnapshotForm,
)
from claims.models import IdentityAccess, Snapshot, Source, User
from claims.permissions import can_capture, can_disclose, visible_sources
from claims.roles import Capability
from claims.selectors import sources as reading
from claims.selectors.evidence import known_source
from claims.selectors.lists import newest_page
from claims.selectors.lookups import get_snapshot_for, get_source_for
from claims.selectors.snapshots import copies_of, view_of
from claims.services import snapshots
from claims.services import sources as services
from claims.services.sources import add_source, amend_source, ask_capture
from claims.views.responses import SignedInRequest, download, form_page, perform, posted

CONFIDENTIAL = "This source is confidential: its row holds nothing to change."


@require_safe
def sources(request: SignedInRequest) -> HttpResponse:
    filters = {name: request.GET.get(name, "").strip() for name in ("q", "kind", "tag")}
    words, kind, tag = filters.values()
    found = reading.find_sources(request.user, words, kind, tag)
    context = filters | {
        "page": newest_page(found, request.GET.get("after", "")),
        "kinds": list(SourceKind),
        "query": urlencode({name: value for name, value in filters.items() if value}),
        "may_enter": request.user.may(Capability.ENTER),
    }
    return render(request, "sources/list.html", context)


@never_cache  # What was typed of a confidential source comes back with what it lacks.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    if not request.user.may(Capability.ENTER):
        raise PermissionDenied
    chosen = request.GET.get("kind", SourceKind.DOCUMENT.value)
    form = NewSourceForm(posted(request), initial=NewSourceForm.of(chosen))

    def show(status: int) -> HttpResponse:
        typed = form.cleaned_data.get("url", "") if form.errors else ""
        context = {
            "form": form,
            "known": known_source(request.user, typed),
            "chosen": chosen,
            "presets": NewSourceForm.PRESETS,
        }
        return render(request, "sources/new.html", context, status=status)

    return form_page(request, form, partial(_stored, request.user, form), show)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedInRequest, pk: int) -> HttpResponse:
    source = get_source_for(request.user, pk)
    if not request.user.may(Capability.ENTER):
        raise PermissionDenied
    if source.is_confidential:
        return _refused(request, source, Conflict(CONFIDENTIAL), 409)
    form = AmendSourceForm(posted(request), initial=AmendSourceForm.said_of(source))

    def show(status: int) -> HttpResponse:
        context = {"form": form, "pk": pk, "relied_on": source.relies_on}
        return render(request, "sources/amend.html", context, status=status)

    def done(_: Source) -> HttpResponse:
        return redirect(source)

    return form_page(request, form, partial(_amended, request.user, source, form), show, done)


@require_safe
def source(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, get_source_for(request.user, pk))


@never_cache
@require_POST
def disclose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who a confidential source is, in this answer alone: no address leads to it."""
    source = get_source_for(request.user, pk)
    return perform(
        partial(services.disclose, request.user, source),
        done=lambda identity: _show(request, source, identity=identity),
        refused=partial(_refused, request, source),
    )


@require_POST
def grant_access(request: SignedInRequest, pk: int) -> HttpResponse:
    source = get_source_for(request.user, pk)
    form = GrantForm(request.POST, people=reading.people_to_grant(source))

    def write() -> IdentityAccess:
        return services.grant_access(request.user, source, form.cleaned_data["person"])

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        return _show(request, source, status, refusal=refusal, grant_form=form)

    return perform(write, forms=[form], done=lambda _: redirect(source), refused=refused)


@require_POST
def revoke_access(request: SignedInRequest, pk: int, access: int) -> HttpResponse:
    source = get_source_for(request.user, pk)
    listed = get_object_or_404(reading.access_to(source), pk=access)
    return perform(
        partial(services.revoke_access, request.user, listed),
        done=lambda _: redirect(source),
        refused=partial(_refused, request, source),
    )


@require_safe
def known(request: SignedInRequest) -> HttpResponse:
    """What is known of a source while evidence from it is typed."""
    typed = request.GET.get("source", "").strip()
    context = {"typed": typed, "source": known_source(request.user, typed)}
    return render(request, "sources/known.html", context)


@require_safe
def titles(request: SignedInRequest) -> HttpResponse:
    """Options for a form: the sources that the letters typed into its one field find."""
    words = request.GET.get("source", "") or request.GET.get("relies_on", "")
    found = reading.suggested_sources(request.user, words.strip())
    return render(request, "sources/list.html#titles", {"sources": found})


@require_POST
def capture(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a capture of the source's address, which a worker makes."""
    source = get_source_for(request.user, pk)
    if not can_capture(request.user, source):
        raise PermissionDenied

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        messages.info(request, str(refusal))
        return redirect(source)

    write = partial(ask_capture, request.user, source)
    return perform(write, done=lambda _: redirect(source), refused=refused)


@require_safe
def capturing(request: SignedInRequest, pk: int) -> HttpResponse:
    """The list of a source's snapshots, which a page asks for while one is being captured or read;
    then it is shown anew, for the source may have got its title.
    """
    snapshots.fail_abandoned_captures()
    snapshots.fail_abandoned_uploads()
    source = get_source_for(request.user, pk)
    context = copies_of(request.user, source)
    if request.htmx and not context["is_waiting"]:
        return HttpResponseClientRefresh()
    return render(request, "components/snapshots.html#rows", {"source": source} | context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring in a copy by upload or paste."""
    source = get_source_for(request.user, pk)
    if not can_capture(request.user, source):
        raise PermissionDenied
    form = SnapshotForm(posted(request), request.FILES or None)

    def write() -> Source | Snapshot:
        archive_url = form.cleaned_data["archive_url"]
        if not (file := form.cleaned_data["file"]):
            return snapshots.store_snapshot(request.user, source, form.pasted())
        snapshots.add_upload(request.user, source, file.name, file.read(), archive_url)
        return source

    def show(status: int) -> HttpResponse:
        context = {"form": form, "source": source}
        return render(request, "sources/snapshot_new.html", context, status=status)

    return form_page(request, form, write, show)


@never_cache
@require_safe
def snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    snapshot = _snapshot_for(request, pk)
    return _show_snapshot(
        request, snapshot, ArchiveForm(initial={"archive_url": snapshot.archive_url})
    )


@never_cache
@require_POST
def archive_snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the address of an outside archive beside a snapshot."""
    snapshot = get_snapshot_for(request.user, pk)
    if not can_capture(request.user, snapshot.source):
        raise PermissionDenied
    form = ArchiveForm(request.POST)

    def write() -> Snapshot:
        return snapshots.name_archive(request.user, snapshot, form.cleaned_data["archive_url"])

    def show(status: int) -> HttpResponse:
        return _show_snapshot(request, _snapshot_for(request, pk), form, status)

    return form_page(request, form, write, show)


@require_safe
def snapshot_file(request: SignedInRequest, pk: int) -> FileResponse:
    snapshot = _snapshot_for(request, pk)
    kind = "application/octet-stream" if snapshot.media_type == HTML else snapshot.media_type
    return download(snapshot.stored, f"snapshot-{pk}.{ENDINGS[snapshot.media_type]}", kind)


def _show(request: SignedInRequest, source: Source, status: int = 200, **more: Any) -> HttpResponse:
    user = request.user
    others = visible_sources(user)
    context: dict[str, Any] = {
        "source": source,
        "relies_on": others.filter(pk=source.relies_on_id).first() if source.relies_on_id else None,
        "relied_on_by": others.filter(relies_on=source),
        "evidence": reading.evidence_from(source, user),
        **copies_of(user, source),
        "may_enter": user.may(Capability.ENTER),
        "may_capture": can_capture(user, source),
    }
    if source.is_confidential:
        context |= {
            "may_disclose": can_disclose(user, source),
            "active_access": reading.access_to(source),
            "revoked_access": reading.revoked_access_to(user, source),
            "access_log": reading.access_log_of(user, source),
            "grant_form": GrantForm(people=reading.people_to_grant(source)),
        }
    return render(request, "sources/source.html", context | more, status=status)


def _refused(
    request: SignedInRequest, source: Source, refusal: Refused | None, status: int
) -> HttpResponse:
    return _show(request, source, status, refusal=refusal)


def _stored(user: User, form: NewSourceForm) -> Source:
    source = form.source(_named(user, form.cleaned_data["relies_on"]))
    if form.cleaned_data["is_confidential"]:
        name, contact = form.cleaned_data["name"], form.cleaned_data["contact"]
        return services.add_confidential_source(user, source, name, contact)
    return add_source(user, source)


def _amended(user: User, source: Source, form: AmendSourceForm) -> Source:
    form.check_unchanged()
    changes = form.changes
    if "relies_on" in changes:
        changes["relies_on"] = _named(user, changes["relies_on"])
    return amend_source(user, source, **changes)


def _named(user: User, typed: str) -> Source | None:
    """The source that a form says another relies on."""
    return reading.source_meant(user, typed, "relies_on") if typed else None


def _snapshot_for(request: SignedInRequest, pk: int) -> Snapshot:
    """The snapshot; that of a confidential source leaves its line."""
    snapshot = get_snapshot_for(request.user, pk)
    if snapshot.source.is_confidential:
        services.log_access(request.user, snapshot.source)
    return snapshot


def _show_snapshot(
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
