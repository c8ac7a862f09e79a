"""Checkouts of their own with real clients, for the tests of the embedded server."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from claimtrack.postgres.place import place_for
from claimtrack.postgres.supervisor import try_lock

REPOSITORY = Path(__file__).resolve().parents[1]

CLIENT = """
import json, os, sys
from pathlib import Path
import psycopg
from claimtrack.postgres.place import ServerError, database_settings, place_for
from claimtrack.postgres.server import ensure_running

checkout = Path(sys.argv[1])
place, settings = place_for(checkout, os.geteuid()), database_settings(checkout)
for statement in sys.stdin:
    try:
        ensure_running(place)
        with psycopg.connect(
            host=settings["HOST"],
            port=settings["PORT"],
            user=settings["USER"],
            dbname=settings["NAME"],
        ) as connection:
            cursor = connection.execute(statement)
            reply = cursor.fetchall() if cursor.description else []
    except ServerError as error:
        reply = str(error)
    print(json.dumps(reply), flush=True)
"""


def until(condition: Callable[[], Any], seconds: float = 20) -> None:
    """Wait for a condition, and fail when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def is_free(lock: Path) -> bool:
    """Whether nobody holds the lock, so that no supervisor and no server lives."""
    if not lock.exists():
        return True
    with lock.open("rb") as file:
        return try_lock(file.fileno(), fcntl.LOCK_SH)


def has_ended(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), **extra}


def run(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run Python to its end."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd="/",
        env=environment(**extra),
        capture_output=True,
        text=True,
        timeout=60,
    )


class Client:
    """A process that has the server running for each statement, until it is killed."""

    def __init__(self, checkout: Path, user: str | None = None, **extra: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(checkout)],
            cwd="/",
            env=environment(**extra),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            user=user,
        )

    def send(self, statement: str) -> None:
        assert self.process.stdin is not None
        print(statement, file=self.process.stdin, flush=True)

    def receive(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self, statement: str) -> Any:
        self.send(statement)
        return self.receive()

    def kill(self) -> None:
        """End the process as nothing can prevent or notice: no clean-up of its own runs."""
        self.process.kill()
        self.process.communicate()


class Desk:
    """A checkout of its own, its place, and the clients that a test has started."""

    def __init__(self, checkout: Path, uid: int) -> None:
        self.checkout = checkout
        self.place = place_for(checkout, uid)
        self.clients: list[Client] = []

    def client(self, user: str | None = None, **extra: str) -> Client:
        self.clients.append(Client(self.checkout, user, **extra))
        return self.clients[-1]

    def server_processes(self) -> list[int]:
        """Every process of PostgreSQL has the data folder as its own, and nothing else has."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                folder = os.readlink(entry / "cwd")
            except OSError:  # It has just ended, or is another user's.
                continue
            if folder.removesuffix(" (deleted)") == str(self.place.data):
                found.append(int(entry.name))
        return found

    def postmaster(self) -> int:
        return int(self.place.process_file.read_text().split()[0])

    def supervisor(self) -> int:
        status = Path(f"/proc/{self.postmaster()}/status").read_text()
        return int(status.partition("PPid:")[2].split()[0])

    def stop(self) -> None:
        """End clients and server, the server at once instead of after its linger."""
        while self.clients:
            self.clients.pop().kill()
        self.stop_server()

    def stop_server(self) -> None:
        if self.server_processes():
            os.kill(self.postmaster(), signal.SIGINT)
        until(lambda: not self.server_processes() and is_free(self.place.server_lock))


def made_desk(uid: int) -> Iterator[Desk]:
    # Not in pytest's own folder, which is private to the user who runs it.
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-test-"))
    # A socket below this checkout would have too long a path.
    checkout = folder / "/".join(["a-rather-long-folder-name"] * 10)
    checkout.mkdir(parents=True)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, -1)
    desk = Desk(checkout, uid)
    yield desk
    desk.stop()
    for leftover in (desk.place.home, desk.place.sockets, folder):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)
