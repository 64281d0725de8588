from celery import shared_task

from checkpoints.reminders.clockwork import turn


@shared_task
def tick() -> None:
    turn()
