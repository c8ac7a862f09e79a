"""How every view answers: a page or its fragment, what a write led to, and why one was refused.

A toast is what has just been done, in one line with its undo: at once, or on the page after a
redirect.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import BaseForm
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url

from claims import workflow
from claims.choices import Verb
from claims.errors import Conflict, InvalidInput, NotPermitted, Refused, Unreadable
from claims.models import Article, Event, StoredFile, User
from claims.selectors.history import describe_event

Context = dict[str, Any]

STATUS_CODES = {NotPermitted: 403, Conflict: 409, InvalidInput: 422, Unreadable: 422}


class SignedInRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through, with what django-htmx adds."""

    user: User
    htmx: Any


@dataclass(frozen=True)
class Toast:
    """One line on what has just been done. `events` are its own, as '12' or '12-15': a page after a
    redirect finds them by that. `undo` is the address that takes it back, `fields` what goes there.
    """

    text: str
    events: str = ""
    undo: str = ""
    fields: Context = field(default_factory=dict)


NOTHING_CHANGED = Toast("There was nothing to change")


def page(
    request: SignedInRequest, template: str, fragment: str, context: Context, status: int = 200
) -> HttpResponse:
    """The whole page for a plain request, its named partial for one that htmx made."""
    name = f"{template}#{fragment}" if request.htmx else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    if request.htmx.boosted:
        push_url(response, False)  # The address stays that of the page which the fragment is in.
    return response


def perform[Written](
    write: Callable[[], Written],
    *,
    forms: Sequence[BaseForm] = (),
    done: Callable[[Written], HttpResponse],
    refused: Callable[[Refused | None, int], HttpResponse],
) -> HttpResponse:
    """Write, where the forms are valid, and answer by `done(what write returned)`.

    What is refused is answered by `refused(refusal, status)`. Where that is 422, a form says why
    beside its field, and `refusal` is None; else it is to be said above them.
    """
    invalid = [form for form in forms if not form.is_valid()]  # Each says what it lacks.
    if invalid:
        return refused(None, 422)
    try:
        written = write()
    except Refused as refusal:
        status = next(code for kind, code in STATUS_CODES.items() if isinstance(refusal, kind))
        if status != 422 or not forms:
            return refused(refusal, status)
        _add_refusal(forms, refusal)
        return refused(None, status)
    return done(written)


def form_page(
    request: SignedInRequest,
    form: BaseForm,
    write: Callable[[], object],
    show: Callable[[int], HttpResponse],
    done: Callable[[Any], HttpResponse] = redirect,
) -> HttpResponse:
    """A page that is one form: `show(status)` draws it, with whatever the form has to say."""
    if request.method != "POST":
        return show(200)

    def refused(refusal: Refused | None, status: int) -> HttpResponse:
        if refusal:
            form.add_error(None, refusal.message)
        return show(status)

    return perform(write, forms=[form], done=done, refused=refused)


def respond(
    request: SignedInRequest, toast: Toast, show: Callable[[], HttpResponse], address: str
) -> HttpResponse:
    """What a write led to: the changed fragments, or without script the page at `address`."""
    if request.htmx:
        return show()
    if not toast.events:
        messages.info(request, f"{toast.text}.")
        return HttpResponseRedirect(address)
    mark = "&" if "?" in address else "?"
    return HttpResponseRedirect(f"{address}{mark}done={toast.events}")


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent to a form; None where its page is only opened."""
    return request.POST if request.method == "POST" else None


def number(text: str) -> int | None:
    """A whole number out of an address or a hidden field; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def posted_number(request: HttpRequest, name: str) -> int:
    """The number in a field that a page wrote itself; 0, which no row has, where it lacks it."""
    return number(request.POST.get(name, "")) or 0


def download(stored: StoredFile | None, name: str, media_type: str) -> FileResponse:
    """The bytes, to be saved: no browser is to show or run them."""
    try:
        content = stored and stored.open()
    except FileNotFoundError as error:
        raise Http404 from error
    if content is None:
        raise Http404
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def toast_of(event: Event | None, user: User) -> Toast:
    """Of the last event of its claim or article; None where nothing had to be changed."""
    if event is None:
        return NOTHING_CHANGED
    verdict = f" ({event.verdict})" if event.verdict else ""
    claim = f"claim {event.claim_id}" if event.claim_id else ""
    text, own = f"You {describe_event(event, claim)}{verdict}", str(event.pk)
    if event.claim and workflow.can_undo(event, user):
        version = {"version": event.claim.version}
        return Toast(text, own, reverse("claim-undo", args=[event.claim_id]), version)
    if event.verb == Verb.CLEAR:
        place = {name: event.wording[name] for name in ("start", "end")}
        return Toast(text, own, reverse("article-revoke-clearance", args=[event.article_id]), place)
    return Toast(text, own)


def toast_of_many(article: Article, events: Sequence[Event]) -> Toast:
    """Of proposals accepted, or sentences cleared, together."""
    if not events:
        return NOTHING_CHANGED
    first, last, count = events[0].pk, events[-1].pk, len(events)
    if events[0].verb == Verb.ACCEPT:
        stay = "its sentence stays" if count == 1 else "their sentences stay"
        text, undo = f"{counted(count, 'proposal')} accepted; {stay} unread", "undo-proposals"
    else:
        holds = "sentence holds" if count == 1 else "sentences hold"
        text, undo = f"{count} {holds} nothing to check", "revoke-clearances"
    fields = {"first": first, "last": last}
    return Toast(text, f"{first}-{last}", reverse(f"article-{undo}", args=[article.pk]), fields)


def toast_done(request: SignedInRequest, article: Article | None = None) -> Toast | None:
    """The toast of what `?done=` names; only to who did it."""
    done = request.GET.get("done")
    if not done:
        return None
    first, dash, last = done.partition("-")
    if dash and article:
        together = list(own_events(request.user, article, number(first) or 0, number(last) or 0))
        same = [event for event in together if event.verb == together[0].verb]
        return toast_of_many(article, same) if same else None
    own = Event.objects.filter(pk=number(first) or 0, actor=request.user)
    event = own.select_related("claim").first()
    if event is None:
        return None
    toast = toast_of(event, request.user)
    is_last = event.claim is None or event == event.claim.events.last()
    return toast if is_last else replace(toast, undo="")


def own_events(user: User, article: Article, first: int, last: int) -> QuerySet[Event]:
    """What this person accepted or cleared in an article, from one event to another."""
    here = Q(verb=Verb.ACCEPT, claim__passages__article=article) | Q(
        verb=Verb.CLEAR, article=article
    )
    own = Event.objects.filter(here, pk__range=(first, last), actor=user)
    return own.distinct().select_related("claim__claimant").order_by("pk")


def counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _add_refusal(forms: Sequence[BaseForm], refusal: Refused) -> None:
    """Say what was refused beside the field that it is about; else above the first form."""
    fields = refusal.fields if isinstance(refusal, InvalidInput) else {"": [refusal.message]}
    for name, sentences in fields.items():
        about = next((form for form in forms if name in form.fields), None)
        for sentence in sentences:
            (about or forms[0]).add_error(name if about else None, sentence)
