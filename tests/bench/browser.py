"""A person at a browser, as far as the server can tell: cookies, forms, htmx's headers."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode

import urllib3
from django.core.management.base import CommandError

from claims.importing.sample_desk import PASSWORD


@dataclass(frozen=True)
class Request:
    """One request; with `data` a form is sent. `from_page` is the page on which htmx asks for it,
    '' where a link is followed."""

    path: str
    data: dict[str, str] | None = None
    from_page: str = ""


@dataclass(frozen=True)
class Answer:
    seconds: float
    size: int  # Bytes of the body over the wire.


@dataclass
class Browser:
    """One connection, which stays open."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pool = urllib3.HTTPConnectionPool("127.0.0.1", self.port, maxsize=1, timeout=300)

    def sign_in(self, username: str) -> None:
        self._request(Request("/accounts/login/"))
        self._request(Request("/accounts/login/", {"username": username, "password": PASSWORD}))
        if "sessionid" not in self.cookies:
            raise CommandError(f"{username} could not sign in.")

    def another(self) -> "Browser":
        """Of the same person."""
        return Browser(self.port, dict(self.cookies))

    def get(self, request: Request) -> Answer:
        """Raises CommandError where the answer is none that a person hopes for."""
        start = perf_counter()
        response = self._request(request)
        seconds = perf_counter() - start
        if response.status != 200:
            raise CommandError(f"{request.path} answered {response.status}, not 200.")
        return Answer(seconds, len(response.data))

    def _request(self, request: Request) -> urllib3.BaseHTTPResponse:
        headers = {
            "Accept-Encoding": "gzip, deflate, br, zstd",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if request.from_page:
            headers |= {
                "HX-Request": "true",
                "HX-Current-URL": f"http://127.0.0.1:{self.port}{request.from_page}",
                "HX-Target": "panel",
            }
        body = None
        if request.data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            token = self.cookies.get("csrftoken", "")
            body = urlencode(request.data | {"csrfmiddlewaretoken": token})
        response = self._pool.request(
            "GET" if body is None else "POST",
            request.path,
            headers=headers,
            body=body,
            redirect=False,
            decode_content=False,
        )
        for header in response.headers.getlist("Set-Cookie"):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return response
