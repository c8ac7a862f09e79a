"""`manage.py check_quote --jsonl`: a quotation and its source a line, what was changed a line."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from claims.management.jsonl import Fields, add_jsonl_argument, answer_lines, text_in
from claims.text.quote_checking import check_quote
from claims.text.quote_words import quote_words_of


class Command(BaseCommand):
    help = "Checks quotations: {id, quote, source_text} in; state, place, ratio and changes out."
    requires_system_checks = []  # It needs no database, nor anything else that could be wrong.

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_jsonl_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        answer_lines(check_in_json, self.stdout)


def check_in_json(request: Fields) -> Fields:
    quote = text_in(request, "quote")
    return asdict(check_quote(quote, quote_words_of(text_in(request, "source_text"))))
