"""What the tests of imports share: copy, and the way to look at it."""

from typing import Any

from django.test import Client

from tests.views.browsing import page_of, read, refusals_in
from tests.work import work

TEXT = """Alliance readies for conflict

Moscow has moved about 100,000 troops to areas near its border. The Kremlin denied any plan to \
invade. “We are ready to talk,” Anna Lind, the foreign minister, told the Morning Post on Monday."""


def ask(client: Client, **given: Any) -> Any:
    return client.post("/articles/new/", given)


def look_at(client: Client, **given: Any) -> Any:
    """The page of the import that is asked for, once it is prepared."""
    answer = ask(client, **given)
    assert answer.status_code == 302, refusals_in(page_of(answer))
    work()
    return read(client, answer["Location"])


def the_form(preview: Any) -> Any:
    return preview.one("form", id="copy")
