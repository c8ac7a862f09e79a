"""The desk's own settings, over a database of the benchmark's and with the bare views beside it."""

import os

# Every setting of the desk, as it is: the benchmark changes only what follows.
from claimtrack.settings import *  # noqa: F403
from claimtrack.settings import BASE_DIR, DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
ROOT_URLCONF = "tests.bench.bare"
STORAGES = STORAGES | {
    "snapshots": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(BASE_DIR / "var" / "bench" / "snapshots")},
    }
}
