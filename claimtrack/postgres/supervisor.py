"""Runs the server while it has clients, and shuts it down when the last one is gone.

    python supervisor.py CLIENTS_LOCK SERVER_LOCK ACCOUNT COMMAND...

Every client holds a shared lock on the file CLIENTS_LOCK for as long as it lives, and
the kernel drops it however the client ends. So who can lock it exclusively knows that
no client is left; while the supervisor keeps this lock, new clients wait for its end.
SERVER_LOCK is the descriptor of a locked file that the server and all its processes
inherit: it stays locked until the last of them is gone.

A script of the standard library only: it starts fast, whatever the environment holds.
"""

import ctypes
import fcntl
import os
import pwd
import signal
import subprocess
import sys
import time
from typing import Any

# So that one command after another finds the server up, and does not wait for a start.
LINGER_SECONDS = 2.0
TICK_SECONDS = 0.1
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def run_as(account: str | None) -> dict[str, Any]:
    """The arguments with which subprocess runs a command as `account`, if one is named."""
    if not account:
        return {}
    entry = pwd.getpwnam(account)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def try_lock(descriptor: int, kind: int) -> bool:
    """Take the lock if nobody holds one that excludes it."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def shut_down_with_parent() -> None:
    """Have Linux shut the server down if the supervisor itself is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def wait_while_used(server: subprocess.Popen[bytes], clients: int) -> None:
    """Return when the server has died, when nobody wants it, or when its folder is gone.

    If nobody wants it, the clients' lock is held from then on.
    """
    last_used = time.monotonic()
    while server.poll() is None and os.fstat(clients).st_nlink > 0:
        if not try_lock(clients, fcntl.LOCK_EX):
            last_used = time.monotonic()
        elif time.monotonic() - last_used > LINGER_SECONDS:
            return
        else:
            fcntl.flock(clients, fcntl.LOCK_UN)
        time.sleep(TICK_SECONDS)


def main() -> None:
    """Run COMMAND as a child of a process that is itself nobody's child."""
    clients_lock, server_lock, account, *command = sys.argv[1:]
    if os.fork():
        return  # the client that called reaps this process, and need not reap the other
    clients = os.open(clients_lock, os.O_RDWR)
    server = subprocess.Popen(  # noqa: S603
        command,
        pass_fds=[int(server_lock)],
        preexec_fn=shut_down_with_parent,
        **run_as(account),
    )
    wait_while_used(server, clients)
    server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
    server.wait()


if __name__ == "__main__":
    main()
