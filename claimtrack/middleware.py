import secrets
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from claimtrack.logs import current_request


def name_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Each request has an id, on every line of the log, in the answer's header, on the page of 500.

    It is always ours: one that a client sends could be forged.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META["REQUEST_ID"] = secrets.token_hex(8)
        token = current_request.set(request)
        try:
            response = get_response(request)
        finally:
            current_request.reset(token)
        response["X-Request-ID"] = request.META["REQUEST_ID"]
        return response

    return middleware


def refuse_unstorable(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """400 for what PostgreSQL cannot look up: a NUL in the address or in a cookie.

    And for a request in another charset than UTF-8, in which one could be written otherwise.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if (request.content_params or {}).get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
            raise BadRequest("The request is in another charset than UTF-8.")
        address = unquote_to_bytes(request.META.get("QUERY_STRING", ""))
        if b"\0" in address or any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("The request holds a NUL character (U+0000).")
        return get_response(request)

    return middleware


def refuse_too_large(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """413 before any of it is read: Django's own limit leaves out what is sent as a file."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length[:19]) > settings.REQUEST_MAX_SIZE:
            raise RequestDataTooBig("The request is larger than REQUEST_MAX_SIZE.")
        return get_response(request)

    return middleware
