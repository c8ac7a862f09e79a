"""Sources: found by what is typed of them, and what hangs on one."""

from django.db.models import OuterRef, Q, QuerySet

from claims.errors import Incomplete
from claims.models import Evidence, IdentityAccess, IdentityAccessLog, Source, User
from claims.permissions import can_disclose, people_who_may, visible_claims, visible_sources
from claims.roles import Capability
from claims.selectors.lists import SUGGESTED, most_used
from claims.selectors.queue import Rows
from claims.selectors.search import capped_count, like
from claims.web.addresses import key_of

FOUND = 500  # Sources, the newest, that a search leads to.


def find_sources(user: User, words: str, kind: str = "", tag: str = "") -> Rows:
    """Sources by a few letters of title, publisher, author or address, misspelt or not; by a whole
    tag; by a whole address, in whatever spelling, the one that has it. `uses` is how often it is
    brought to bear on a claim that the person sees, up to one more than MOST.
    """
    sources = visible_sources(user).select_related("relies_on")
    if kind:
        sources = sources.filter(kind=kind)
    if tag:
        sources = sources.filter(tags__contains=[tag])
    if words:
        key = _key_typed(words)
        at_address = sources.filter(address_key=key)
        if key and at_address.exists():
            sources = at_address
        else:
            named = like(sources.order_by(), words, "title", "publisher", "url", "author")
            tagged = sources.order_by().filter(tags__overlap=[words, words.lower()])
            # PostgreSQL expects a hundredth of all rows to have any tag: asked for in one, it would
            # rather look through them all for the newest.
            keys = named.values_list("pk").union(tagged.values_list("pk")).order_by("-pk")[:FOUND]
            sources = sources.filter(pk__in=[pk for (pk,) in keys])
    return sources.annotate(uses=capped_count(_evidence_of(user)))


def suggested_sources(user: User, words: str) -> list[Source]:
    """A few sources to choose from, those most used first."""
    found = find_sources(user, words).filter(retired=False)
    return most_used(found, _evidence_of(user), SUGGESTED)


def _evidence_of(user: User) -> QuerySet[Evidence]:
    """That of the outer query's source, on claims that this person sees."""
    found = Evidence.objects.filter(source=OuterRef("pk"))
    return (
        found
        if user.may(Capability.SEE_EVERYTHING)
        else found.filter(claim__in=visible_claims(user))
    )


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
    listed = access_to(source).values("person")
    return people_who_may(Capability.KNOW_SOURCES).exclude(pk__in=listed)


def _key_typed(words: str) -> str:
    """The key of a typed address; '' for what is none."""
    if words.lower().startswith("www."):
        words = f"https://{words}"
    return key_of(words) if "://" in words else ""
