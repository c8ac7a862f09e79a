"""The admin's pages as a browser sees them: fetched, filled in, sent."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.choices import Stage
from claims.models import Claim, User
from claims.roles import Role
from tests.factories import bring_to, make_claim, make_person


class Form(HTMLParser):
    """What a browser would send of the page's main form as it stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self.textarea = self.select = ""
        self.feed(html[html.index('<div id="content-main">') :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in {"submit", "checkbox"}:
            self.data[name] = given.get("value", "")
        elif tag == "input" and "checked" in given:
            self.data[name] = given.get("value", "on")
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = ""
        elif tag == "select":
            self.select = name
            self.data.setdefault(name, "")
        elif tag == "option" and "selected" in given:
            self.data[self.select] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            # HTML drops one line end after the tag, and a browser sends CRLF.
            self.data[self.textarea] += data.removeprefix("\n").replace("\n", "\r\n")


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def staff(role: str | None = Role.CHECKER, **fields: Any) -> User:
    return make_person(role, **fields)


def url(page: str, row: Any, *args: Any) -> str:
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=args)


def change_url(row: Any) -> str:
    return url("change", row, row.pk)


def fill(client: Client, address: str, **typed: Any) -> Any:
    """Open the page, type, press Save."""
    return send(client, address, Form(client.get(address).content.decode()).data, **typed)


def send(client: Client, address: str, data: dict[str, str], **typed: Any) -> Any:
    return client.post(address, data | typed | {"_save": "Save"}, follow=True)


def offered(client: Client, model: Any, name: str) -> list[int]:
    """The rows that the search box of a foreign key offers."""
    options = model._meta
    asked = {"app_label": options.app_label, "model_name": options.model_name, "field_name": name}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    return [int(row["id"]) for row in found]


def closed_claim(**fields: Any) -> Claim:
    claim = make_claim(**fields)
    return bring_to(Stage.CLOSED, claim, make_person(Role.CHECKER), make_person(Role.EDITOR))
