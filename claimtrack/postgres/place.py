"""Where the embedded server of a checkout lives."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from claimtrack.secret_files import secret_in

DATABASE = "claimtrack"
SUPERUSER = "claimtrack"
PORT = "5432"  # part of the socket's file name: the server listens on no network

HOME_FOR_ROOT = Path("/var/lib/claimtrack")


class ServerError(Exception):
    """The embedded server cannot be used; the message says what to do about it."""


@dataclass(frozen=True)
class Place:
    """The folders of one server, and the account that it runs as."""

    home: Path
    sockets: Path
    account: str | None  # None: the account of the caller

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def process_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def clients_lock(self) -> Path:
        return self.home / "clients.lock"

    @property
    def server_lock(self) -> Path:
        return self.home / "server.lock"

    @property
    def socket(self) -> Path:
        return self.sockets / f".s.PGSQL.{PORT}"


def place_for(checkout: Path, uid: int) -> Place:
    """The place of a checkout's server when the user `uid` works in it."""
    digest = hashlib.sha256(os.fsencode(checkout)).hexdigest()[:12]
    # A socket's path may have 107 bytes, however long the checkout's is. TMPDIR is
    # not asked: processes that differ in it must still find the same server.
    sockets = Path(f"/tmp/claimtrack-{uid}-{digest}")  # noqa: S108
    if uid == 0:
        # PostgreSQL refuses to run as root, and nobody may not enter private homes. The word
        # ties the data to this checkout: a new one at the same path starts anew.
        word = secret_in(checkout / "var" / "postgres-0")
        home = hashlib.sha256(os.fsencode(checkout) + word.encode()).hexdigest()[:12]
        return Place(HOME_FOR_ROOT / home, sockets, "nobody")
    return Place(checkout / "var" / f"postgres-{uid}", sockets, None)


def database_settings(checkout: Path) -> dict[str, object]:
    """The entry of Django's DATABASES that uses the server of `checkout`."""
    return {
        "ENGINE": "claimtrack.postgres",
        "HOST": str(place_for(checkout, os.geteuid()).sockets),
        "PORT": PORT,
        "USER": SUPERUSER,
        "NAME": DATABASE,
    }
