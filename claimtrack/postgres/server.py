"""One server for all processes of a checkout, started by the first that needs it."""

import errno
import fcntl
import os
import pwd
import shutil
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from claimtrack.postgres import binaries, supervisor
from claimtrack.postgres.place import DATABASE, PORT, SUPERUSER, Place, ServerError
from claimtrack.postgres.supervisor import run_as, try_lock

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.02
LOG_LINES_SHOWN = 8

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    # A crash of the machine may cost the last second's work, never the data's consistency.
    "synchronous_commit": "off",
}

# This process's locks as a client: open descriptors, which the kernel closes at its end.
_held: dict[Place, int] = {}


def ensure_running(place: Place) -> None:
    """Start the server at `place` unless it is up, and keep it up while this process lives.

    When all is well, a call costs a few system calls.
    """
    try:
        claim_socket_folder(place)
        if place not in _held or not listens(place):
            join(place)
    except OSError as error:
        raise ServerError(
            f"The embedded PostgreSQL server cannot use {error.filename or place.home} "
            f"({error.strerror}): make that possible, or set DATABASE_URL."
        ) from error


def claim_socket_folder(place: Place) -> None:
    """Make the socket's folder, and refuse one in which others could answer instead."""
    owner, group = owner_of(place)
    place.sockets.mkdir(mode=0o700, exist_ok=True)
    status = place.sockets.lstat()
    if stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() != owner:
        os.chown(place.sockets, owner, group)
        status = place.sockets.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner or status.st_mode & 0o077:
        raise ServerError(
            f"{place.sockets} exists and is not this server's private folder: "
            "remove it, or set DATABASE_URL."
        )


def owner_of(place: Place) -> tuple[int, int]:
    """The user and group that the server runs as."""
    if place.account is None:
        return os.geteuid(), os.getegid()
    try:
        entry = pwd.getpwnam(place.account)
    except KeyError as error:
        raise ServerError(
            f"PostgreSQL does not run as root, and there is no account {place.account!r} "
            "to run it: set DATABASE_URL, or work as an ordinary user."
        ) from error
    return entry.pw_uid, entry.pw_gid


def listens(place: Place) -> bool:
    """Whether a living process has the socket open."""
    # The wrong type is refused as such only where somebody listens, and unlike a real
    # connection it has PostgreSQL fork nothing: a pool asks this for every request.
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as probe:
        return probe.connect_ex(str(place.socket)) == errno.EPROTOTYPE


def answers(place: Place) -> bool:
    """Whether the server takes a real connection; makes the database if there is none."""
    try:
        if not place.process_file.read_text().rstrip().endswith("ready"):
            return False
        with psycopg.connect(
            host=str(place.sockets),
            port=PORT,
            user=SUPERUSER,
            dbname="postgres",
            autocommit=True,
            connect_timeout=10,
        ) as connection:
            make_database(connection)
    except (FileNotFoundError, psycopg.OperationalError):
        return False
    return True


def make_database(connection: psycopg.Connection) -> None:
    # Held until the connection ends: several first clients may come at once.
    connection.execute("SELECT pg_advisory_lock(1)")
    query = "SELECT 1 FROM pg_database WHERE datname = %s"
    if connection.execute(query, [DATABASE]).fetchone() is None:
        connection.execute(f"CREATE DATABASE {DATABASE}")


def join(place: Place) -> None:
    """Become a client of the server at `place`, and start it if it is not up."""
    make_home(place)
    deadline = time.monotonic() + PATIENCE_SECONDS
    become_client(place, deadline)
    launched = False
    while not answers(place):
        # Locked by whoever prepares a server, and then by the server's own processes.
        server_lock = open_private(place.server_lock, os.O_RDWR)
        try:
            if try_lock(server_lock, fcntl.LOCK_EX):
                if launched:
                    raise ServerError(f"PostgreSQL did not start. {end_of_log(place)}")
                launch(place, server_lock)
                launched = True
            elif time.monotonic() > deadline:
                raise ServerError(f"PostgreSQL does not answer. {end_of_log(place)}")
        finally:
            os.close(server_lock)
        time.sleep(PAUSE_SECONDS)


