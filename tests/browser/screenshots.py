"""Pictures of each page of the sample desk, narrow and wide, light and dark: make screenshots.

It starts a demo of its own on a free port, and writes into var/screenshots.
"""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.browser.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "screenshots"
WIDTHS = [360, 768, 1440]
SCHEMES = ["light", "dark"]
PERSON = "anna"

PAGES = {
    "desk": "/",
    "articles": "/articles/",
    "article-new": "/articles/new/",
    "claims": "/claims/",
    "claims-none": "/claims/?assignee=nobody&due=overdue",
    "sources": "/sources/",
    "source-new": "/sources/new/",
    "claimants": "/claimants/",
    "account": "/accounts/",
    "password": "/accounts/password/",
    "go": "/go/?q=a",
    "admin": "/admin/",
    "not-found": "/no-such-page/",
}
# Pages of one thing: the first that the list links to.
FIRST_OF = {
    "article": ("/articles/", r"/articles/\d+/"),
    "claim": ("/claims/?stage=all", r"/claims/\d+/"),
    "source": ("/sources/", r"/sources/\d+/"),
    "claimant": ("/claimants/", r"/claimants/\d+/"),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() as (address, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        session, paths = sign_in(browser, address, password)
        for width in WIDTHS:
            for scheme in SCHEMES:
                look = {
                    "base_url": address,
                    "viewport": {"width": width, "height": 900},
                    "color_scheme": scheme,
                }
                signed_out = browser.new_context(**look)
                shoot(signed_out.new_page(), {"sign-in": "/accounts/login/"}, f"{width}-{scheme}")
                signed_in = browser.new_context(**look, storage_state=session)
                shoot(signed_in.new_page(), paths, f"{width}-{scheme}")
                signed_out.close()
                signed_in.close()
        browser.close()
    print(f"Pictures of {len(paths) + 1} pages are in {FOLDER}.")


def shoot(page: Page, paths: dict[str, str], look: str) -> None:
    for name, path in paths.items():
        page.goto(path)
        page.screenshot(path=FOLDER / f"{name}-{look}.png", full_page=True)


def sign_in(browser: Browser, address: str, password: str) -> tuple[StorageState, dict[str, str]]:
    """A session, and the path of each page to visit in it."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=username]", PERSON)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
    first = {name: first_link(page, where, path) for name, (where, path) in FIRST_OF.items()}
    page.goto(first["article"])
    claim = page.locator("#panel [data-select]").first.get_attribute("data-select")
    in_workbench = {
        "article-amend": f"{first['article']}amend/",
        "article-claim": f"{first['article']}?claim={claim}",
        "article-sentence": f"{first['article']}?sentence=0",
    }
    return context.storage_state(), PAGES | first | in_workbench


def first_link(page: Page, where: str, path: str) -> str:
    page.goto(where)
    addresses = page.locator("main a").evaluate_all("links => links.map(a => a.pathname)")
    return next(address for address in addresses if re.fullmatch(path, address))


@contextmanager
def demo() -> Iterator[tuple[str, str]]:
    """The address and the password of a demo that runs meanwhile."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            said = ""
            while "password is" not in said:
                line = server.stdout.readline()
                if not line:
                    sys.exit("The demo did not start.")
                said += line
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz")
            yield address, re.search(r"password is (\S+)\.", said)[1]
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate()  # Its last words.


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url)
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{url} does not answer.")


if __name__ == "__main__":
    main()
