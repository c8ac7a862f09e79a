"""The account that articles brought in by command belong to."""

from django.contrib.auth.hashers import make_password

from claims.errors import NotPermitted
from claims.models import User

IMPORTER = "import"


def importer() -> User:
    """Nobody can sign in with it, so everybody may judge what it hands in; it sees every article,
    as whoever runs commands does.

    Raises NotPermitted where a person has this name.
    """
    values = {"is_active": False, "is_superuser": True, "password": make_password(None)}
    account, _ = User.objects.get_or_create(username=IMPORTER, defaults=values)
    if account.is_active or account.has_usable_password():
        raise NotPermitted(f"The account “{IMPORTER}” is a person's, where the command needs it.")
    return account
