"""The Django database engine "claimtrack.postgres": PostgreSQL, started when it is needed.

Everything that connects passes get_new_connection: a pool before it opens, the cursor
that creates test databases, each thread. Importing the settings does not.
"""

import os
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.db.backends.postgresql import base

from claimtrack.postgres.place import ServerError, place_for
from claimtrack.postgres.server import ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: Any) -> Any:
        try:
            ensure_running(place_for(settings.BASE_DIR, os.geteuid()))
        except ServerError as error:
            # The one exception that manage.py prints as a sentence, without a traceback.
            raise CommandError(str(error)) from error
        return super().get_new_connection(conn_params)
