"""How every view answers: a page or its fragment, and a refusal where the person is looking."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from claims.errors import Conflict, Incomplete, NotPermitted, Refused, Unreadable
from claims.models import User

STATUS_CODES: dict[type[Refused], int] = {
    NotPermitted: 403,
    Conflict: 409,
    Incomplete: 422,
    Unreadable: 422,
}


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
    """That of its kind, or of the kind that it is a kind of."""
    return next(STATUS_CODES[kind] for kind in type(refusal).__mro__ if kind in STATUS_CODES)


def add_refusal(form: BaseForm, refusal: Refused | ValidationError) -> None:
    """Say what was refused beside the field that it is about."""
    if isinstance(refusal, ValidationError):
        for field, messages in getattr(refusal, "message_dict", {}).items():
            known = field in form.fields and field != NON_FIELD_ERRORS
            form.add_error(field if known else None, messages)
    else:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, refusal.message)
