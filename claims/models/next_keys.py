from django.db import connection
from django.db.models import Model


def next_key(model: type[Model]) -> int:
    """A key for a row that another one names before it is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return int(cursor.fetchone()[0])
