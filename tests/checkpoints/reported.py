"""A round between two checkpoints, with everything a report can say."""

from types import SimpleNamespace

from checkpoints.models import Checkpoint
from initiatives.models import Phase
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AnswerFactory,
    CheckpointFactory,
    DecisionFactory,
    InputFactory,
    InvitationFactory,
    ObstacleFactory,
    PersonFactory,
    PhaseChangeFactory,
    PreparationFactory,
    at_hour,
    in_days,
)


def between_two(world) -> SimpleNamespace:
    """`last` has been: decided, given, answered. `coming` is prepared by `own`; `other` has a draft."""
    last = CheckpointFactory(
        round=world.round,
        name="Checkpoint 1",
        starts_at=at_hour(in_days(-20), 13),
        place="Biblioteket",
    )
    coming = CheckpointFactory(round=world.round, name="Checkpoint 2")
    _walked(world)
    _prepared(world, coming)
    _came(world, last)
    _said(world, last)
    _decided(world, last)
    return SimpleNamespace(last=last, coming=coming)


def _walked(world) -> None:
    reason = "Vi hade inte frågat de anhöriga."
    PhaseChangeFactory(initiative=world.own, on=in_days(-20))
    PhaseChangeFactory(
        initiative=world.own,
        from_phase=Phase.IDE,
        to_phase=Phase.BEHOV,
        on=in_days(-12),
        reason=reason,
    )
    ObstacleFactory(initiative=world.own, raised_by=world.ledartroja)


def _prepared(world, coming: Checkpoint) -> None:
    PreparationFactory(
        checkpoint=coming,
        initiative=world.own,
        ready=True,
        decision_wanted="Låt oss prova med två avdelningar till.",
        questions=["Vilka fler borde vi prata med?", "Vad gör er oroliga?"],
        presenters=[world.ledartroja, world.ledartroja2],
    )
    PreparationFactory(
        checkpoint=coming,
        initiative=world.other,
        how_far="Det här är bara ett utkast.",
        questions=["Utkastets fråga?"],
        decision_wanted="Utkastets beslut.",
    )
    ActionFactory(initiative=world.own, what="Boka lokalen.", how="Ring vaktmästaren.")
    ActionFactory(initiative=None, round=world.round, what="Skriv till alla.", due_on=in_days(-2))


def _came(world, last: Checkpoint) -> None:
    for person, came in ((world.ledartroja, True), (world.lots, True), (world.coach, False)):
        InvitationFactory(checkpoint=last, person=person, came=came, called_at=last.starts_at)


def _said(world, last: Checkpoint) -> None:
    taken = AnswerFactory(initiative=world.own, by=world.ledartroja)
    given = {"checkpoint": last, "shown": True}
    consented = {"consented_at": last.starts_at}
    guest = {"name": "Gunilla Gäst", "contact": "gunilla@hemma.example", **consented}
    InputFactory(initiative=world.own, text="Fråga scouterna.", answer=taken, **guest, **given)
    InputFactory(initiative=world.own, text="Fråga fotbollen.", answer=taken, **given)
    InputFactory(initiative=world.own, text="Kan ni ha öppet?", kind="fraga", **given)
    InputFactory(
        initiative=None, text="Mer kaffe.", person=PersonFactory(name="Kalle Kaffe"), **given
    )
    InputFactory(checkpoint=last, initiative=world.own, text="Inte granskat än.")


def _decided(world, last: Checkpoint) -> None:
    row = DecisionFactory(
        initiative=world.own,
        checkpoint=last,
        decided=True,
        decided_by=world.klg,
        responsible=world.fadder,
        due_on=in_days(10),
    )
    DecisionFactory(initiative=world.other, wanted="En buss till.", requested_by=world.lots)
    ActionFactory(
        initiative=world.own, checkpoint=last, decision=row, what="Hämta fordonen.", how=""
    )


def put_in_order(world, coming: Checkpoint) -> None:
    """Own, a break, other: not as the names stand."""
    for position, initiative in enumerate((world.own, None, world.other), start=1):
        AgendaItemFactory(
            checkpoint=coming, position=position, initiative=initiative, minutes=15 * position
        )
