"""What a scene's workers and beats run: the application's own Celery app on the scene's clock.

celery -A chaos.app worker | beat
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "chaos.settings"

from chaos.clock import Clock

clock = Clock.of_this_process()
clock.follow()

import django  # noqa: E402 everything below lives on that clock
from celery.signals import task_prerun  # noqa: E402

from prioinit.celery import app  # noqa: E402

django.setup()

from chaos import guards, pace  # noqa: E402 they need the models

pace.quicken()
guards.switch_off(os.environ.get("CHAOS_WITHOUT", ""))


@task_prerun.connect
def look_at_the_clock(**_kwargs) -> None:
    clock.follow()


__all__ = ["app"]
