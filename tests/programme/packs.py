"""A round with everything a pack can say."""

from datetime import date, timedelta

from django.utils.timezone import now

from initiatives.models import Phase
from programme.services import finalise_pack
from roles.models import Assignment
from roles.permissions import Role
from tests.factories import (
    CheckpointFactory,
    InitiativeFactory,
    PhaseChangeFactory,
    PreparationFactory,
    RoundFactory,
    StatusUpdateFactory,
    UnitFactory,
    complete_rigg,
    in_days,
)

MEETING = date(2026, 12, 3)


def busy_round():
    """`trygg` has gone back and forth, `unga` lacks a ledartröja, `tyst` has said nothing."""
    round_ = RoundFactory(name="Omgång 5")
    units = [UnitFactory(name="Vård och omsorg"), UnitFactory(name="Teknik och service")]
    trygg = running(round_, "Trygg hemgång", Phase.IDE)
    trygg.units.set(units)
    for days, source, target in ((-20, Phase.BEHOV, Phase.IDE), (-12, Phase.IDE, Phase.BEHOV)):
        step(trygg, source, target, in_days(days), "Vi hade inte frågat de anhöriga.")
    step(trygg, Phase.BEHOV, Phase.IDE, in_days(-5), "Nu vet vi vad de anhöriga behöver.")
    for days, confidence in ((-25, 3), (-15, 2), (-2, 4)):
        publish(trygg, days, confidence)
    unga = running(round_, "Unga tillbaka till skolan", Phase.BEHOV)
    publish(unga, -9, 3, help_wanted="Någon som kan öppna dörren till gymnasiet.")
    leaves = Assignment.objects.filter(initiative=unga, role=Role.LEDARTROJA).last()
    Assignment.objects.filter(pk=leaves.pk).update(ends_on=in_days(-7))
    tyst = running(round_, "Klimatsmart måltid", Phase.BEHOV)
    checkpoint = CheckpointFactory(round=round_, name="Checkpoint 2")
    PreparationFactory(
        checkpoint=checkpoint,
        initiative=trygg,
        ready=True,
        decision_wanted="Låt oss prova med två avdelningar till i vår.",
        questions=["Vilka fler borde vi prata med?", "Vad gör er oroliga?"],
    )
    PreparationFactory(
        checkpoint=checkpoint, initiative=unga, decision_wanted="Det här är bara ett utkast."
    )
    return round_, trygg, unga, tyst


def running(round_, name, phase):
    initiative = InitiativeFactory(round=round_, name=name, running=True, phase=phase)
    complete_rigg(initiative)
    return initiative


def step(initiative, source, target, on, reason):
    PhaseChangeFactory(
        initiative=initiative, from_phase=source, to_phase=target, on=on, reason=reason
    )


def publish(initiative, days, confidence, **text):
    return StatusUpdateFactory(
        initiative=initiative,
        published=True,
        published_at=now() + timedelta(days=days),
        confidence=confidence,
        since_last=f"Vi har pratat med {10 - days} ur målgruppen och lärt oss mycket.",
        **text,
    )


def lots_of(round_):
    return Assignment.objects.get(role=Role.LOTS, round=round_).person


def finalised(round_, **fields):
    return finalise_pack(by=lots_of(round_), round_=round_, meeting_on=MEETING, **fields)
