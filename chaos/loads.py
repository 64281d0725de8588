"""What there is to send. Each load does what people do, through the application's own services.

A load comes in waves. `wave(world, number, size)` may be done again when the database went away before it
answered, and must then tell nobody twice; some are done twice on purpose, as by a second press on the
button. It returns what must arrive: (address, words that stand in the mail). Another kind of mail takes
part by getting a function here and a line in LOADS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from checkpoints.models import Answer, Checkpoint, Gathering, Input
from checkpoints.services.answers import answer_inputs
from checkpoints.services.input import give_input
from checkpoints.services.invitations import send_invitations
from initiatives.models import Initiative, Round
from roles.models import Assignment, Person, Unit
from roles.permissions import Role
from roles.services import create_person

Expected = set[tuple[str, str]]
FORMS = UUID("8c1f6d0e-6f0a-4c53-9a5e-0d6f4f0a2f11")


@dataclass
class World:
    """A municipality with nothing in it but a lots, and a round for each load that needs one."""

    unit: Unit
    lots: Person
    round: Round
    checkpoint: Checkpoint
    meetings: Round

    @classmethod
    def build(cls, *, first_told: date | None = None) -> "World":
        """`first_told` is the day to which the checkpoint's first reminders belong: today."""
        unit = Unit.objects.create(code="E1", name="Förvaltningen")
        lots = Person.objects.create(email="lots@chaos.example", name="Lotta Lots", unit=unit)
        today = localdate()
        days = {"starts_on": today - timedelta(days=60), "ends_on": today + timedelta(days=300)}
        rounds = [Round.objects.create(name=name, **days) for name in ("Omgång", "Träffar")]
        due = (first_told or today) + timedelta(days=14)
        return cls(unit, lots, rounds[0], new_checkpoint(rounds[0], due, "Checkpoint"), rounds[1])

    def people(self, names: list[str]) -> list[Person]:
        """Made once, however often they are asked for."""
        people = [
            Person(email=f"{name}@chaos.example", name=f"Anna {name}", unit=self.unit)
            for name in names
        ]
        Person.objects.bulk_create(people, ignore_conflicts=True)
        found = Person.objects.filter(email__in=[person.email for person in people])
        return list(found.order_by("pk"))


def new_checkpoint(round_: Round, due: date, name: str) -> Checkpoint:
    day = due + timedelta(days=7)
    return Checkpoint.objects.create(
        round=round_,
        name=name,
        starts_at=make_aware(datetime.combine(day, time(13))),
        ends_at=make_aware(datetime.combine(day, time(16))),
        preparation_due_on=due,
    )


@transaction.atomic
def started_initiative(world: World, round_: Round, code: str, size: int) -> list[Person]:
    """An initiative with `size` ledartröjor, all in one go."""
    people = world.people([f"{code.lower()}-{n}" for n in range(size)])
    if not Initiative.objects.filter(round=round_, code=code).exists():
        initiative = Initiative.objects.create(
            round=round_,
            code=code,
            name=f"Initiativ {code}.",
            question="Hur kan vi göra vardagen enklare?",
            state=Initiative.State.RUNNING,
            started_on=localdate(),
        )
        Assignment.objects.bulk_create(
            Assignment(
                person=person,
                role=Role.LEDARTROJA,
                initiative=initiative,
                starts_on=localdate() - timedelta(days=1),
            )
            for person in people
        )
    return people


# --- The loads ---------------------------------------------------------------------------------
def reminders(world: World, number: int, size: int) -> Expected:
    """Another initiative starts: its ledartröjor are reminded of the checkpoint, one mail each."""
    people = started_initiative(world, world.round, f"R{number}", size)
    return {(person.email, f"Initiativ R{number}.") for person in people}


def invitations(world: World, number: int, size: int) -> Expected:
    """A träff: everybody called, by a lots who presses twice."""
    people = started_initiative(world, world.meetings, "K", size)
    name = f"Träff {number}."
    start = make_aware(datetime.combine(localdate() + timedelta(days=30 + number), time(9)))
    meeting, _new = Gathering.objects.get_or_create(
        round=world.meetings,
        name=name,
        defaults={"starts_at": start, "ends_at": start + timedelta(hours=2)},
    )
    for _press in range(2):
        send_invitations(by=world.lots, meeting=meeting)
    return {(person.email, name) for person in people}


def answers(world: World, number: int, size: int) -> Expected:
    """People give medskick, twice by mistake; the team answers them all at once, twice too."""
    team = started_initiative(world, world.meetings, "S", 1)
    initiative = Initiative.objects.get(round=world.meetings, code="S")
    people = world.people([f"s-givare-{n}" for n in range(size)])
    because = f"Därför {number}."
    given = [
        give_input(
            by=person,
            kind=Input.Kind.TANKE,
            text=f"Tanke {number}",
            form=uuid5(FORMS, f"{person.pk} {number}"),
            initiative=initiative,
        )
        for person in people
        for _press in range(2)
    ]
    row = Input.objects.get(pk=given[0].pk)
    for _press in range(2):
        answer_inputs(
            by=team[0],
            place=initiative,
            inputs=[one.pk for one in given],
            verdict=Answer.Verdict.PROVAR,
            because=because,
            instead_of=row.answer_id,
        )
    return {(person.email, because) for person in people}


def accounts(world: World, number: int, size: int) -> Expected:
    """New people get a link to choose a password: a mail written when it is queued."""
    emails = [f"ny-{number}-{n}@chaos.example" for n in range(size)]
    for email in emails:
        if not Person.objects.filter(email=email).exists():
            create_person(by=world.lots, email=email, name="Nils Ny", unit=world.unit, invited=True)
    return {(email, "") for email in emails}


@dataclass(frozen=True)
class Load:
    wave: Callable[[World, int, int], Expected]
    share: float  # of how many reminders there are


LOADS = {
    "reminders": Load(reminders, 1),
    "invitations": Load(invitations, 0.1),
    "answers": Load(answers, 0.1),
    "accounts": Load(accounts, 0.05),
}


def wave_of(world: World, number: int, size: int, names=tuple(LOADS)) -> Expected:
    expected: Expected = set()
    for name in names:
        count = max(1, round(LOADS[name].share * size))
        expected |= LOADS[name].wave(world, number, count)
    return expected
