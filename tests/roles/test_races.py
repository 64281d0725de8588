"""Two administrators who go at the same moment, in real transactions: one always stays."""

import time
from threading import Thread

import pytest
from django.db import connection, transaction

from prioinit.errors import DomainError
from roles import services
from roles.models import Assignment
from roles.permissions import Role
from tests.factories import AssignmentFactory, in_days

pytestmark = pytest.mark.django_db(transaction=True)

GOES = {
    "the role ends": lambda by, role: services.end_role(by=by, assignment=role, ends_on=in_days(0)),
    "the role is taken back": lambda by, role: services.withdraw_role(by=by, assignment=role),
    "the person leaves": lambda by, role: services.deactivate_person(by=by, person=role.person),
}


def waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("last", GOES)
@pytest.mark.parametrize("first", GOES)
def test_who_goes_second_waits_for_the_first_and_is_refused(first, last):
    one, other = (AssignmentFactory(role=Role.ADMIN, starts_on=in_days(0)) for _ in range(2))
    outcomes = []

    def go():
        try:
            GOES[last](other.person, other)
            outcomes.append("gone")
        except DomainError:
            outcomes.append("refused")
        finally:
            connection.close()

    thread = Thread(target=go)
    with transaction.atomic():
        GOES[first](one.person, one)
        thread.start()
        while thread.is_alive() and not waits_for_us():
            time.sleep(0.01)
    thread.join()
    assert outcomes == ["refused"]
    assert Assignment.objects.active(in_days(1)).of_role(Role.ADMIN).get() == other
