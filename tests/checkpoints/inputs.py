"""What the tests of input share."""

from uuid import uuid4

from checkpoints.models import Input
from checkpoints.policy.inputs import MODERATION
from checkpoints.services.input import give_input

MOVES = {move.name: move for move in MODERATION}


def give(world, **changes) -> Input:
    return give_input(
        **{
            "by": world.medarbetare,
            "kind": "tanke",
            "text": "Prata med scouterna.",
            "form": uuid4(),
            "initiative": world.own,
            **changes,
        }
    )
