import errno
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from claims.errors import Refused
from claims.importing import sample_desk
from claimtrack.postgres.supervisor import shut_down_with_parent


class Command(BaseCommand):
    help = "Migrate, load the sample desk if it is not there, serve it and work for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        # The end that whoever starts this in the background asks for is Ctrl-C's.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self.run(port)
        except KeyboardInterrupt:
            self.stdout.write("ClaimTrack has ended.")

    def run(self, port: int) -> None:
        check_port(port)
        call_command("migrate", verbosity=0)
        if not sample_desk.is_loaded():
            try:
                sample_desk.load(settings.BASE_DIR / "fixtures")
            except Refused as refusal:
                raise CommandError(refusal.message) from refusal
        people = ", ".join(
            f"{name} ({role.value.lower() if role else 'admin'})"
            for name, role in sample_desk.PEOPLE.items()
        )
        with worker(), server(port) as process:
            self.stdout.write(
                f"ClaimTrack runs at http://127.0.0.1:{port}/ until you press Ctrl-C."
            )
            self.stdout.write(f"Sign in as {people}; the password is {sample_desk.PASSWORD}.")
            self.stdout.flush()
            process.wait()


def check_port(port: int) -> None:
    """Raises CommandError with what to do, where nothing can listen on the port."""
    if not 0 < port < 65536:
        raise CommandError(f"{port} is no port: choose one from 1024 to 65535, as in PORT=8001.")
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise CommandError(f"Port {port} is not yours to use: try PORT=8000.") from error
            raise CommandError(
                f"Port {port} is in use: stop what runs there, or try PORT={port + 1}."
            ) from error


@contextmanager
def server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The production server on one address; this process stays, and with it the database."""
    granian = Path(sys.executable).with_name("granian")
    command = [
        str(granian), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws",
        "--log-level", "warning", "--blocking-threads", "4", "--workers-kill-timeout", "10",
        "claimtrack.wsgi:application",
    ]  # fmt: skip
    with child(command) as process:
        wait_until_it_listens(port, process)
        yield process
    if process.returncode:
        raise CommandError("The server ended: see above.")


def worker() -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Does the long work, such as fetching a page."""
    manage = str(settings.BASE_DIR / "manage.py")
    return child([sys.executable, manage, "db_worker", "--interval", "0.5", "--verbosity", "0"])


@contextmanager
def child(
    command: list[str], environment: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603
        command,
        env={**os.environ, "DEBUG": "false", **environment},
        stdin=subprocess.DEVNULL,
        # Ctrl-C is for this process alone: workers that get it too may never end.
        process_group=0,
        preexec_fn=shut_down_with_parent,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_until_it_listens(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
