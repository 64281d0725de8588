"""A pause with a day to look at it again. It stops the reminders; the initiative keeps its place in the round."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from initiatives.services.endings import LessonText, require_lesson
from prioinit.errors import DomainError, EditConflict
from prioinit.versions import holds, save_changes
from roles.models import Person

LONGEST_PAUSE = timedelta(days=366)


@transaction.atomic
def pause_initiative(
    *,
    by: Person,
    initiative: Initiative,
    version: int,
    until: date,
    reason: str,
    lesson: LessonText | None = None,
) -> Initiative:
    """Pause a running initiative, or give its pause another day or reason."""
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("round")
    row = rows.get(pk=initiative.pk)
    pause = {"paused_until": until, "pause_reason": reason.strip()}
    if holds(row, pause):
        return row
    if row.version != version:
        raise EditConflict(row)
    row.round.check_open()
    if not row.is_running:
        raise DomainError(_("Initiativet är inte igång, så det finns inget att pausa."))
    _check_until(row, until)
    require_lesson(by=by, initiative=row, lesson=lesson)
    return save_changes(row, version=version, **pause, resumed_on=None)


def _check_until(initiative: Initiative, until: date) -> None:
    today, ends_on = localdate(), initiative.round.ends_on
    if until <= today:
        raise DomainError(_("Välj en dag som kommer. Då tittar ni på pausen igen."))
    if until > ends_on:
        words = {"day": f"{ends_on.day}/{ends_on.month} {ends_on.year}"}
        raise DomainError(_("Omgången slutar %(day)s. Pausa inte längre än så.") % words)
    if until > today + LONGEST_PAUSE:
        raise DomainError(_("Pausa högst ett år. Då tittar ni på pausen igen."))


@transaction.atomic
def resume_initiative(*, by: Person, initiative: Initiative) -> Initiative:
    """End the pause, early or when its day has come. The next update is counted from here."""
    row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    if row.paused_until is None:  # someone was first, or the button was pressed twice
        return row
    began_again = min(row.paused_until, localdate())
    return save_changes(
        row, version=row.version, paused_until=None, pause_reason="", resumed_on=began_again
    )
