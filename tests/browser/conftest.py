"""A real Chromium against a live server on a real database."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from claims.models import User
from tests.browser.chromium import find_chromium

# Playwright's synchronous interface runs an event loop in this thread; the tests themselves
# are plain synchronous code, so Django's guard has nothing to guard here.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained of: scripts that failed, what the CSP refused."""
    return []


@pytest.fixture
def sign_in(browser: Browser, live_server, complaints) -> Iterator[SignIn]:
    """Open a page of the live server as somebody: sign_in(person, "/claims/", width=360)."""
    contexts: list[BrowserContext] = []

    def open_page(person: User, path: str = "/", *, width: int = 1440, **options) -> Page:
        client = Client()  # A new one each time: one client holds one session.
        client.force_login(person)
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(message, complaints))
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(message, complaints: list[str]) -> None:
    # Chromium reports every 4xx answer as an error; the tests expect some of those. Htmx reports
    # what it had asked for when the person went on to another page.
    expected = ("status of 4", "htmx:sendAbort", "htmx:afterRequest")
    if message.type == "error" and not any(words in message.text for words in expected):
        complaints.append(message.text)
