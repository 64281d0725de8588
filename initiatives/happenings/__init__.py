"""What happens to an initiative, told in words: on its timeline, and to tick when a checkpoint is prepared.

Only what all who may read the initiative may read: no drafts. A satellite adds sources of its own.
"""

from initiatives.happenings.ended import ENDED
from initiatives.happenings.realised import REALISED
from initiatives.happenings.source import Happening, Source, Told, read, source
from initiatives.happenings.tried import TRIED
from initiatives.happenings.way import WAY
from initiatives.happenings.work import WORK

OF_INITIATIVE = (*WAY, *WORK, *TRIED, *REALISED, *ENDED)

__all__ = ["OF_INITIATIVE", "Happening", "Source", "Told", "read", "source"]
