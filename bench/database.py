"""A throwaway database with the application's tables, for the benches. Importing this starts nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.servers import Postgres


@contextmanager
def database() -> Iterator[str]:
    """Yields the URL of a migrated database; Django is set up on it."""
    server = Postgres().start()
    os.environ |= {"TESTING": "1", "DATABASE_URL": server.url, "REDIS_URL": "memory://"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "prioinit.settings"
    import django  # noqa: PLC0415 settings need the database's address
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    try:
        call_command("migrate", verbosity=0, skip_checks=True)
        call_command("createcachetable", verbosity=0)
        yield server.url
    finally:
        connections.close_all()
        server.stop()
