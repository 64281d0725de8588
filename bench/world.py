"""Fifty (or ten thousand) running initiatives with everything a portfolio row reads."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import localdate, now

from initiatives.models import (
    Goal,
    Initiative,
    Mandate,
    MandateAcceptance,
    PhaseChange,
    Round,
    StatusUpdate,
)
from roles.models import Assignment, LeadershipMembership, Person, Unit
from roles.permissions import Role

PHASES = ["behov", "ide", "test", "forverkliga"]


def build(count: int, *, updates: int = 6) -> int:
    """The lots's id. Everything in bulk."""
    today = localdate()
    start = today - timedelta(days=200)
    units = Unit.objects.bulk_create(
        Unit(code=f"E{n}", name=f"Förvaltning nummer {n}") for n in range(8)
    )
    people = Person.objects.bulk_create(
        Person(email=f"person{n}@bench.example", name=f"Anna-Karin Öhrn {n}", unit=units[n % 8])
        for n in range(max(4 * count, 8) + 1)
    )
    lots = people[-1]
    round_ = Round.objects.create(
        name="Omgång", starts_on=start, ends_on=today + timedelta(days=400), cap=100
    )
    goal = Goal.objects.create(code="M1", name="Ett mål")
    initiatives = Initiative.objects.bulk_create(
        Initiative(
            round=round_,
            code=f"I{n}",
            name=f"Initiativ nummer {n} om något viktigt",
            question="Hur kan vi göra det här tillsammans, på ett nytt sätt?",
            target_group="Unga 13-19 år som hänger vid stationen på kvällarna",
            difference="Fler vågar vänta på bussen",
            noticed_by=today + timedelta(days=300),
            state="running",
            started_on=start,
            phase=PHASES[n % 4],
        )
        for n in range(count)
    )
    _people(initiatives, people, lots, round_, start)
    _work(initiatives, people, units, goal, start, updates)
    analyze()
    return lots.pk


def analyze() -> None:
    """As autovacuum has done on a system that lives."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people(initiatives, people, lots, round_, start) -> None:
    LeadershipMembership.objects.bulk_create(
        LeadershipMembership(person=people[4 * n + 2], starts_on=start)
        for n in range(len(initiatives))
    )
    Assignment.objects.bulk_create(
        [
            Assignment(person=lots, role=Role.LOTS, round=round_, starts_on=start),
            *(
                Assignment(
                    person=people[4 * n + seat], role=role, initiative=initiative, starts_on=start
                )
                for n, initiative in enumerate(initiatives)
                for seat, role in enumerate(
                    [Role.LEDARTROJA, Role.LEDARTROJA, Role.FADDER, Role.COACH]
                )
            ),
        ]
    )


def _work(initiatives, people, units, goal, start, updates) -> None:
    Initiative.units.through.objects.bulk_create(
        Initiative.units.through(initiative=initiative, unit=units[(n + step) % 8])
        for n, initiative in enumerate(initiatives)
        for step in (0, 3)
    )
    Initiative.goals.through.objects.bulk_create(
        Initiative.goals.through(initiative=initiative, goal=goal) for initiative in initiatives
    )
    mandates = Mandate.objects.bulk_create(
        Mandate(initiative=initiative, number=1, text="Gör det.", issued_by=people[0])
        for initiative in initiatives
    )
    MandateAcceptance.objects.bulk_create(
        MandateAcceptance(mandate=mandate, person=people[4 * n + seat])
        for n, mandate in enumerate(mandates)
        for seat in (0, 1)
    )
    PhaseChange.objects.bulk_create(
        PhaseChange(
            initiative=initiative,
            from_phase=PHASES[step - 1] if step else None,
            to_phase=PHASES[step],
            on=start + timedelta(days=30 * step),
            reason="Vi vet mer nu." if step else "",
            decided_by=people[4 * n],
        )
        for n, initiative in enumerate(initiatives)
        for step in range(n % 4 + 1)
    )
    StatusUpdate.objects.bulk_create(
        StatusUpdate(
            initiative=initiative,
            state="final",
            number=number + 1,
            since_last="Vi har träffat tolv personer ur målgruppen.",
            next_step="Vi provar igen.",
            confidence=number % 5 + 1,
            phase=initiative.phase,
            edited_by=people[4 * n],
            published_by=people[4 * n],
            published_at=now() - timedelta(days=14 * (updates - number)),
        )
        for n, initiative in enumerate(initiatives)
        for number in range(updates)
    )
