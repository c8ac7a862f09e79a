"""Times every page and step on a synthetic desk of each size, in a database of its own, and the
proposals; with --data measures how well quotations, revisions and pages are read."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from claims.importing import sample_desk
from claims.management.commands.demo import child, wait_until_it_listens
from claims.models import User
from claims.proposer.measuring.figures import lines_of
from tests.bench import body_text, quotations, revisions, speed
from tests.bench.browser import Browser
from tests.bench.database import desk_of
from tests.bench.rows import rows_for
from tests.bench.timing import NEEDED, Measured, measure, table

PORT = 8763
SIZES = [10_000, 1_000_000]
PERSON = "anna"
DOCUMENT = settings.BASE_DIR / "docs" / "benchmarks.md"
MARK = "<!-- make bench writes below -->\n"


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, help="The sizes.")
    parser.add_argument("--write", action="store_true", help=f"Keep the table in {DOCUMENT}.")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="Published sets in folders of their own; docs/proposals.md says which.",
    )
    options = parser.parse_args()
    lines = list(table({size: time_pages(size) for size in sorted(options.claims)}))
    print(*lines, sep="\n")
    if options.write:
        before, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
        DOCUMENT.write_text(before + mark + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    time_proposals()
    if options.data:
        measure_reading(options.data)


def time_pages(size: int) -> list[Measured]:
    print(f"A desk of {size:,} claims …", file=sys.stderr)
    with desk_of(size) as database:
        rows = rows_for(User.objects.get(username=PERSON), NEEDED)
        with server(database):
            browser = Browser(PORT)
            browser.sign_in(PERSON)
            return measure(browser, rows)


def time_proposals() -> None:
    found = speed.measured(sample_desk.text_in(settings.BASE_DIR / "fixtures"))
    print(
        f"\nClaims proposed in {speed.WORDS} words: {found.article * 1000:.1f} ms,"
        f" {1 / found.article:.0f} articles a second;"
        f" the yardstick, plain Python: {found.yardstick * 1000:.1f} ms"
    )


def measure_reading(data: Path) -> None:
    news = data / "polnear" / "dev.jsonl.gz"
    versions = data / "revisions" / "versions.jsonl.gz"
    for about, found in (
        ("Quotations checked", quotations.measured(news)),
        ("Quotations checked", quotations.measured_speed(news)),
        ("Revisions", revisions.measured(versions)),
        ("Body text", body_text.measure(data / "html")),
    ):
        print(*lines_of(about, found), sep="\n")


@contextmanager
def server(database: str) -> Iterator[None]:
    """The production server over a database of the benchmark's, as docs/server.md runs it."""
    static = settings.BASE_DIR / "var" / "bench" / "static"
    environment = {
        "BENCH_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
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
