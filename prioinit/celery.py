"""Celery wakes, the database decides: a lost message costs one tick, never a mail."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prioinit.settings")

app = Celery("prioinit")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
