"""Search: full text in a claim's own language, and names, titles and addresses by trigrams."""

import re
from collections import defaultdict
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Upper

from claims.choices import Language
from claims.models import User
from claims.models.fields import SearchConfigField
from claims.permissions import visible_claimants

# A minus that no word follows: PostgreSQL fails over a long row of them.
LOOSE_MINUS = re.compile(r'-(?!["\w])')
CONFIGS = sorted({language.search_config for language in Language})
PARSED = """
    SELECT config, websearch_to_tsquery(config::regconfig, %s)::text
    FROM unnest(%s::text[]) AS config
"""
TRIGRAM = 3  # What is shorter holds none: no index finds it inside a name.
NAMED = 50  # Claimants whose claims a search takes in; a longer name finds the one who is meant.
ENOUGH = 1000
MOST = 1000  # What is counted on a page is counted so far.


def matches(user: User, words: str) -> Q:
    """Claims by the words of their statement, their claimant's name even misspelt, their number.

    Each part is found by an index, and what they need is asked here: an OR over subqueries would
    read every claim. Claimants are those that this person sees.
    """
    named = like(visible_claimants(user).order_by(), words, "name")[:NAMED]
    found = Q(claimant__in=[claimant.pk for claimant in named])
    for query, configs in _parsed(words).items():
        says = Q(search=SearchQuery(query, config="simple", search_type="raw"))
        if len(configs) < len(CONFIGS):
            says &= Q(search_config__in=[_config(name) for name in configs])
        found |= says
    number = words.strip().removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 19:
        found |= Q(pk=int(number))
    return found


def like[Rows: QuerySet[Any]](rows: Rows, words: str, *columns: str) -> Rows:
    """Rows that hold the words in one of the columns; where there are none, those with something
    spelt much like them. Fewer than three letters find what begins with them in the first of the
    columns.

    In upper case throughout, as the indexes are.
    """
    rows = rows.alias(**{f"upper_{column}": Upper(column) for column in columns})
    if len(words) < TRIGRAM:
        return rows.filter(_any(columns[:1], "startswith", words))
    holding = rows.filter(_any(columns, "contains", words))
    # For the first of them alone PostgreSQL would rather read the table until it meets one.
    if holding.order_by()[:ENOUGH].count():
        return holding
    return rows.filter(_any(columns, "trigram_word_similar", words))


def capped_count(rows: QuerySet[Any]) -> Func:
    """How many rows a correlated subquery finds, up to one more than MOST."""
    keys = ArraySubquery(rows.order_by().values("pk")[: MOST + 1])
    return Func(keys, function="cardinality", output_field=IntegerField())


def _any(columns: tuple[str, ...], lookup: str, words: str) -> Q:
    found = Q()
    for column in columns:
        found |= Q(**{f"upper_{column}__{lookup}": words.upper()})
    return found


def _parsed(words: str) -> dict[str, list[str]]:
    """What the words ask for, and under which configurations: most make the same of them."""
    with connection.cursor() as cursor:
        cursor.execute(PARSED, [LOOSE_MINUS.sub(" ", words), CONFIGS])
        rows = cursor.fetchall()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for config, query in rows:
        if query:  # Words that every text has are looked for in none.
            found[query].append(config)
    return found


def _config(name: str) -> Cast:
    return Cast(Value(name), SearchConfigField())
