"""The application's settings, with what a scene needs to differ."""

import os

from prioinit.settings import *  # noqa: F403

PACE = float(os.environ.get("CHAOS_PACE", "1"))  # how many times faster than in production

EMAIL_TIMEOUT = max(1, 20 / PACE)
CELERY_BEAT_SCHEDULE = {
    "tick": {
        "task": "checkpoints.tasks.tick",
        "schedule": 30 / PACE,
        "options": {"expires": max(5, 25 / PACE)},  # a busy machine needs a second to begin
    }
}
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
# The tables are made straight from the models; a migration of django-pghistory brings this otherwise.
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True
