import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
django.setup()

from tests.bench.run import main  # noqa: E402  Models can be imported from here on.

main()
