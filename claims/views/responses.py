"""How every view answers: a page or its fragment, what a write led to, and why one was refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import push_url

from claims.errors import Conflict, InvalidInput, NotPermitted, Refused, Unreadable
from claims.models import User

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


def _add_refusal(forms: Sequence[BaseForm], refusal: Refused) -> None:
    """Say what was refused beside the field that it is about; else above the first form."""
    fields = refusal.fields if isinstance(refusal, InvalidInput) else {"": [refusal.message]}
    for name, sentences in fields.items():
        about = next((form for form in forms if name in form.fields), None)
        for sentence in sentences:
            (about or forms[0]).add_error(name if about else None, sentence)
