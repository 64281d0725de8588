"""Förverkliga: the nine steps, and who takes over with which decision."""

from initiatives.models import Adoption, AdoptionStep, Step
from programme.workbook.layout.columns import Record, choice, day, line, text
from programme.workbook.layout.common import initiative, unit

STEPS = {
    "Kartlagd": Step.KARTLAGD,
    "Processledare utsedd": Step.PROCESSLEDARE,
    "Mål finns": Step.MAL,
    "Överlämnad till drift": Step.OVERLAMNAD,
    "Beslutad": Step.BESLUTAD,
    "Handlingsplan framtagen och aktiv": Step.HANDLINGSPLAN,
    "Känt bland medarbetare": Step.KANT,
    "Ständiga förbättringar": Step.FORBATTRINGAR,
    "Visualisering av utvecklingen": Step.VISUALISERING,
}

ADOPTION = Record(
    "Införande",
    (
        initiative(),
        unit("receiving_unit", "Enhet som tar emot", "Enhetens kod."),
        text(Adoption, "handover_note", "Överlämning", "Det som den som tar över behöver veta."),
        text(Adoption, "decision", "Så här ska vi arbeta", "Det som är beslutat."),
        line(Adoption, "decided_by_name", "Beslutat av", "Namn och titel på den som äger frågan."),
        day(
            "decided_on",
            "Beslutat den",
            "Uppföljning efter 6, 12 och 24 månader räknas härifrån.",
            past=True,
        ),
    ),
    "En rad för varje initiativ som lämnas över. Processledaren står i bladet Roller.",
    model=Adoption,
    key=("initiative",),
    once=True,
    after_end=True,
)

STAIRS = Record(
    "Processtrappan",
    (
        initiative(),
        choice("step", "Steg", STEPS, required=True, width=34),
        day("reached_on", "Nått den", "Tomt om ni inte är där än.", past=True),
        text(AdoptionStep, "evidence", "Hur det märks", "Måste finnas när steget är nått."),
        line(AdoptionStep, "responsible", "Ansvarig", "Namn eller roll."),
    ),
    "De nio stegen. En rad för varje steg som ni har skrivit något om.",
    model=AdoptionStep,
    key=("initiative", "step"),
    once=True,
    after_end=True,
)
