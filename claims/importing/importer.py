"""The account that articles brought in by command belong to."""

from django.contrib.auth.models import Group

from claims.choices import Role
from claims.models import User

IMPORTER = "import"


def importer() -> User:
    """Nobody can sign in with it, so everybody may judge what it hands in."""
    account, _ = User.objects.get_or_create(username=IMPORTER, defaults={"is_active": False})
    if account.has_usable_password():
        account.set_unusable_password()
        account.save()
    account.groups.add(Group.objects.get_or_create(name=Role.REPORTER)[0])
    return account
