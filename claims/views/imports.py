"""An article on its way in: by paste, address or file, looked at before it is stored."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.choices import ImportStage
from claims.errors import Conflict, Refused
from claims.forms.articles import CopyForm, ImportForm
from claims.importing.preparing import is_quick, prepare
from claims.models import Article, Import
from claims.permissions import check_can_revise, visible_articles
from claims.selectors.imports import get_import_for, preview_of, unfinished_imports
from claims.selectors.lookups import get_article_for
from claims.services import imports
from claims.views.responses import SignedInRequest, form_page, page, perform

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
    form = _import_form(request, request.GET.get("address", ""))

    def write() -> Import | Article:
        asked = form.asked()
        standing = imports.article_at(asked.address) or imports.standing_text(asked.text)
        if standing:
            if not _is_visible(request, standing):
                raise Conflict(imports.HANDED_IN_BY_ANOTHER)
            return standing
        return imports.ask_import(request.user, asked)

    def done(written: Import | Article) -> HttpResponse:
        if isinstance(written, Import):
            return _begin(written)
        messages.info(request, HERE_ALREADY)
        return redirect(written)

    return form_page(request, form, write, partial(_new, request, form), done)


@require_http_methods(["GET", "HEAD", "POST"])
def new_for_revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fetch or read the next revision of an article, to be compared before it is stored."""
    article = get_article_for(request.user, pk)
    form = _import_form(request, article.url)
    show = partial(_new, request, form, revises=article)

    def write() -> Import:
        check_can_revise(request.user, article)
        asked = form.asked()
        asked.revises = article
        return imports.ask_import(request.user, asked)

    return form_page(request, form, write, show, _begin)


@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    imports.fail_abandoned_imports()
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
    """Store the article as it was looked at; copy that was corrected is looked at again first."""
    copy = get_import_for(request.user, pk)
    if copy.stage != ImportStage.READY:
        return redirect(copy.article or copy)
    form = CopyForm(request.POST)

    def write() -> Import | Article:
        changed = imports.edit_import(request.user, copy, **form.cleaned_data)
        if copy.stage == ImportStage.WAITING:
            _begin(copy)
        if "text" in changed or copy.stage not in {ImportStage.READY, ImportStage.DONE}:
            return copy
        return imports.finish_import(request.user, copy)

    def done(written: Import | Article) -> HttpResponse:
        if isinstance(written, Article):
            return _to_article(request, copy, written)
        messages.info(request, "This is how the corrected copy reads. Import it when it is right.")
        return redirect(copy)

    def show(status: int) -> HttpResponse:
        return _preview(request, get_import_for(request.user, pk), form, status)

    return form_page(request, form, write, show, done)


@require_POST
def retry(request: SignedInRequest, pk: int) -> HttpResponse:
    copy = get_import_for(request.user, pk)

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        messages.info(request, str(refusal))
        return redirect(copy)

    write = partial(imports.retry_import, request.user, copy)
    return perform(write, done=lambda _: _begin(copy), refused=refused)


def _to_article(request: SignedInRequest, copy: Import, article: Article) -> HttpResponse:
    if article.created_at < copy.created_at:
        messages.info(request, HERE_ALREADY)
    return redirect(article)


def _new(
    request: SignedInRequest, form: ImportForm, status: int = 200, revises: Article | None = None
) -> HttpResponse:
    context = {"form": form, "revises": revises, "unfinished": unfinished_imports(request.user)}
    return render(request, "articles/new.html", context, status=status)


def _begin(copy: Import) -> HttpResponse:
    """Prepare it now if that is quick, where no worker has begun; and show how far it is."""
    if is_quick(copy):
        prepare(copy)
    return redirect(copy)


def _progress(copy: Import) -> dict[str, Any]:
    steps = [step for step in STEPS if copy.address or step != ImportStage.FETCHING]
    at = steps.index(ImportStage(copy.stage)) if copy.stage in steps else 0
    is_late = timezone.now() - copy.changed_at > LATE
    return {"copy": copy, "steps": steps, "steps_done": steps[:at], "is_late": is_late}


def _preview(
    request: SignedInRequest, copy: Import, form: CopyForm, status: int = 200
) -> HttpResponse:
    standing = imports.article_at(form["url"].value() or "")
    is_visible = standing and _is_visible(request, standing)
    context = {
        "copy": copy,
        "form": form,
        "preview": preview_of(copy),
        "standing": standing if is_visible else None,
    }
    return render(request, "articles/preview.html", context, status=status)


def _is_visible(request: SignedInRequest, article: Article) -> bool:
    return visible_articles(request.user).filter(pk=article.pk).exists()


def _import_form(request: SignedInRequest, address: str) -> ImportForm:
    if request.method == "POST":
        return ImportForm(request.POST, request.FILES)
    return ImportForm(initial={"address": address})