def make_home(place: Place) -> None:
    if place.account is None:
        place.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return
    for folder in (place.home.parent, place.home):
        folder.mkdir(exist_ok=True)
        if folder.stat().st_uid != os.geteuid():
            raise ServerError(f"{folder} does not belong to root: remove it, or set DATABASE_URL.")
        folder.chmod(0o755)  # The server's account passes through, whatever the umask is.


def open_private(path: Path, flags: int) -> int:
    """Open a file, made if need be, that other users can neither read nor lock."""
    return os.open(path, flags | os.O_CREAT, 0o600)


def become_client(place: Place, deadline: float) -> None:
    """Hold the clients' lock from now on; first wait for the end of a server shutting down."""
    lock = open_private(place.clients_lock, os.O_RDWR)
    while not try_lock(lock, fcntl.LOCK_SH):
        if time.monotonic() > deadline:
            os.close(lock)
            raise ServerError(f"PostgreSQL does not end. {end_of_log(place)}")
        time.sleep(PAUSE_SECONDS)
    # An earlier lock may be on a file that has been deleted together with its folder.
    earlier = _held.pop(place, None)
    _held[place] = lock
    if earlier is not None:
        os.close(earlier)


def end_of_log(place: Place) -> str:
    lines = place.log.read_text(errors="replace").splitlines() if place.log.exists() else []
    return "\n".join([f"The end of {place.log}:", *lines[-LOG_LINES_SHOWN:]])


def launch(place: Place, server_lock: int) -> None:
    """Start a supervisor and its server, which take over the lock that the caller holds."""
    programs = binaries.programs_for(place)
    prepare_data(place, programs, server_lock)
    # The lock says that no process of an earlier server lives. What one left behind is
    # stale, even where its process number now belongs to something else.
    for leftover in (place.process_file, place.socket, Path(f"{place.socket}.lock")):
        leftover.unlink(missing_ok=True)
    command = [str(programs / "postgres"), "-D", str(place.data)]
    for name, value in {**SETTINGS, "unix_socket_directories": place.sockets}.items():
        command += ["-c", f"{name}={value}"]
    arguments = [str(place.clients_lock), str(server_lock), place.account or "", *command]
    log = open_private(place.log, os.O_WRONLY | os.O_TRUNC)
    try:
        # With a session of its own and none of the caller's streams: it outlives the
        # caller's Ctrl-C, and nobody who reads the caller's output waits for it.
        subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-S", supervisor.__file__, *arguments],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[server_lock],
            start_new_session=True,
        )
    finally:
        os.close(log)


def prepare_data(place: Place, programs: Path, server_lock: int) -> None:
    version_file = place.data / "PG_VERSION"
    if not version_file.exists():
        make_cluster(place, programs, server_lock)
    data_version, _, _ = version_file.read_text().partition("\n")
    major_version, _, _ = binaries.version().partition(".")
    if data_version != major_version:
        raise ServerError(
            f"The data in {place.data} is of PostgreSQL {data_version}, the server is "
            f"{major_version}: move the folder away to start anew, or set DATABASE_URL."
        )


def make_cluster(place: Place, programs: Path, server_lock: int) -> None:
    """Have initdb make the data folder; an unfinished one never gets its name."""
    unfinished = place.home / "data.unfinished"
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(mode=0o700)
    if place.account is not None:
        os.chown(unfinished, *owner_of(place))
    options = [f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    result = subprocess.run(  # noqa: S603
        [programs / "initdb", "-D", unfinished, *options],
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        pass_fds=[server_lock],  # Should this process be killed, it stays locked until initdb ends.
        **run_as(place.account),
    )
    if result.returncode != 0:
        raise ServerError(f"PostgreSQL could not make its data folder. {result.stderr.strip()}")
    unfinished.rename(place.data)
