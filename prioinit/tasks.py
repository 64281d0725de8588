"""Celery only wakes: the task takes no arguments and may run twice, late or never."""

from celery import shared_task

from prioinit.delivery import deliver_due
from prioinit.mail import wake

RUN_SECONDS = 20  # so that a worker asked to stop does so soon


@shared_task(name="prioinit.tasks.deliver")
def deliver() -> None:
    counts = deliver_due(seconds=RUN_SECONDS)
    if counts.more:
        wake()
