from checkpoints.models.checkpoint import Checkpoint
from checkpoints.models.preparation import Preparation, PreparationQuestion
from checkpoints.models.reminder import Reminder

__all__ = ["Checkpoint", "Preparation", "PreparationQuestion", "Reminder"]
