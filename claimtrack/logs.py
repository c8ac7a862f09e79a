"""What a line of the log says: when, how bad, which request of whom, what happened.

It never says what somebody typed: no query string, no form, no message of an exception that may
quote one. A traceback names each exception, and shows where it was raised.
"""

import logging
import time
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)

# Their first line speaks of code, of the schema or of the server, and quotes no value of a row.
WITHOUT_VALUES = (
    AttributeError, ImportError, NameError, OperationalError, ProgrammingError, TypeError,
)  # fmt: skip


class LineFormatter(logging.Formatter):
    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(request_line)s%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # Another handler may have put the whole message there.
        record.request_line = _request_line(current_request.get())
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return "".join(_traceback(ei[1])).rstrip()


def _request_line(request: HttpRequest | None) -> str:
    if request is None:
        return ""
    # Whom the request has asked for already: the log itself asks the database nothing.
    user = getattr(request, "_cached_user", None)
    who = user.pk if user else None
    address = escape_uri_path(request.path)
    return f"request={request.META['REQUEST_ID']} user={who} {request.method} {address}: "


def _traceback(error: BaseException | None) -> Iterator[str]:
    """As Python prints it, the cause first, with what an exception says only where that is safe."""
    if error is None:
        return
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield from _traceback(cause)
        yield "\nwhich led to:\n\n"
    yield from traceback.format_tb(error.__traceback__)
    says = f": {str(error).partition(chr(10))[0]}" if isinstance(error, WITHOUT_VALUES) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{says}\n"
