from tests.importing.conftest import site

__all__ = ["site"]
