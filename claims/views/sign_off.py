"""The sign-off of an article: what stands open, rulings on it, the signature, and that it ran."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.choices import Decision, OpenItem, Stage
from claims.errors import Incomplete, NotPermitted, Refused
from claims.forms.sign_off import RulingForm, TakeBackForm
from claims.models import Article, SignOff, User
from claims.permissions import can_publish, check_can_sign_off
from claims.selectors.lookups import get_article_for
from claims.selectors.negotiation import unsettled_in
from claims.selectors.sign_off import (
    Open,
    look_again,
    open_items,
    publications_of,
    recorded_sign_offs,
    rulings_of,
    unruled,
)
from claims.services import sign_off as sign_off_service
from claims.services.rulings import rule_items
from claims.services.sign_off import publish_article, unpublish_article, withdraw_sign_off
from claims.views.panels import Toast, number
from claims.views.responses import SignedInRequest, add_refusal, page, status_of

TEMPLATE = "articles/sign_off.html"
MEND = "Mend what is marked below."


@dataclass(frozen=True)
class Row:
    """An open item, and the form that was sent about it and refused."""

    open: Open
    form: RulingForm | None


@dataclass(frozen=True)
class Group:
    """The open items of one kind, and the form that was sent about all of them and refused."""

    item: OpenItem
    rows: list[Row]
    form: RulingForm | None

    @property
    def unruled(self) -> list[Open]:
        return unruled(row.open for row in self.rows)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Those that fit every item without a ruling, where several can be ruled on together."""
        choices = {o.decisions for o in self.unruled}
        return choices.pop() if len(choices) == 1 and len(self.unruled) > 1 else ()


@dataclass(frozen=True)
class Refusal:
    """A form that was not taken: about which items it was, and what was said."""

    keys: list[str]
    form: RulingForm

    def about(self, item: OpenItem, keys: list[str]) -> RulingForm | None:
        return self.form if self.form["item"].value() == item and self.keys == keys else None


@dataclass(frozen=True)
class TakingBack:
    """A reason that was not taken, with its form: to withdraw the sign-off, or to unpublish."""

    act: str
    form: TakeBackForm


Sent = Refusal | TakingBack


@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, get_article_for(request.user, pk))


@require_POST
def rule(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form, keys = RulingForm(request.POST), request.POST.getlist("key")

    def write() -> str:
        if not form.is_valid():
            known = "item" not in form.errors
            raise Incomplete(MEND if known else "There is no such item.", "")
        typed = form.cleaned_data
        rulings = rule_items(
            request.user, article, typed["item"], keys, typed["decision"], typed["reason"]
        )
        return "Ruled" if len(rulings) == 1 else f"Ruled on {len(rulings)} items"

    return _written(request, article, write, Refusal(keys, form))


@require_POST
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)

    def write() -> str:
        seen = number(request.POST.get("number", "")) or 0
        signed = sign_off_service.sign_off(request.user, article, seen)
        return f"Revision {signed.revision.number} is signed off"

    return _written(request, article, write, None)


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)

    def write() -> str:
        publish_article(request.user, article)
        return "Marked as published"

    return _written(request, article, write, None)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = TakeBackForm(request.POST)

    def write() -> str:
        typed = _typed(form)
        withdraw_sign_off(request.user, article, typed["number"] or 0, typed["reason"])
        return "The sign-off is withdrawn"

    return _written(request, article, write, TakingBack("withdraw", form))


@require_POST
def unpublish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = TakeBackForm(request.POST)

    def write() -> str:
        unpublish_article(request.user, article, _typed(form)["reason"])
        return "Not published any more"

    return _written(request, article, write, TakingBack("unpublish", form))


def _typed(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Incomplete(MEND, "")
    return form.cleaned_data


def _written(
    request: SignedInRequest, article: Article, write: Callable[[], str], sent: Sent | None
) -> HttpResponse:
    try:
        done = write()
    except Refused as refusal:
        return _refused(request, get_article_for(request.user, article.pk), refusal, sent)
    if request.htmx:
        article = get_article_for(request.user, article.pk)
        # The focus stays where the person rules.
        ruled = sent.keys[-1] if isinstance(sent, Refusal) else ""
        return _show(request, article, {"toast": Toast(done), "ruled": ruled})
    messages.success(request, f"{done}.")
    return HttpResponseRedirect(reverse("article-sign-off", args=[article.pk]))


def _refused(
    request: SignedInRequest,
    article: Article,
    refusal: Refused,
    sent: Sent | None,
) -> HttpResponse:
    """Beside its field what a ruling lacks; anything else above the list, with what was typed."""
    status = status_of(refusal)
    context: dict[str, Any] = {"sent": sent}
    field = getattr(refusal, "field", None)
    if sent and status == 422 and field != "":
        sent.form.is_valid()
        add_refusal(sent.form, refusal)
    else:
        context["refusal"] = refusal
    return _show(request, article, context, status)


def _show(
    request: SignedInRequest,
    article: Article,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = context or {}
    revision = article.current_revision
    items = open_items(article, request.user)
    sign_offs, signed = recorded_sign_offs(article), revision.sign_off
    last = sign_offs[0] if sign_offs and not signed else None
    is_older = last is not None and last.revision_id != revision.pk
    ran = article.published_revision
    why_not = _why_not(request.user, article)
    context |= {
        "article": article,
        "revision": revision,
        "unsettled": unsettled_in(article),
        "groups": _groups(items, context.get("sent")),
        "unruled": len(unruled(items)),
        "signed": signed,
        "last": last,
        "ran": ran,
        "again": look_again(article, request.user, last) if last and is_older else None,
        "may_sign": not why_not,
        "why_not": why_not,
        "may_withdraw": signed and revision != ran and not why_not,
        "may_publish": can_publish(request.user, article) and not ran,
        "may_unpublish": can_publish(request.user, article) and revision == ran,
        "is_own_revision": revision.created_by_id == request.user.pk,
        "record": [(sign_off, _as_read(sign_off)) for sign_off in sign_offs],
        "rulings": rulings_of(article),
        "publications": publications_of(article),
        "proposals": revision.passages.filter(claim__stage=Stage.PROPOSED).count(),
    }
    context["kept"] = _kept(context)
    return page(request, TEMPLATE, "changed", context, status)


def _why_not(user: User, article: Article) -> str:
    """Why this person does not sign here; '' for who does."""
    try:
        check_can_sign_off(user, article)
    except NotPermitted as refusal:
        return refusal.message
    return ""


def _groups(items: list[Open], sent: Sent | None) -> list[Group]:
    sent = sent if isinstance(sent, Refusal) else None
    groups = []
    for item, found in groupby(items, key=lambda o: o.item):
        opens = list(found)
        rows = [Row(o, sent.about(item, [o.key]) if sent else None) for o in opens]
        keys = [o.key for o in unruled(opens)]
        groups.append(Group(item, rows, sent.about(item, keys) if sent else None))
    return groups


def _kept(context: dict[str, Any]) -> str:
    """The reason typed for what is not open any more: shown, so that it is not lost."""
    sent: Sent | None = context.get("sent")
    if isinstance(sent, TakingBack):
        has_form = context[f"may_{sent.act}"]
    else:
        has_form = any(g.form or any(row.form for row in g.rows) for g in context["groups"])
    return "" if sent is None or has_form else str(sent.form["reason"].value() or "")


def _as_read(sign_off: SignOff) -> list[dict[str, str]]:
    """The items that stood open, in words."""
    return [
        entry
        | {"item": OpenItem(entry["item"]).label, "decision": Decision(entry["decision"]).label}
        for entry in sign_off.open_items
    ]
