import os

import pytest
from django.conf import settings

from claimtrack.postgres import ServerError, ensure_running, place_for


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test database is made: one sentence, not a traceback a test, without a server."""
    if not settings.DATABASE_URL:
        try:
            ensure_running(place_for(settings.BASE_DIR, os.geteuid()))
        except ServerError as error:
            pytest.exit(str(error), returncode=2)
