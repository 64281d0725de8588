"""Behov: what the team has learned and from whom, whom it has yet to meet, the need, and who has a part in it."""

from initiatives.models import Actor, Insight, NeedStatement, ToMeet
from programme.workbook.layout.columns import (
    Column,
    Kind,
    Record,
    Ref,
    choice,
    day,
    line,
    number,
    of,
    text,
    yes_no,
)
from programme.workbook.layout.common import initiative, unit

SOURCES = {
    "intervju": Insight.Source.INTERVJU,
    "observation": Insight.Source.OBSERVATION,
    "data": Insight.Source.DATA,
    "workshop": Insight.Source.WORKSHOP,
    "omvärld": Insight.Source.OMVARLD,
}
SIDES = {"i kommunen": Actor.Side.INSIDE, "utanför": Actor.Side.OUTSIDE}

INSIGHTS = Record(
    "Insikter",
    (
        initiative(),
        text(Insight, "text", "Det här lärde vi oss", "Inga namn.", required=True),
        choice("source", "Källa", SOURCES, required=True),
        number(Insight, "people", "Hur många", "Hur många ni mötte. Tomt för data och omvärld."),
        yes_no("from_target_group", "Ur målgruppen", "ja om de hör till målgruppen. Tomt: nej."),
        day("on", "Datum", "När det var. Tomt: i dag.", past=True),
        Column(
            "link",
            "Länk",
            Kind.URL,
            "Till anteckningar, en rapport eller en film.",
            of(Insight, "link"),
            width=36,
        ),
    ),
    "Vad teamet har lärt sig om behovet, och av vem. En rad för varje insikt.",
    model=Insight,
    key=("initiative", "text"),
)

TO_MEET = Record(
    "Att möta",
    (
        initiative(),
        line(ToMeet, "who", "Vem", "En roll eller en grupp, inte en persons namn.", required=True),
        text(ToMeet, "why", "Varför", "Vad ni behöver veta av dem."),
        Column(
            "insight",
            "Gav insikten",
            Kind.TEXT,
            "Om ni har mött dem: texten i bladet Insikter.",
            of(Insight, "text"),
            lookup=("Insikter", "Det här lärde vi oss"),
            path="insight.text",
            width=50,
        ),
        day("dropped_on", "Struken", "Om ni har valt bort dem: när.", path="dropped_at", past=True),
    ),
    "Vilka teamet behöver prata med.",
    model=ToMeet,
    key=("initiative", "who"),
    refs=(Ref("insight", "Insikter", ("initiative", "insight")),),
)

NEEDS = Record(
    "Behov i en mening",
    (
        initiative(),
        number(
            NeedStatement,
            "number",
            "Nummer",
            "1 för den första meningen, sedan 2, 3 …",
            required=True,
        ),
        line(
            NeedStatement,
            "text",
            "Behovet i en mening",
            "[Vem] behöver [vad] för att [varför]. Högst 300 tecken.",
            required=True,
            width=60,
        ),
        text(NeedStatement, "why", "Varför ni ändrade", "Måste finnas från och med nummer 2."),
        day("said_on", "Datum", "När den skrevs. Tomt: i dag.", path="at", past=True),
    ),
    "Alla formuleringar sparas. En som finns ändras inte: skriv en ny med nästa nummer.",
    model=NeedStatement,
    key=("initiative", "number"),
    once=True,
    frozen=True,
)

ACTORS = Record(
    "Aktörer",
    (
        initiative(),
        line(Actor, "name", "Aktör", "En organisation eller grupp, inte en person.", required=True),
        choice("side", "Var", SIDES, "Tomt: i kommunen."),
        unit("unit", "Enhet", "Koden, om de hör till en enhet i bladet Enheter."),
        text(Actor, "brings", "Bidrar med", "Till exempel kunskap, mandat, lokaler eller tid."),
    ),
    "Vilka som har en del i frågan, i kommunen och utanför.",
    model=Actor,
    key=("initiative", "name"),
)
