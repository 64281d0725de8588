from celery import shared_task

from checkpoints.clockwork import turn


@shared_task
def tick() -> None:
    turn()
