from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from claims.importing import sample_desk
from claims.measuring import bodies, quotations, revisions, speed
from claims.measuring.figures import lines_of
from claims.models import Article, User

ROUNDS = 5
YARDSTICK = "yardstick: the bare view"


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


# The yardstick is a site of its own, in this module: one view behind session and login.
urlpatterns = [path("", bare)]
BARE_SITE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    f"{__name__}.on_bare_site",
]


def on_bare_site(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    def middleware(request: HttpRequest) -> Any:
        request.urlconf = __name__
        return get_response(request)

    return middleware


class Command(BaseCommand):
    help = (
        "Time the main pages and the proposals on the sample desk, in a database made for it and"
        " dropped after; and with --data measure how well quotations, revisions and pages are read."
    )
    # They would open a pool of connections to the desk's own database.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--data",
            type=Path,
            metavar="FOLDER",
            help="Published sets in folders of their own; docs/proposals.md says which.",
        )

    def handle(self, *args: Any, data: Path | None, **options: Any) -> None:
        self.time_pages()
        self.time_proposals()
        if data:
            self.measure(data)

    @override_settings(ALLOWED_HOSTS=["testserver"], DEBUG=False)
    def time_pages(self) -> None:
        name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            article = sample_desk.load(settings.BASE_DIR / "fixtures")
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            self.report(best_of_rounds(visits(article)))
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)

    def report(self, best: dict[str, float]) -> None:
        self.stdout.write(f"{'page':34}{f'best of {ROUNDS}':>12}{'to the yardstick':>18}")
        for page, seconds in best.items():
            ratio = seconds / best[YARDSTICK]
            self.stdout.write(f"{page:34}{seconds * 1000:>9.2f} ms{ratio:>18.1f}")

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


@dataclass(frozen=True)
class Visit:
    client: Client
    url: str
    headers: dict[str, str] | None = None

    def seconds(self) -> float:
        start = perf_counter()
        response = self.client.get(self.url, headers=self.headers)
        seconds = perf_counter() - start
        if response.status_code != 200:
            raise CommandError(f"{self.url} answered {response.status_code}, not 200.")
        return seconds


def visits(article: Article) -> dict[str, Visit]:
    """The main pages, and how each is asked for."""
    nobody, anna, yardstick = Client(), Client(), Client()
    anna.force_login(User.objects.get(username="anna"))
    yardstick.cookies = anna.cookies
    with override_settings(MIDDLEWARE=BARE_SITE):
        yardstick.get("/")  # From its first request on, a client keeps the middleware.
    passage = article.passages.earliest("pk")
    workbench = article.get_absolute_url()
    panel = f"{workbench}?claim={passage.claim_id}"
    return {
        YARDSTICK: Visit(yardstick, "/"),
        "sign-in": Visit(nobody, reverse("login")),
        "desk": Visit(anna, reverse("desk")),
        "articles": Visit(anna, reverse("articles")),
        "workbench": Visit(anna, workbench),
        "workbench with a claim": Visit(anna, panel),
        "its panel alone, by htmx": Visit(anna, panel, {"HX-Request": "true"}),
        "claims": Visit(anna, reverse("claims")),
        "claims, searched": Visit(anna, reverse("claims") + "?stage=all&q=border"),
        "claim": Visit(anna, passage.claim.get_absolute_url()),
        "sources": Visit(anna, reverse("sources")),
        "claimants": Visit(anna, reverse("claimants")),
    }


def best_of_rounds(pages: dict[str, Visit]) -> dict[str, float]:
    """Round after round, so that a slow moment of the machine falls on all pages alike."""
    for visit in pages.values():
        visit.seconds()  # Templates, addresses and statements are cached from here on.
    rounds = [{page: visit.seconds() for page, visit in pages.items()} for _ in range(ROUNDS)]
    return {page: min(times[page] for times in rounds) for page in pages}
