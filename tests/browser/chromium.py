"""Where a Chromium or Chrome is on this machine; run as a script, it sees to it that there is one.

The variable CHROMIUM names one that lies elsewhere.
"""

import os
import platform
import shutil
import subprocess
import sys

# The first is the same without a window, and takes a fifth less of the processor.
NAMES = [
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
]  # fmt: skip
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
INSTALL = [["apt-get", "update"], ["apt-get", "install", "--yes", "chromium-headless-shell"]]

# In a process of its own: a test may ask while its own Playwright runs, and one cannot start
# within the other.
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_chromium() -> str | None:
    """The program: the one that CHROMIUM names, an installed one, or Playwright's own download."""
    if named := os.environ.get("CHROMIUM"):
        return named if runs(named) else None
    installed = [shutil.which(name) or "" for name in NAMES]
    return next((path for path in [*installed, MAC] if runs(path)), None) or playwrights_own()


def runs(path: str) -> bool:
    """Whether it is a browser: Ubuntu's `chromium-browser` only says how to get one."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True)
    except OSError:
        return False
    return answer.returncode == 0


def playwrights_own() -> str | None:
    command = [sys.executable, "-c", PLAYWRIGHTS_OWN]
    path = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return path if os.access(path, os.X_OK) else None


def is_debian() -> bool:
    try:
        return platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:  # No Linux.
        return False


def main() -> None:
    if find_chromium():
        return
    if named := os.environ.get("CHROMIUM"):
        sys.exit(f"CHROMIUM is {named}, which does not run: name a Chromium or Chrome.")
    if is_debian() and os.geteuid() == 0:
        for command in INSTALL:
            subprocess.run(command)
        if find_chromium():
            return
    sys.exit(
        "The browser tests need a Chromium or Chrome: install one (on Debian the package "
        "chromium-headless-shell), or run .venv/bin/playwright install chromium, or name one in "
        "CHROMIUM."
    )


if __name__ == "__main__":
    main()
