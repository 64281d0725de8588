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
# The tables straight from the models, in three seconds: the tests walk the migrations.
OWN_APPS = ("prioinit", "roles", "initiatives", "checkpoints", "programme")
MIGRATION_MODULES = dict.fromkeys(OWN_APPS)
