"""The sign-off of an article: what is open, rulings on it, the signature, that it was published;
and the fact-check packet, which is asked for, watched while it is made, and fetched.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from claims.choices import Decision, OpenItem, PacketFormat, PacketStage, Stage
from claims.errors import NotPermitted, Refused
from claims.forms.negotiation import PacketForm, RulingForm, TakeBackForm
from claims.models import Article, Packet, Ruling, SignOff, User
from claims.permissions import can_know_sources_of, can_publish, check_can_sign_off
from claims.selectors.lookups import get_article_for
from claims.selectors.negotiation import unsettled_in
from claims.selectors.packets import earlier_packets, get_packet_for
from claims.selectors.sign_off import (
    SignOffIssue,
    changes_since_sign_off,
    open_items,
    publications_of,
    recorded_sign_offs,
    rulings_of,
    unresolved,
)
from claims.services import packets
from claims.services import sign_off as services
from claims.services.sign_off import rule_items
from claims.views.responses import (
    Context,
    SignedInRequest,
    Toast,
    download,
    form_page,
    page,
    perform,
    posted,
    posted_number,
    respond,
)

PACKET_STEPS = [stage for stage in PacketStage if stage.doing]
LATE = timedelta(seconds=40)

# A form that was refused, by the items, or the act, that it is about.
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
    seen = posted_number(request, "number")
    write = partial(services.sign_off, request.user, article, seen)
    return _perform(
        request, article, write, lambda signed: f"Revision {signed.revision.number} is signed off"
    )


@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    write = partial(services.publish_article, request.user, article)
    return _perform(request, article, write, lambda _: "Marked as published")


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = TakeBackForm(request.POST)

    def write() -> SignOff:
        seen, reason = form.cleaned_data["number"] or 0, form.cleaned_data["reason"]
        return services.withdraw_sign_off(request.user, article, seen, reason)

    typed: Typed = {("withdraw",): form}
    return _perform(request, article, write, lambda _: "The sign-off is withdrawn", typed)


@require_POST
def unpublish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = TakeBackForm(request.POST)

    def write() -> Article:
        return services.unpublish_article(request.user, article, form.cleaned_data["reason"])

    typed: Typed = {("unpublish",): form}
    return _perform(request, article, write, lambda _: "Not published any more", typed)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_packet(request: SignedInRequest, pk: int) -> HttpResponse:
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
            "unsettled": unsettled_in(article),
            "is_listed": can_know_sources_of(request.user, article),
            "packets": earlier_packets(request.user, article),
        }
        return render(request, "articles/packet.html", context, status=status)

    return form_page(request, form, write, show)


@require_safe
def packet(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is, which a page asks while it is made; then where to fetch it."""
    packets.fail_abandoned_packets()
    packet = get_packet_for(request.user, pk)
    if packet.stage not in PACKET_STEPS and request.htmx:
        return HttpResponseClientRefresh()
    context = {
        "packet": packet,
        "article": packet.article,
        "revision": packet.article.current_revision,
        "unsettled": unsettled_in(packet.article),
        "steps": PACKET_STEPS,
        "is_waiting": packet.stage in PACKET_STEPS,
        "is_late": timezone.now() - packet.requested_at > LATE,
    }
    return page(request, "articles/packet_made.html", "steps", context)


@require_safe
def packet_file(request: SignedInRequest, pk: int) -> FileResponse:
    packet = get_packet_for(request.user, pk)
    name = f"fact-check-{packet.article_id}-packet-{packet.pk}.{packet.format}"
    return download(packet.stored, name, PacketFormat(packet.format).media_type)


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
        shown += [group["form"], *(form for _, form in group["rows"])]
    # The reason typed for what is not open any more is shown, so that it is not lost.
    lost = [form for form in typed.values() if form not in shown]
    context["kept"] = " ".join(str(form["reason"].value() or "") for form in lost)
    return page(request, "articles/sign_off.html", "changed", context, status)


def _why_not(user: User, article: Article) -> str:
    """Why this person does not sign here; '' for who does."""
    try:
        check_can_sign_off(user, article)
    except NotPermitted as refusal:
        return refusal.message
    return ""


def _groups(items: list[SignOffIssue], typed: Typed) -> list[Context]:
    """The open items kind by kind, each with the form that was sent about it and refused."""
    groups = []
    for item, found in groupby(items, key=lambda o: o.item):
        opens = list(found)
        left = unresolved(opens)
        choices = {o.decisions for o in left}
        several = len(left) > 1
        groups.append(
            {
                "item": item,
                "rows": [(o, typed.get((item.value, o.key))) for o in opens],
                "unresolved": left,
                # Those that fit every item without a ruling.
                "decisions": choices.pop() if several and len(choices) == 1 else (),
                "form": typed.get((item.value, *(o.key for o in left))) if several else None,
            }
        )
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
