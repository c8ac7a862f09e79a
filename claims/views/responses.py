"""How every view answers: a page or its fragment, and a refusal where the person is looking."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from claims.errors import Conflict, InvalidInput, NotPermitted, Refused, Unreadable
from claims.models import User

STATUS_CODES = {NotPermitted: 403, Conflict: 409, InvalidInput: 422, Unreadable: 422}


class SignedInRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through, with what django-htmx adds."""

    user: User
    htmx: Any


def page(
    request: SignedInRequest,
    template: str,
    fragment: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The whole page for a plain request, its named partial for one that htmx made."""
    name = f"{template}#{fragment}" if request.htmx else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def status_of(refusal: Refused) -> int:
    return next(code for kind, code in STATUS_CODES.items() if isinstance(refusal, kind))


def add_refusal(form: BaseForm, refusal: Refused) -> None:
    """Say what was refused beside the field that it is about."""
    fields = refusal.fields if isinstance(refusal, InvalidInput) else {"": [refusal.message]}
    for name, messages in fields.items():
        for message in messages:
            form.add_error(name if name in form.fields else None, message)
