from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class SearchConfigField(models.Field):  # type: ignore[type-arg]
    """The name of a text search configuration, in a column of PostgreSQL's own type regconfig.

    A generated column may read it: the cast from text would not be immutable there.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "regconfig"
