"""Parsers run in a child process with limits: a file can be made to take all time and memory.

The children are forked from a server process that has imported the parsers and nothing of Django.
"""

import multiprocessing
import resource
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from claims.errors import Unreadable

CPU_SECONDS = 20
SECONDS = 30.0  # By the clock, for a machine that has other work as well.
MEMORY = 1024 * 1024 * 1024  # Bytes.

TOO_MUCH = "This file takes more time or memory to read than ClaimTrack allows."

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["claims.documents.sources"])


def run_limited[**P, T](parse: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`parse` with these arguments, a module's own function, run in a child process.

    Raises Unreadable as `parse` does, and where it takes too much time or memory. Any other
    exception of `parse` becomes a RuntimeError with its traceback.
    """
    receiver, sender = SERVER.Pipe(duplex=False)
    child = SERVER.Process(target=_answer, args=(sender, parse, args, kwargs), daemon=True)
    child.start()
    sender.close()  # Now the child alone holds it: its death ends the wait.
    try:
        result = receiver.recv() if receiver.poll(SECONDS) else Unreadable(TOO_MUCH)
    except EOFError:
        result = Unreadable(TOO_MUCH)
    finally:
        child.kill()
        child.join()
        receiver.close()
    if isinstance(result, Exception):
        raise result
    parsed: T = result
    return parsed


def _answer(
    sender: Connection, parse: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the worker, which lets this end.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sender.send(parse(*args, **kwargs))
    except Unreadable as reason:
        sender.send(reason)
    except MemoryError:
        sender.send(Unreadable(TOO_MUCH))
    except Exception:
        sender.send(RuntimeError(traceback.format_exc()))
