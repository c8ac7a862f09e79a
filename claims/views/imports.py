"""An article on its way in: by paste, address or file, looked at before it is stored."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.choices import ImportStage
from claims.errors import Refused
from claims.forms.imports import CopyForm, ImportForm
from claims.importing.preparing import is_quick, prepare
from claims.models import Article, Import
from claims.permissions import check_can_revise, visible_articles
from claims.selectors.imports import get_import_for, preview_of, unfinished_imports
from claims.selectors.lookups import get_article_for
from claims.services import imports
from claims.tasks import prepare_import
from claims.views.responses import SignedInRequest, add_refusal, page, status_of

# What a page of progress shows, in order.
STEPS = [
    ImportStage.WAITING, ImportStage.FETCHING, ImportStage.READING, ImportStage.PROPOSING,
]  # fmt: skip
HERE_ALREADY = (
    "This copy is here already. Has it changed? Bring in its next revision: see Revisions."
)
LATE = timedelta(seconds=40)  # No step takes as long: fetching ends after 25 seconds.


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        form = ImportForm(initial={"address": request.GET.get("address", "")})
        return _new(request, form)
    form = ImportForm(request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            asked = form.asked()
            if standing := imports.standing_at(asked.address) or imports.standing_text(asked.text):
                return _standing(request, form, standing)
            return _begin(imports.ask_import(request.user, asked))
        except Refused as refusal:
            add_refusal(form, refusal)
            status = status_of(refusal)
    return _new(request, form, status)


@require_http_methods(["GET", "HEAD", "POST"])
def new_for_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fetch or read the next revision of an article, to be compared before it is stored."""
    article = get_article_for(request.user, pk)
    is_sent = request.method == "POST"
    given = ImportForm(request.POST, request.FILES) if is_sent else None
    form = given or ImportForm(initial={"address": article.url})
    try:
        check_can_revise(request.user, article)
        if is_sent and form.is_valid():
            asked = form.asked()
            asked.revises = article
            return _begin(imports.ask_import(request.user, asked))
    except Refused as refusal:
        add_refusal(form, refusal)
        status = status_of(refusal)
        return _new(request, form, status, article)
    return _new(request, form, 422 if is_sent else 200, article)


@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    copy = get_import_for(request.user, pk)
    if copy.stage not in STEPS and request.htmx:
        return HttpResponseClientRefresh()
    if copy.article:
        return _to_article(request, copy, copy.article)
    if copy.stage == ImportStage.READY and copy.revises_id:
        query = {"import": copy.pk}
        return redirect(reverse("revision-new", args=[copy.revises_id], query=query))
    if copy.stage == ImportStage.READY:
        return _preview(request, copy, CopyForm(initial=CopyForm.said_of(copy)))
    return page(request, "articles/import.html", "steps", _progress(copy))


@require_POST
def finish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Store the article as it was looked at; mended copy is looked at again first."""
    copy = get_import_for(request.user, pk)
    if copy.stage != ImportStage.READY:
        return redirect(copy.article or copy)
    form = CopyForm(request.POST)
    if not form.is_valid():
        return _preview(request, copy, form, 422)
    try:
        changed = imports.mend_import(request.user, copy, **form.cleaned_data)
        if copy.stage == ImportStage.WAITING:
            _begin(copy)
        if "text" in changed or copy.stage not in {ImportStage.READY, ImportStage.DONE}:
            messages.info(request, "This is how the mended copy reads. Import it when it is right.")
            return redirect(copy)
        return _to_article(request, copy, imports.finish_import(request.user, copy))
    except Refused as refusal:
        add_refusal(form, refusal)
        status = status_of(refusal)
        return _preview(request, get_import_for(request.user, pk), form, status)


@require_POST
def retry(request: SignedInRequest, pk: int) -> HttpResponse:
    copy = get_import_for(request.user, pk)
    try:
        imports.begin_again(request.user, copy)
    except Refused as refusal:
        messages.info(request, refusal.message)
        return redirect(copy)
    return _begin(copy)


def _to_article(request: SignedInRequest, copy: Import, article: Article) -> HttpResponse:
    if article.created_at < copy.created_at:
        messages.info(request, HERE_ALREADY)
    return redirect(article)


def _new(
    request: SignedInRequest,
    form: ImportForm,
    status: int = 200,
    revises: Article | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "revises": revises,
        "unfinished": unfinished_imports(request.user),
    }
    return render(request, "articles/new.html", context, status=status)


def _begin(copy: Import) -> HttpResponse:
    """Prepare it now if that is quick, else leave it to the worker; and show how far it is."""
    if is_quick(copy):
        prepare(copy)
    else:
        prepare_import.enqueue(copy.pk, copy.run)
    return redirect(copy)


def _progress(copy: Import) -> dict[str, Any]:
    steps = [step for step in STEPS if copy.address or step != ImportStage.FETCHING]
    at = steps.index(ImportStage(copy.stage)) if copy.stage in steps else 0
    is_late = timezone.now() - copy.changed_at > LATE
    return {"copy": copy, "steps": steps, "steps_done": steps[:at], "is_late": is_late}


def _preview(
    request: SignedInRequest, copy: Import, form: CopyForm, status: int = 200
) -> HttpResponse:
    standing = imports.standing_at(form["url"].value() or "")
    is_visible = standing and visible_articles(request.user).filter(pk=standing.pk).exists()
    context = {
        "copy": copy,
        "form": form,
        "preview": preview_of(copy),
        "standing": standing if is_visible else None,
    }
    return render(request, "articles/preview.html", context, status=status)


def _standing(request: SignedInRequest, form: ImportForm, article: Article) -> HttpResponse:
    """The article that stands already; to who may not see it, only that it does."""
    if visible_articles(request.user).filter(pk=article.pk).exists():
        messages.info(request, HERE_ALREADY)
        return redirect(article)
    form.add_error(None, imports.HANDED_IN_BY_ANOTHER)
    return _new(request, form, 409)
