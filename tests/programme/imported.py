"""The real round read in, and what the database then holds."""

from checkpoints.models import Checkpoint
from initiatives.models import Goal, Initiative, Round
from programme.workbook.importing import import_workbook
from roles.models import Assignment, LeadershipMembership, Person, Unit
from tests.programme.workbooks import TYRESO

MODELS = (
    Round,
    Unit,
    Person,
    LeadershipMembership,
    Goal,
    Initiative,
    Assignment,
    Checkpoint,
)
TYRESO_ROWS = dict(zip(MODELS, (1, 10, 28, 6, 7, 9, 40, 3), strict=True))
NOTHING = dict.fromkeys(MODELS, 0)


def rows() -> dict:
    return {model: model.objects.count() for model in MODELS}


def import_(data: bytes, by=None):
    return import_workbook(data, by=by)


def import_tyreso():
    return import_(TYRESO.read_bytes())
