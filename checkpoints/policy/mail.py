"""What a lots can do with a mail that waits or has failed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checkpoints.policy.moves import Button, Move
from prioinit.models import MailState, OutgoingMail
from roles.permissions import Perm

MAIL_MOVES = (
    Move(
        "mail_send_now",
        _("Skicka nu"),
        Perm.RUN_ROUND,
        (MailState.QUEUED, MailState.HELD, MailState.FAILED, MailState.UNCERTAIN),
        MailState.QUEUED,
    ),
    Move("mail_release", _("Släpp"), Perm.RUN_ROUND, (MailState.HELD,), MailState.QUEUED),
    Move(
        "mail_hold",
        _("Stoppa"),
        Perm.RUN_ROUND,
        (MailState.QUEUED, MailState.UNCERTAIN),
        MailState.HELD,
    ),
)


def mail_buttons(mail: OutgoingMail) -> list[Button]:
    return [
        Button(one.label, reverse(f"checkpoints:{one.name}", args=[mail.pk]), one.name)
        for one in MAIL_MOVES
        if mail.state in one.from_states
    ]
