"""Celery only wakes: the task takes no arguments and may run twice, late or never."""

from celery import shared_task
from celery.signals import worker_init
from django.conf import settings

from prioinit.delivery import deliver_due
from prioinit.mail import hold_all, wake

RUN_SECONDS = 20  # so that a worker asked to stop does so soon


@shared_task(name="prioinit.tasks.deliver")
def deliver() -> None:
    counts = deliver_due(seconds=RUN_SECONDS)
    if counts.more:
        wake()


@worker_init.connect
def hold_after_restore(**_kwargs) -> None:
    """A restored database believes in mails that left long ago: a person looks before they go."""
    if settings.MAIL_HELD_AT_START:
        hold_all()
