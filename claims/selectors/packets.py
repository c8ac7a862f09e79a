"""Packets, as the person who asked for them finds them."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from claims.models import Article, IdentityAccess, Packet, User
from claims.permissions import can_enter, visible_articles

EARLIER = 20


def packets_of(user: User) -> QuerySet[Packet]:
    """Their own, the newest first, of the articles that they still may see; who has left the desk
    has none with the names of confidential sources."""
    packets = Packet.objects.filter(requested_by=user, article__in=visible_articles(user))
    return packets if can_enter(user) else packets.filter(names_confidential=False)


def get_packet_for(user: User, pk: int) -> Packet:
    return get_object_or_404(packets_of(user).select_related("article", "stored"), pk=pk)


def earlier_packets(user: User, article: Article) -> list[Packet]:
    return list(packets_of(user).filter(article=article)[:EARLIER])


def is_listed(user: User, article: Article) -> bool:
    """Whether they may know who a confidential source of this article is."""
    listed = IdentityAccess.objects.active().filter(person=user)
    return (
        can_enter(user)
        and listed.filter(identity__source__evidence__claim__passages__article=article).exists()
    )
