"""A checkpoint on its day, and what its show is made of."""

from datetime import timedelta

from django.utils.timezone import now

from checkpoints.models import AgendaItem, Checkpoint
from checkpoints.showing.slides import for_showing, show_of
from tests.factories import AgendaItemFactory, CheckpointFactory, PreparationFactory

QUESTIONS = ["Var börjar vi?", "Vem vet mer?"]


def on_the_day(world) -> Checkpoint:
    """Goes on now: `own` is ready with two questions and a wanted decision, a break, then `other`, not ready."""
    made = CheckpointFactory(
        round=world.round,
        starts_at=now() - timedelta(minutes=10),
        ends_at=now() + timedelta(hours=2),
        guest_link="open",
    )
    AgendaItemFactory(checkpoint=made, position=1, initiative=world.own, minutes=12)
    AgendaItemFactory(checkpoint=made, position=2, title="Kaffe", minutes=15)
    AgendaItemFactory(checkpoint=made, position=3, initiative=world.other, minutes=10)
    PreparationFactory(
        checkpoint=made,
        initiative=world.own,
        ready=True,
        questions=QUESTIONS,
        decision_wanted="Att vi får prova i ett år till.",
    )
    PreparationFactory(checkpoint=made, initiative=world.other, how_far="Halvskrivet.")
    return made


def keys(checkpoint) -> list[str]:
    return [slide.key for slide in show_of(for_showing().get(pk=checkpoint.pk)).slides]


def item_at(checkpoint, position) -> AgendaItem:
    return checkpoint.agenda.get(position=position)
