"""What a person does at a browser: sign in, read a page, send a form as it stands there."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from claims.models import User

HTMX = {"HX-Request": "true"}
PLAIN_AND_HTMX = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Element:
    def __init__(self, tag: str, attrs: dict[str, str]) -> None:
        self.tag = tag
        self.attrs = attrs
        self.children: list[Element | str] = []

    def __iter__(self) -> "Iterator[Element]":
        """Every element inside, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def raw(self) -> str:
        """The text inside, exactly."""
        return "".join(c if isinstance(c, str) else c.raw for c in self.children)

    @property
    def text(self) -> str:
        """The text inside as a person reads it: runs of white space as one space."""
        return " ".join(self.raw.split())

    def all(self, tag: str = "", **attrs: str) -> "list[Element]":
        """Elements by tag and attributes: all("mark", data_claim="7"), all(class_="toast")."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self
            if tag in {"", element.tag}
            and all(
                value in element.attrs.get(name, "").split()
                if name == "class"
                else element.attrs.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def one(self, tag: str = "", **attrs: str) -> "Element":
        (found,) = self.all(tag, **attrs)
        return found

    def texts(self, tag: str = "", **attrs: str) -> list[str]:
        return [element.text for element in self.all(tag, **attrs)]

    @property
    def fields(self) -> dict[str, str]:
        """What a browser would send of this form, as it stands."""
        sent = {}
        for element in self:
            name, kind = element.attrs.get("name"), element.attrs.get("type", "text")
            if not name or element.tag == "button":
                continue
            if element.tag == "textarea":
                sent[name] = element.raw.removeprefix("\n")
            elif element.tag == "select":
                options = element.all("option")
                chosen = next((o for o in options if "selected" in o.attrs), options[0])
                sent[name] = chosen.attrs["value"]
            elif kind not in {"radio", "checkbox"} or "checked" in element.attrs:
                sent[name] = element.attrs.get("value", "on" if kind == "checkbox" else "")
        return sent


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def page_of(response: HttpResponse) -> Element:
    """The answer's HTML; a tag that is not closed where it has to be fails the test."""
    builder = _Builder()
    builder.feed(response.content.decode())
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is left open"
    return builder.open[0]


# Made once: each handler looks through all static files for its first request.
SERVER = Client().handler


def signed_in(person: User | None = None) -> Client:
    client = Client()
    client.handler = SERVER
    if person:
        client.force_login(person)
    return client


def read(client: Client, url: str, query: dict[str, Any] | None = None, status: int = 200) -> Any:
    """The page at an address."""
    response = client.get(url, query)
    assert response.status_code == status, (url, response.status_code)
    return page_of(response)


def toast_in(page: Element) -> str:
    """What the toast says, before its buttons, or the notice after a redirect; else empty."""
    notices = [text.removesuffix(".") for text in page.texts("p", class_="notice", role="status")]
    return "".join([*page.one(id="toast").texts("span"), *notices][:1])


def text_in(page: Element) -> Element:
    """The article's text, or in the answer to a step the parts of it that have changed."""
    return page.one(id="text") if page.all(id="text") else page


def refusals_in(page: Element) -> list[str]:
    """The sentences that say what was refused: above the panel, or beside a field."""
    return page.texts(class_="refusal") + page.texts("ul", class_="errorlist")


def send(client: Client, form: Element, htmx: bool = False, **typed: Any) -> Any:
    """Send a form of the page with what is typed into it."""
    headers = HTMX if htmx else None
    return client.post(form.attrs["action"], form.fields | typed, headers=headers)
