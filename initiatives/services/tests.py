"""Test: a card is written, tried, and closed with what it taught (rule 5)."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import Idea, Initiative, Test
from initiatives.services import written
from initiatives.services.ideas import decide
from initiatives.services.written import locked, open_for_writing
from prioinit.errors import DomainError
from prioinit.versions import holds, save_changes
from roles.models import Person

LEARNING = ("saw", "learned", "decision", "therefore")


@transaction.atomic
def add_test(*, by: Person, initiative: Initiative, idea: Idea | None = None, **fields) -> Test:
    """An idea that a test is made of has been tried."""
    test = written.add(Test, by=by, initiative=initiative, idea=idea, **fields)
    _mark(test, by)
    return test


@transaction.atomic
def change_test(*, by: Person, row: Test, version: int, **fields) -> Test:
    open_for_writing(row.initiative)
    if locked(row).is_closed:
        raise DomainError(_("Testet är avslutat, och kortet ändras inte längre."))
    return written.change(by=by, row=row, version=version, **fields)


@transaction.atomic
def close_test(*, by: Person, row: Test, version: int, **learning) -> Test:
    """`learning` is the whole learning card."""
    open_for_writing(row.initiative)
    stored = locked(row)
    if stored.is_closed:
        # Someone was first: both are seen, and what is chosen then puts the learning right.
        return correct_learning(by=by, row=row, version=version, **learning)
    return written.change(
        by=by, row=row, version=version, closed_by=by, closed_at=now(), **learning
    )


@transaction.atomic
def correct_learning(*, by: Person, row: Test, version: int, **learning) -> Test:
    """What was said before is in the history."""
    open_for_writing(row.initiative)
    stored = locked(row)
    if not stored.is_closed:
        raise DomainError(_("Testet är inte avslutat än."))
    if holds(stored, learning):
        return stored
    signed = {"corrected_by": by, "corrected_at": now(), "corrections": stored.corrections + 1}
    return save_changes(row, version=version, **learning, **signed)


@transaction.atomic
def remove_test(*, by: Person, row: Test) -> Test:
    open_for_writing(row.initiative)
    if locked(row).is_closed:
        raise DomainError(_("Ett avslutat test tas inte bort: det ni lärde er finns kvar."))
    removed = written.remove(by=by, row=row)
    _mark(removed, by)
    return removed


@transaction.atomic
def restore_test(*, by: Person, row: Test) -> Test:
    restored = written.restore(by=by, row=row)
    _mark(restored, by)
    return restored


def _mark(test: Test, by: Person) -> None:
    """Tried while a test of it stands; without one it is still the chosen one."""
    if test.idea is None:
        return
    idea = locked(test.idea)
    has_test = idea.tests.kept().exists()
    if has_test and idea.state != Idea.State.TRIED:
        decide(idea, Idea.State.TRIED, by)
    elif not has_test and idea.state == Idea.State.TRIED:
        decide(idea, Idea.State.CHOSEN, by)
