from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.web.site import Site, running_site


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    """A site on 127.0.0.1, where fetching may go for this test."""
    settings.IMPORT_ALLOWS_LOOPBACK = True
    with running_site() as site:
        yield site
