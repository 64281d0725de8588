"""A Maildir where the mail server keeps a copy of all it takes from us: docs/running.md says how.

It answers what SMTP cannot: was the mail taken, whose "250" we never heard?
"""

import re
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from prioinit.delivery import settle
from prioinit.models import AttemptOutcome, MailState, OutgoingMail

SAMPLE = 5  # mails that we know were taken
HEADERS = 64 * 1024
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\s]+>)", re.IGNORECASE | re.MULTILINE)

_read: dict[Path, dict[str, str]] = {}  # by journal: file -> Message-ID; each file is opened once


class MaildirJournal:
    def accepted(self, message_id: str) -> bool | None:
        """True: it has it. False: it surely has not. None: the journal is not to be trusted."""
        try:
            taken = set(_message_ids(Path(settings.MAIL_JOURNAL_FOLDER)).values())
        except OSError:
            return None
        if message_id in taken:
            return True
        return False if _is_kept(taken) else None


def _message_ids(folder: Path) -> dict[str, str]:
    known = _read.get(folder, {})
    found: dict[str, str] = {}
    # A reader moves files from new to cur: looked at in this order, none is missed.
    for place in ("new", "cur"):
        for path in (folder / place).iterdir():
            name = path.name.partition(":")[0]
            message_id = known.get(name) or found.get(name) or _message_id(path)
            if message_id is not None:
                found[name] = message_id
    _read[folder] = found
    return found


def _message_id(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            headers = re.split(rb"\r?\n\r?\n", file.read(HEADERS), maxsplit=1)[0]
    except FileNotFoundError:
        return None  # moved to cur
    match = _MESSAGE_ID.search(headers)
    return match[1].decode("ascii", "replace") if match else ""


def _is_kept(taken: set[str]) -> bool:
    """Whether it holds what we know was taken. If not, that it lacks a mail means nothing."""
    known = OutgoingMail.objects.filter(
        state=MailState.SENT,
        sent_at__lt=timezone.now() - settle.GRACE,
        tries__outcome=AttemptOutcome.ACCEPTED,
    ).order_by("-queued_at")
    sample = set(known.values_list("message_id", flat=True)[:SAMPLE])
    return bool(sample) and sample <= taken
