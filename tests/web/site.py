"""A site of the web on 127.0.0.1 that answers what a test tells it to, byte for byte."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

# Writes its answer to the connection; the event is set when the site closes.
type Answer = Callable[[socket.socket, Event], None]


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer of HTTP, its length told; an underscore in a header's name is a hyphen."""
    body = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | named
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def redirect(location: str) -> bytes:
    return answer(status="302 Found", Location=location)


def dripping(start: bytes, drop: bytes) -> Answer:
    """`start` at once, then `drop` twenty times a second for ever."""

    def drip(connection: socket.socket, closing: Event) -> None:
        connection.sendall(start)
        while not closing.wait(0.05):
            connection.sendall(drop)

    return drip


def late(whole: bytes) -> Answer:
    """`whole`, a quarter of a second from now."""

    def wait(connection: socket.socket, closing: Event) -> None:
        closing.wait(0.25)
        connection.sendall(whole)

    return wait


@dataclass
class Site:
    """`pages` by path; `requests` are the heads of what came in, in order."""

    port: int
    scheme: str = "http"
    pages: dict[str, bytes | Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def serve(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
            head += piece
        self.requests.append(head.decode("latin-1"))
        page = self.pages[head.split()[1].decode()]
        if callable(page):
            page(connection, self.closing)
        else:
            connection.sendall(page)


class Server(ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def running_site(certificate: Path | None = None) -> Iterator[Site]:
    """A site that is up; with a certificate (and its key, in one file) by TLS."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # Who came may leave in the middle, or not trust us.
                if context:
                    with context.wrap_socket(self.request, server_side=True) as connection:
                        site.serve(connection)
                else:
                    site.serve(self.request)

    with Server(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_address[1], "https" if certificate else "http")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.closing.set()
            server.shutdown()
            thread.join()
