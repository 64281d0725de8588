"""What is made official tells the people of its round, through the reminders."""

from datetime import datetime

from checkpoints.models import Announcement
from initiatives.models import Round
from roles.models import Person


def announce(*, round_: Round, title: str, path: str, by: Person, at: datetime) -> Announcement:
    """In the transaction that makes it official. KLG, faddrar and ledartröjor get a line in their mail."""
    return Announcement.objects.create(round=round_, title=title, path=path, by=by, at=at)
