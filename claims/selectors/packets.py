"""Packets, as the person who asked for them finds them."""

from django.shortcuts import get_object_or_404

from claims.models import Article, Packet, User
from claims.permissions import visible_packets

EARLIER = 20


def get_packet_for(user: User, pk: int) -> Packet:
    return get_object_or_404(visible_packets(user).select_related("article", "stored"), pk=pk)


def earlier_packets(user: User, article: Article) -> list[Packet]:
    return list(visible_packets(user).filter(article=article)[:EARLIER])
