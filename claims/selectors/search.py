"""Search: full text in a claim's own language, and names, titles and addresses by trigrams."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Cast, Upper

from claims.choices import Language
from claims.models import Claim, Claimant
from claims.models.fields import SearchConfigField

# A minus that no word follows: PostgreSQL fails over a long row of them.
LOOSE_MINUS = re.compile(r'-(?!["\w])')


def matches(words: str) -> Q:
    """Claims by the words of their statement, their claimant's name even misspelt, their number.

    As subqueries: each finds its rows by an index, which an OR over joined tables would not.
    """
    found = Q(pk__in=Claim.objects.filter(_says(words)).values("pk"))
    found |= Q(claimant__in=like(Claimant.objects.all(), words, "name").values("pk"))
    number = words.strip().removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 19:
        found |= Q(pk=int(number))
    return found


def like[Rows: QuerySet[Any]](rows: Rows, words: str, *columns: str) -> Rows:
    """Rows that hold the words in one of the columns, or something spelt much like them.

    In upper case throughout, as the trigram indexes are.
    """
    found = Q()
    for column in columns:
        rows = rows.alias(**{f"upper_{column}": Upper(column)})
        found |= Q(**{f"upper_{column}__contains": words.upper()})
        found |= Q(**{f"upper_{column}__trigram_word_similar": words.upper()})
    return rows.filter(found)


def _says(words: str) -> Q:
    found = Q()
    for config in sorted({language.search_config for language in Language}):
        query = SearchQuery(LOOSE_MINUS.sub(" ", words), config=config, search_type="websearch")
        found |= Q(search_config=Cast(Value(config), SearchConfigField()), search=query)
    return found
