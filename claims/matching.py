"""What the desk has seen before: claims that say nearly the same."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction

from claims.choices import ACCEPTED
from claims.models import Claim, User
from claims.permissions import visible_claims

NEARLY = 0.6  # Of 1: sentences that share about three in four of their trigrams.


@transaction.atomic
def nearly_repeated(claim: Claim, user: User) -> Claim | None:
    """The claim most like this one in its wording, accepted and this person's to see; or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(NEARLY)])
    others = visible_claims(user).filter(
        stage__in=ACCEPTED, statement__trigram_similar=claim.statement
    )
    likeness = TrigramSimilarity("statement", claim.statement)
    return others.exclude(pk=claim.pk).order_by(likeness.desc(), "pk").first()
