"""Who is signed in, with what they may do."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from claims.models import User


class PasswordBackend(ModelBackend):
    """Django's own; reads a person and their roles, which every page asks for, in one query."""

    def get_user(self, user_id: int) -> User | None:
        names = ArrayAgg("groups__name", filter=Q(groups__isnull=False), default=Value([]))
        user = User.objects.annotate(role_names=names).filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.roles = frozenset(user.role_names)
        return user
