"""Sources: found by what is typed of them, and what hangs on one."""

from django.db.models import (
    Count,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Upper

from claims.errors import Incomplete
from claims.models import Evidence, IdentityAccess, IdentityAccessLog, Source, User
from claims.permissions import can_disclose, visible_claims, visible_sources
from claims.selectors.boards import SUGGESTED, USED
from claims.selectors.queue import Rows, desk_people
from claims.selectors.search import like
from claims.web.addresses import key_of


def find_sources(user: User, words: str, kind: str = "", tag: str = "") -> Rows:
    """Sources by a few letters of title, publisher, author, tag or address, misspelt or not; by
    a whole address, in whatever spelling, the one that has it. `uses` is how often it is brought
    to bear on a claim that the person sees.
    """
    sources = visible_sources(user).select_related("relies_on")
    if kind:
        sources = sources.filter(kind=kind)
    if tag:
        sources = sources.filter(tags__contains=[tag])
    if words:
        key = _key_typed(words)
        at_address = sources.filter(address_key=key)
        sources = at_address if key and at_address.exists() else sources.filter(_named_like(words))
    used = Evidence.objects.filter(source=OuterRef("pk"), claim__in=visible_claims(user))
    counted = used.order_by().values("source").annotate(n=Count("pk")).values("n")
    return sources.annotate(uses=Coalesce(Subquery(counted), 0, output_field=IntegerField()))


def suggested_sources(user: User, words: str) -> list[Source]:
    """A few sources to choose from, those most used first."""
    return list(find_sources(user, words).filter(retired=False).order_by(USED, "pk")[:SUGGESTED])


def source_meant(user: User, typed: str, field: str) -> Source:
    """The one source that an address in any spelling, a number (12 or #12) or a title names.

    Raises Incomplete for `field`, the one it was typed into.
    """
    found = list(sources_meant(user, typed)[:3])
    if not found:
        raise Incomplete("No source here has this address, number or title.", field)
    if len(found) > 1:
        numbers = ", ".join(f"#{source.pk}" for source in found)
        raise Incomplete(f"Several sources have this title: type the number ({numbers}).", field)
    return found[0]


def sources_meant(user: User, typed: str) -> QuerySet[Source]:
    """Those that what was typed names, none for ''."""
    number = typed.removeprefix("#")
    if key := _key_typed(typed):
        names = Q(address_key=key)
    elif number.isascii() and number.isdigit() and len(number) < 19:
        names = Q(pk=int(number)) | Q(title__iexact=typed)
    else:
        names = Q(title__iexact=typed) if typed else Q(pk=None)
    return visible_sources(user).filter(names).order_by("retired", "pk")


def evidence_from(source: Source, user: User) -> QuerySet[Evidence]:
    """Where a source is brought to bear, on the claims that the reader may see."""
    evidence = source.evidence.filter(claim__in=visible_claims(user))
    return evidence.select_related("claim", "added_by")


def access_to(source: Source) -> QuerySet[IdentityAccess]:
    """Who may know who a confidential source is."""
    readers = IdentityAccess.objects.active().filter(identity__source=source)
    return readers.select_related("person", "granted_by")


def revoked_access_to(user: User, source: Source) -> QuerySet[IdentityAccess]:
    """Who might know it until they were taken off the list; for those who may know."""
    if not can_disclose(user, source):
        return IdentityAccess.objects.none()
    readers = IdentityAccess.objects.filter(identity__source=source).exclude(revoked_at=None)
    return readers.select_related("person", "revoked_by")


def access_log_of(user: User, source: Source) -> QuerySet[IdentityAccessLog]:
    """Who read it and when, the last first; for those who may read it themselves."""
    if not can_disclose(user, source):
        return IdentityAccessLog.objects.none()
    return IdentityAccessLog.objects.filter(identity__source=source).select_related("person")


def people_to_grant(source: Source) -> QuerySet[User]:
    return desk_people().exclude(pk__in=access_to(source).values("person"))


def _key_typed(words: str) -> str:
    """The key of a typed address; '' for what is none."""
    if words.lower().startswith("www."):
        words = f"https://{words}"
    return key_of(words) if "://" in words else ""


def _named_like(words: str) -> Q:
    """As subqueries: each is found by its own index, which an OR over all of them would not be."""
    tags = Upper(Func("tags", Value(", "), function="array_to_string", output_field=TextField()))
    ways = [
        like(Source.objects.all(), words, "title", "publisher", "url"),
        like(Source.objects.exclude(author=""), words, "author"),
        Source.objects.exclude(tags=[]).alias(words=tags).filter(words__contains=words.upper()),
    ]
    found = Q()
    for rows in ways:
        found |= Q(pk__in=rows.values("pk"))
    return found
