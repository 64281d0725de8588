"""Idé and test: what could meet the need, what was tried, and what it taught."""

from initiatives.models import Idea, Test
from programme.workbook.layout.columns import Column, Kind, Record, Ref, choice, day, line, of, text
from programme.workbook.layout.common import initiative, person

STATES = {
    "öppen": Idea.State.OPEN,
    "vald": Idea.State.CHOSEN,
    "parkerad": Idea.State.PARKED,
    "provad": Idea.State.TRIED,
}
FIT = {"lite": Idea.Fit.LITTLE, "delvis": Idea.Fit.PARTLY, "väl": Idea.Fit.WELL}
EFFORT = {"lite": Idea.Effort.LITTLE, "en del": Idea.Effort.SOME, "mycket": Idea.Effort.MUCH}
COURAGE = {"trygg": Idea.Courage.SAFE, "ny för oss": Idea.Courage.NEW, "modig": Idea.Courage.BOLD}
DECISIONS = {
    "gå vidare": Test.Decision.CONTINUE,
    "ändra": Test.Decision.CHANGE,
    "lägg ner": Test.Decision.STOP,
}

IDEAS = Record(
    "Idéer",
    (
        initiative(),
        line(Idea, "title", "Idé", "I korthet, högst 120 tecken.", required=True, width=40),
        text(Idea, "text", "Hur den fungerar", "Några meningar."),
        text(Idea, "others", "Andra tar del", "Vilka andra än kommunen tar aktiv del."),
        choice("fit", "Svarar mot behovet", FIT),
        choice("effort", "Kräver", EFFORT),
        choice("courage", "Hur modig", COURAGE),
        choice("state", "Läge", STATES, "Tomt: öppen. En idé är provad när den har ett test."),
        text(Idea, "parked_why", "Varför parkerad", "Måste finnas när läget är parkerad."),
        day(
            "decided_on",
            "Avgjord",
            "När den valdes, parkerades eller provades.",
            path="decided_at",
            past=True,
        ),
        day(
            "created_on",
            "Skriven",
            "När idén kom. Tempot räknas från den dagen. Tomt: i dag.",
            path="created_at",
            past=True,
        ),
    ),
    "Det som kunde möta behovet.",
    model=Idea,
    also_asks=("Tester",),
    key=("initiative", "title"),
)

TESTS = Record(
    "Tester",
    (
        initiative(),
        Column(
            "idea",
            "Idé",
            Kind.LINE,
            "Samma ord som i bladet Idéer. Får vara tomt.",
            of(Idea, "title"),
            lookup=("Idéer", "Idé"),
            path="idea.title",
            width=30,
        ),
        text(Test, "believe", "Vi tror att", "Ett antagande som kan vara fel.", required=True),
        text(Test, "try_by", "Vi provar genom", "Det minsta ni kan göra.", required=True),
        text(
            Test,
            "right_when",
            "Vi vet att vi har rätt när",
            "Något ni kan räkna eller se.",
            required=True,
        ),
        text(Test, "with_whom", "Med vem", "Vilka som är med och provar."),
        day("starts_on", "Från", "Första dagen.", required=True),
        day("ends_on", "Till", "Sista dagen."),
        person("responsible", "Ansvarig", "Adressen till någon i teamet."),
        text(Test, "anchoring", "Förankring", "Vilka som har sagt ja."),
        text(Test, "saw", "Vi såg", "Det som hände, helst i siffror."),
        text(Test, "learned", "Vi lärde", "Måste finnas när testet är avslutat."),
        choice(
            "decision",
            "Därför",
            DECISIONS,
            "Avslutar testet: då måste ni säga vad ni såg och lärde. Tomt så länge det pågår.",
        ),
        line(Test, "therefore", "Det gör vi nu", "Högst 200 tecken."),
        day(
            "closed_on",
            "Avslutat",
            "Tomt: i dag, när testet har ett därför.",
            path="closed_at",
            past=True,
        ),
    ),
    "Testkort och lärdomskort på samma rad. Ett avslutat testkort ändras inte, men lärdomen kan rättas.",
    model=Test,
    key=("initiative", "believe", "starts_on"),
    refs=(Ref("idea", "Idéer", ("initiative", "idea")),),
)
