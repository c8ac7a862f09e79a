"""What the desk has seen before: claims that say nearly the same."""

import re
from itertools import combinations

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity

from claims.choices import Stage
from claims.models import Claim, User
from claims.permissions import visible_claims

NEARLY = 0.6  # Of 1: sentences that share about three in four of their trigrams.
STANDING = [Stage.OPEN, Stage.CHECKING, Stage.APPROVAL, Stage.CLOSED]
WORD = re.compile(r"\w{1,99}")
TELLING = 4  # Words by which a sentence is looked for: its longest, of which one may be missing.
COMPARED = 100  # Claims with those words, at most.


def similar_claim(claim: Claim, user: User) -> Claim | None:
    """The claim most like this one in its wording, accepted and this person's to see; or None.

    Trigrams compare; what is compared is found by its longest words, which few claims share.
    """
    words = sorted(set(WORD.findall(claim.statement.lower())), key=lambda word: (-len(word), word))
    telling = words[:TELLING]
    if not telling:
        return None
    sets = combinations(telling, max(1, len(telling) - 1))
    query = " | ".join(f"({' & '.join(words)})" for words in sets)
    holding = SearchQuery(query, config=claim.search_config, search_type="raw")
    alike = visible_claims(user).filter(search=holding, stage__in=STANDING).exclude(pk=claim.pk)
    likeness = TrigramSimilarity("statement", claim.statement)
    others = Claim.objects.filter(pk__in=alike.order_by().values("pk")[:COMPARED])
    return (
        others.annotate(likeness=likeness)
        .filter(likeness__gte=NEARLY)
        .order_by("-likeness", "pk")
        .first()
    )
