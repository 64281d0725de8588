"""The end of an initiative: in use, stopped well, or gone up in another. Each asks for a lesson, as a pause does."""

from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from initiatives import ending_mail
from initiatives.models import Ending, Initiative, Lesson, Round
from initiatives.models.removable import Removable
from initiatives.services import written
from initiatives.services.adoption import name_processledare
from initiatives.services.follow_ups import plan_follow_ups
from initiatives.services.running import places_left
from prioinit.errors import DomainError, check
from prioinit.versions import save_changes
from roles.models import Person


class LessonText(NamedTuple):
    """A lesson as it is written in the form of an ending or a pause."""

    kind: str
    text: str
    advice: str


def require_lesson(*, by: Person, initiative: Initiative, lesson: LessonText | None) -> None:
    """Rule 6, in one place: the lesson that is written now, or one that was written before."""
    if lesson is not None:
        _add_lesson(by, initiative, lesson)
    elif not initiative.lessons.kept().exists():
        raise DomainError(_("Skriv minst en lärdom. Det är den som lever vidare."))


def _add_lesson(by: Person, initiative: Initiative, lesson: LessonText) -> None:
    """Not as `written.add`: an initiative may be ended when its round is over."""
    row = Lesson(
        initiative=initiative,
        phase=initiative.phase,
        created_by=by,
        created_at=now(),
        **lesson._asdict(),
    )
    check(row)
    row.save()


@transaction.atomic
def end_initiative(
    *,
    by: Person,
    initiative: Initiative,
    outcome: str,
    words: str,
    lesson: LessonText | None,
    **who_takes_over,
) -> Ending:
    """`who_takes_over`: processledare and unit when it is in use, merged_into when it goes on in another."""
    row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    said = Ending(initiative=row, outcome=outcome, words=words, by=by, **who_takes_over)
    standing = row.endings.standing().first()
    if standing and _says_the_same(standing, said):  # the same press twice
        return standing
    if not row.is_running:
        raise DomainError(
            _("Initiativet är redan avslutat.")
            if row.is_ended
            else _("Initiativet är inte igång, så det finns inget att avsluta.")
        )
    _check_merged(said.merged_into)
    require_lesson(by=by, initiative=row, lesson=lesson)
    said.on, said.at = localdate(), now()
    check(said)
    said.save()
    changed = {"state": Initiative.State.ENDED, "ended_on": said.on}
    save_changes(row, version=row.version, paused_until=None, pause_reason="", **changed)
    _hand_over(by, row, said)
    ending_mail.tell_of_ending(said)
    return said


def _hand_over(by: Person, initiative: Initiative, ending: Ending) -> None:
    """What is in use lives on: somebody has the role, and is asked how it goes."""
    person, unit = ending.processledare, ending.unit
    if person is not None:
        name_processledare(by=by, initiative=initiative, person=person, unit=unit)
        plan_follow_ups(initiative=initiative, since=ending.on)


def _says_the_same(one: Ending, other: Ending) -> bool:
    said = ("outcome", "words", "processledare_id", "unit_id", "merged_into_id", "by_id")
    return all(getattr(one, name) == getattr(other, name) for name in said)


def _check_merged(into: Initiative | None) -> None:
    if into is not None and Initiative.objects.ended().filter(pk=into.pk).exists():
        raise DomainError(_("Det initiativet är avslutat. Välj ett som fortsätter."))


@transaction.atomic
def reopen_initiative(*, by: Person, ending: Ending) -> Initiative:
    """What was ended by mistake. The ending stays in the history; the next update is counted from today."""
    round_ = Round.objects.select_for_update().get(pk=ending.initiative.round_id)
    row = Initiative.objects.select_for_update(of=("self",)).get(pk=ending.initiative_id)
    stored = Ending.objects.select_for_update(of=("self",)).get(pk=ending.pk)
    if stored.reopened_at is not None:  # someone was first, or the button was pressed twice
        return row
    round_.check_open()
    if not stored.can_be_reopened:
        raise DomainError(_("Det går att öppna ett initiativ igen inom två veckor. De har gått."))
    if places_left(round_) < 1:
        raise DomainError(
            _("Omgångens platser är tagna. Höj taket först, eller vänta på en plats.")
        )
    stored.reopened_by, stored.reopened_at = by, now()
    stored.save(update_fields=["reopened_by", "reopened_at"])
    running = {"state": Initiative.State.RUNNING, "ended_on": None, "resumed_on": localdate()}
    return save_changes(row, version=row.version, **running)


@transaction.atomic
def remove_lesson(*, by: Person, row: Removable) -> Removable:
    """The last lesson of an ended initiative stays: it could not have ended without one."""
    initiative = written.open_for_writing(written.owner_of(row))
    others = Lesson.objects.kept().filter(initiative=initiative.pk).exclude(pk=row.pk)
    if initiative.is_ended and not others.exists():
        raise DomainError(_("Det här är initiativets enda lärdom. Ändra den i stället."))
    return written.remove(by=by, row=row)
