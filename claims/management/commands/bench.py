import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.benchmarks.asks import rows_for
from claims.benchmarks.browser import Browser
from claims.benchmarks.database import desk_of
from claims.benchmarks.measuring import NEEDED, Measured, measure
from claims.benchmarks.report import table
from claims.importing import sample_desk
from claims.management.commands.demo import child, wait_until_it_listens
from claims.measuring import bodies, quotations, revisions, speed
from claims.measuring.figures import lines_of
from claims.models import User

PORT = 8763
SIZES = [10_000, 1_000_000]
PERSON = "anna"
DOCUMENT = settings.BASE_DIR / "docs" / "benchmarks.md"
MARK = "<!-- make bench writes below -->\n"


class Command(BaseCommand):
    help = (
        "Time every page and step on a synthetic desk of each size, in a database of its own, and"
        " the proposals; with --data measure how well quotations, revisions and pages are read."
    )
    # They would open a pool of connections to the desk's own database.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, nargs="+", default=SIZES, help="The sizes.")
        parser.add_argument("--write", action="store_true", help=f"Keep the table in {DOCUMENT}.")
        parser.add_argument(
            "--data",
            type=Path,
            metavar="FOLDER",
            help="Published sets in folders of their own; docs/proposals.md says which.",
        )

    def handle(
        self, *args: Any, claims: list[int], write: bool, data: Path | None, **options: Any
    ) -> None:
        lines = list(table({size: self.time_pages(size) for size in sorted(claims)}))
        self.stdout.write("\n".join(lines))
        if write:
            before, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
            DOCUMENT.write_text(before + mark + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
        self.time_proposals()
        if data:
            self.measure(data)

    def time_pages(self, size: int) -> list[Measured]:
        self.stderr.write(f"A desk of {size:,} claims …")
        with desk_of(size) as database:
            rows = rows_for(User.objects.get(username=PERSON), NEEDED)
            with server(database):
                browser = Browser(PORT)
                browser.sign_in(PERSON)
                return measure(browser, rows)

    def time_proposals(self) -> None:
        found = speed.measured(sample_desk.text_in(settings.BASE_DIR / "fixtures"))
        self.stdout.write(
            f"\nClaims proposed in {speed.WORDS} words: {found.article * 1000:.1f} ms,"
            f" {1 / found.article:.0f} articles a second;"
            f" the yardstick, plain Python: {found.yardstick * 1000:.1f} ms"
        )

    def measure(self, data: Path) -> None:
        news = data / "polnear" / "dev.jsonl.gz"
        versions = data / "revisions" / "versions.jsonl.gz"
        for about, found in (
            ("Quotations checked", quotations.measured(news)),
            ("Quotations checked", quotations.measured_speed(news)),
            ("Revisions", revisions.measured(versions)),
            ("Body text", bodies.measure(data / "html")),
        ):
            for line in lines_of(about, found):
                self.stdout.write(line)


@contextmanager
def server(database: str) -> Iterator[None]:
    """The production server over a database of the benchmark's, as docs/server.md runs it."""
    static = settings.BASE_DIR / "var" / "bench" / "static"
    environment = {
        "BENCH_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "claims.benchmarks.settings",
        "STATIC_ROOT": str(static),
    }
    with child(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], environment
    ) as it:
        it.wait()
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--no-ws",
        "--host", "127.0.0.1", "--port", str(PORT), "--log-level", "warning", "--workers", "2",
        "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "8",
        "claimtrack.wsgi:application",
    ]  # fmt: skip
    with child(command, environment) as process:
        wait_until_it_listens(PORT, process)
        yield
