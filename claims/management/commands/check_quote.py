"""`manage.py check_quote --jsonl`: a quotation and its source a line, what was changed a line."""

from dataclasses import asdict

from claims.management.json_lines import Fields, JsonLinesCommand, text_in
from claims.text.quote_checking import check_quote
from claims.text.quote_words import quote_words_of


class Command(JsonLinesCommand):
    help = "Checks quotations: {id, quote, source_text} in; state, place, ratio and changes out."

    def answer(self, request: Fields) -> Fields:
        return check_in_json(request)


def check_in_json(request: Fields) -> Fields:
    quote = text_in(request, "quote")
    return asdict(check_quote(quote, quote_words_of(text_in(request, "source_text"))))
