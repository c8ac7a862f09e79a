from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class SearchConfigField(models.Field):  # type: ignore[type-arg]
    """The name of a text search configuration, in a column of PostgreSQL's own type regconfig.

    A generated column may read it: the cast from text would not be immutable there.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "regconfig"


def columns_but(model: type[models.Model], relation: str, *kept: str) -> list[str]:
    """What to defer of a relation of which a page shows only `kept`: each column more makes a query
    slower to build and to read."""
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    return [f"{relation}__{name}" for name in names if name not in kept]
