"""A synthetic desk of any size, the same for the same seed and day."""

from random import Random

from django.db import connection, transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Article, Claimant, Source, User
from claims.seeding.articles import Newsroom, size_of
from claims.seeding.copying import Rows, unindexed
from claims.seeding.people import make_people
from claims.seeding.prose import Prose
from claims.seeding.sources import make_sources

CHUNK = 5000  # Claims whose rows are held at once.
CLAIMS_TO_A_CLAIMANT = 200
CLAIMS_TO_A_SOURCE = 20


@transaction.atomic
def seed_desk(claims: int, seed: int = 0) -> None:
    """Fill an empty database with a desk of so many claims, and its statistics for the planner.

    Raises Refused where somebody or something is there already.
    """
    for model in (User, Article, Claimant, Source):
        if model._default_manager.exists():
            raise Refused("This database is not empty: a synthetic desk takes one for itself.")
    random, rows = Random(seed), Rows()  # noqa: S311  No secret: the same for the same seed.
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    people = make_people()
    prose = Prose(random, max(20, claims // CLAIMS_TO_A_CLAIMANT))
    with unindexed():
        claimants = [
            rows.add(Claimant, name=name, kind=kind.value) for name, kind in prose.claimants
        ]
        number = max(20, claims // CLAIMS_TO_A_SOURCE)
        sources = make_sources(rows, random, prose, people.checkers, number, today)
        rows.flush()
        newsroom = Newsroom(rows, random, prose, people, claimants, sources, today)
        sizes = _sizes(claims)
        held = 0
        for n, size in enumerate(sizes, start=1):
            newsroom.write(n, len(sizes), size)
            held += size
            if held >= CHUNK:
                rows.flush()
                held = 0
        rows.flush()
    rows.set_sequences()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sizes(claims: int) -> list[int]:
    """How many claims each article has, `claims` together."""
    sizes: list[int] = []
    while claims:
        sizes.append(min(claims, size_of(len(sizes) + 1)))
        claims -= sizes[-1]
    return sizes
