"""The sign-off of an article: what stands open, rulings on it, the signature, and that it ran."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.choices import Decision, OpenItem, Stage
from claims.errors import NotPermitted, Refused
from claims.forms.sign_off import RulingForm, TakeBackForm
from claims.models import Article, Ruling, SignOff, User
from claims.permissions import can_publish, check_can_sign_off
from claims.selectors.lookups import get_article_for
from claims.selectors.negotiation import unsettled_in
from claims.selectors.sign_off import (
    SignOffIssue,
    changes_since_sign_off,
    open_items,
    publications_of,
    recorded_sign_offs,
    rulings_of,
    unresolved,
)
from claims.services import sign_off as sign_off_service
from claims.services.rulings import rule_items
from claims.services.sign_off import publish_article, unpublish_article, withdraw_sign_off
from claims.views.responses import SignedInRequest, Toast, number, page, perform, respond

TEMPLATE = "articles/sign_off.html"


@dataclass(frozen=True)
class Row:
    """An open item, and the form that was sent about it and refused."""

    open: SignOffIssue
    form: RulingForm | TakeBackForm | None


@dataclass(frozen=True)
class Group:
    """The open items of one kind, and the form that was sent about all of them and refused."""

    item: OpenItem
    rows: list[Row]
    form: RulingForm | TakeBackForm | None

    @property
    def unresolved(self) -> list[SignOffIssue]:
        return unresolved(row.open for row in self.rows)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Those that fit every item without a ruling, where several can be ruled on together."""
        choices = {o.decisions for o in self.unresolved}
        return choices.pop() if len(choices) == 1 and len(self.unresolved) > 1 else ()


Typed = Mapping[tuple[str, ...], RulingForm | TakeBackForm]


@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, get_article_for(request.user, pk))


@require_POST
def rule(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form, keys = RulingForm(request.POST), request.POST.getlist("key")

    def write() -> list[Ruling]:
        typed = form.cleaned_data
        return rule_items(
            request.user, article, typed["item"], keys, typed["decision"], typed["reason"]
        )

    def said(rulings: list[Ruling]) -> str:
        return "Ruled" if len(rulings) == 1 else f"Ruled on {len(rulings)} items"

    typed = {(request.POST.get("item", ""), *keys): form}
    # The focus stays where the person rules.
    return _perform(request, article, write, said, typed, ruled=keys[-1] if keys else "")


@require_POST
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    seen = number(request.POST.get("number", "")) or 0
    write = partial(sign_off_service.sign_off, request.user, article, seen)
    return _perform(
        request, article, write, lambda signed: f"Revision {signed.revision.number} is signed off"
    )


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    write = partial(publish_article, request.user, article)
    return _perform(request, article, write, lambda _: "Marked as published")


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = TakeBackForm(request.POST)

    def write() -> SignOff:
        seen, reason = form.cleaned_data["number"] or 0, form.cleaned_data["reason"]
        return withdraw_sign_off(request.user, article, seen, reason)

    typed: Typed = {("withdraw",): form}
    return _perform(request, article, write, lambda _: "The sign-off is withdrawn", typed)


@require_POST
def unpublish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = TakeBackForm(request.POST)

    def write() -> Article:
        return unpublish_article(request.user, article, form.cleaned_data["reason"])

    typed: Typed = {("unpublish",): form}
    return _perform(request, article, write, lambda _: "Not published any more", typed)


def _perform[Written](
    request: SignedInRequest,
    article: Article,
    write: Callable[[], Written],
    said: Callable[[Written], str],
    typed: Typed | None = None,
    ruled: str = "",
) -> HttpResponse:
    """Run a verb on an article's sign-off, and show how it is now, with what was typed."""

    def fresh() -> Article:
        return get_article_for(request.user, article.pk)

    def done(written: Written) -> HttpResponse:
        toast = Toast(said(written))
        show = partial(_show, request, fresh(), toast=toast, ruled=ruled)
        return respond(request, toast, show, reverse("article-sign-off", args=[article.pk]))

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        return _show(request, fresh(), status, typed, refusal=refusal)

    return perform(write, forms=list((typed or {}).values()), done=done, refused=refused)


def _show(
    request: SignedInRequest,
    article: Article,
    status: int = 200,
    typed: Typed | None = None,
    **said: Any,
) -> HttpResponse:
    """The page; `typed` has the form that was refused, by the items, or the act, it is about."""
    typed = typed or {}
    revision = article.current_revision
    items = open_items(article, request.user)
    sign_offs, signed = recorded_sign_offs(article), revision.sign_off
    last = sign_offs[0] if sign_offs and not signed else None
    is_older = last is not None and last.revision_id != revision.pk
    ran = article.published_revision
    why_not = _why_not(request.user, article)
    groups = _groups(items, typed)
    may_withdraw = bool(signed and revision != ran and not why_not)
    may_unpublish = can_publish(request.user, article) and revision == ran
    context = said | {
        "article": article,
        "revision": revision,
        "unsettled": unsettled_in(article),
        "groups": groups,
        "unresolved": len(unresolved(items)),
        "signed": signed,
        "last": last,
        "ran": ran,
        "again": changes_since_sign_off(article, request.user, last) if last and is_older else None,
        "may_sign": not why_not,
        "why_not": why_not,
        "withdraw_form": typed.get(("withdraw",), TakeBackForm()) if may_withdraw else None,
        "may_publish": can_publish(request.user, article) and not ran,
        "unpublish_form": typed.get(("unpublish",), TakeBackForm()) if may_unpublish else None,
        "is_own_revision": revision.created_by_id == request.user.pk,
        "record": [(sign_off, _as_read(sign_off)) for sign_off in sign_offs],
        "rulings": rulings_of(article),
        "publications": publications_of(article),
        "proposals": revision.passages.filter(claim__stage=Stage.PROPOSED).count(),
        "is_refused": bool(typed),
    }
    shown = [context["withdraw_form"], context["unpublish_form"]]
    for group in groups:
        shown += [group.form, *(row.form for row in group.rows)]
    # The reason typed for what is not open any more is shown, so that it is not lost.
    lost = [form for form in typed.values() if form not in shown]
    context["kept"] = " ".join(str(form["reason"].value() or "") for form in lost)
    return page(request, TEMPLATE, "changed", context, status)


def _why_not(user: User, article: Article) -> str:
    """Why this person does not sign here; '' for who does."""
    try:
        check_can_sign_off(user, article)
    except NotPermitted as refusal:
        return refusal.message
    return ""


def _groups(items: list[SignOffIssue], typed: Typed) -> list[Group]:
    groups = []
    for item, found in groupby(items, key=lambda o: o.item):
        opens = list(found)
        rows = [Row(o, typed.get((item.value, o.key))) for o in opens]
        keys = [o.key for o in unresolved(opens)]
        together = typed.get((item.value, *keys)) if len(keys) > 1 else None
        groups.append(Group(item, rows, together))
    return groups


def _as_read(sign_off: SignOff) -> list[dict[str, str]]:
    """The items that stood open, in words."""
    return [
        entry
        | {
            "item": OpenItem.label_of(entry["item"]),
            "decision": Decision.label_of(entry["decision"]),
        }
        for entry in sign_off.open_items
    ]
