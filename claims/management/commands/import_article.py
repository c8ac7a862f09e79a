import os
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from claims.choices import ImportStage, Language, Stage
from claims.documents.imported_copy import MAX_FILE
from claims.errors import Refused
from claims.importing.importer import importer
from claims.importing.preparing import ADDRESS, from_address, prepare
from claims.models import Article, Import
from claims.services import imports

NO_OUTLET = "Outlet not named"


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date: write 2022-01-22.") from error


class Command(BaseCommand):
    help = "Bring in one article from a file or an address, with its claims proposed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE-or-URL")
        parser.add_argument(
            "--published-on", type=day, metavar="D", help="Its dateline, as in 2022-01-22."
        )
        parser.add_argument(
            "--language",
            choices=Language.values(),
            default=Language.ENGLISH.value,
            help="Its language where the page does not say: de, fr, ...; without it, en.",
        )

    def handle(
        self,
        *args: Any,
        source: str,
        published_on: date | None,
        language: str,
        **options: Any,
    ) -> None:
        try:
            asked = self.asked(source)
            asked.published_on, asked.language = published_on, language
            if standing := imports.article_at(asked.address):
                self.report(standing, "Already here")
            else:
                self.bring_in(asked)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal

    def asked(self, source: str) -> Import:
        if ADDRESS.fullmatch(source):
            return from_address(source)
        path = Path(source)
        name = os.fsencode(path.name).decode(errors="replace")
        try:
            with path.open("rb") as file:
                return Import(file_name=name[:300], content=file.read(MAX_FILE + 1))
        except OSError as error:
            raise CommandError(f"{name or source} cannot be read: {error.strerror}.") from error

    @transaction.atomic
    def bring_in(self, asked: Import) -> None:
        """All of it or nothing: a refusal leaves no row behind."""
        account = importer()
        copy = imports.ask_import(account, asked)
        prepare(copy)
        if copy.stage == ImportStage.REFUSED:
            raise CommandError(copy.refusal)
        if not copy.article and not copy.outlet:
            outlet = urlsplit(copy.url or copy.address).hostname or NO_OUTLET
            imports.edit_import(account, copy, outlet=outlet)
        article = imports.finish_import(account, copy)
        is_new = article.created_at > copy.created_at
        self.report(article, "Brought in" if is_new else "Already here")

    def report(self, article: Article, how: str) -> None:
        revision = article.current_revision
        claims = article.passages.filter(claim__stage=Stage.PROPOSED)
        kinds = Counter(claims.values_list("claim__kind", flat=True))
        self.stdout.write(f"{how}: article {article.pk}, {article.get_absolute_url()}")
        self.stdout.write(f"  {revision.headline[:100]}")
        self.stdout.write(
            f"  {article.outlet}; dateline {article.published_on or 'not known'};"
            f" {len(revision.text.split())} words"
        )
        self.stdout.write(f"  {kinds.total()} claims proposed")
        for kind, count in kinds.most_common():
            self.stdout.write(f"    {count:4} {kind}")
