"""Effekter: what is to become different, readings, who gains what, and the follow-ups."""

from initiatives.models import Benefit, BenefitYear, Effect, FollowUp, Measurement
from programme.workbook.layout.columns import (
    Column,
    Kind,
    Record,
    Ref,
    choice,
    day,
    decimal,
    line,
    number,
    of,
    text,
    yes_no,
)
from programme.workbook.layout.common import initiative

EVERY = {
    "varje månad": Effect.Every.MONTH,
    "var tredje månad": Effect.Every.QUARTER,
    "varje halvår": Effect.Every.HALF,
    "varje år": Effect.Every.YEAR,
}
KINDS = {
    "pengar": Benefit.Kind.PENGAR,
    "tid": Benefit.Kind.TID,
    "kvalitet": Benefit.Kind.KVALITET,
}

EFFECTS = Record(
    "Effektmål",
    (
        initiative(),
        line(
            Effect,
            "what",
            "Vad som ska bli annorlunda",
            "Som det står efter talet: (38 %) av unga känner sig trygga.",
            required=True,
            width=50,
        ),
        line(
            Effect, "unit", "Mäts i", "Till exempel %, dagar eller kronor.", required=True, width=12
        ),
        decimal(Effect, "baseline", "Utgångsläge", "Talet när ni började.", required=True),
        day("baseline_on", "Mätt den", "När utgångsläget mättes.", required=True, past=True),
        decimal(Effect, "target", "Mål", "Talet ni vill nå.", required=True),
        day("target_on", "Nått senast", "När målet ska vara nått.", required=True),
        line(Effect, "source", "Källa", "Var siffran kommer ifrån."),
        choice("every_months", "Hur ofta", EVERY, "Tomt: var tredje månad.", width=18),
        yes_no(
            "is_main",
            "Målgruppen märker",
            "ja för det enda mål per initiativ som är vad målgruppen märker. Tomt: nej.",
        ),
    ),
    "Från vilket läge till vilket, och när.",
    model=Effect,
    also_asks=("Mätningar",),
    key=("initiative", "what"),
)

MEASUREMENTS = Record(
    "Mätningar",
    (
        initiative("effect.initiative.code"),
        Column(
            "effect",
            "Effektmål",
            Kind.LINE,
            "Samma ord som i bladet Effektmål.",
            of(Effect, "what"),
            required=True,
            lookup=("Effektmål", "Vad som ska bli annorlunda"),
            path="effect.what",
            width=50,
        ),
        decimal(Measurement, "value", "Värde", "Talet ni mätte.", required=True),
        day("on", "Datum", "När det mättes. En mätning per dag.", required=True, past=True),
        text(Measurement, "note", "Anteckning", "Det som behövs för att förstå talet."),
    ),
    "Mätningar av effektmålen. Går att fylla på också när omgången är slut.",
    model=Measurement,
    key=("initiative", "effect", "on"),
    refs=(Ref("effect", "Effektmål", ("initiative", "effect")),),
    once=True,
    after_end=True,
)

BENEFITS = Record(
    "Nyttor",
    (
        initiative(),
        line(
            Benefit,
            "who",
            "Vem får nyttan",
            "Till exempel föräldrar eller hemtjänsten.",
            required=True,
        ),
        choice("kind", "Slag", KINDS, "Pengar räknas i kronor, tid i timmar.", required=True),
        text(Benefit, "what", "Vad de får", "I ord.", required=True),
        decimal(Benefit, "one_off_cost", "Kostnad en gång", "I kronor. Tomt: 0."),
        decimal(Benefit, "yearly_cost", "Kostnad per år", "I kronor. Tomt: 0."),
    ),
    "Vem som vinner vad.",
    model=Benefit,
    key=("initiative", "who", "kind", "what"),
)

BENEFIT_YEARS = Record(
    "Nytta per år",
    (
        initiative("benefit.initiative.code"),
        Column(
            "who",
            "Vem får nyttan",
            Kind.LINE,
            "Samma ord som i bladet Nyttor.",
            of(Benefit, "who"),
            required=True,
            path="benefit.who",
            width=30,
        ),
        choice(
            "kind", "Slag", KINDS, "Samma som i bladet Nyttor.", required=True, path="benefit.kind"
        ),
        Column(
            "what",
            "Vad de får",
            Kind.TEXT,
            "Samma ord som i bladet Nyttor.",
            of(Benefit, "what"),
            required=True,
            path="benefit.what",
            width=50,
        ),
        number(BenefitYear, "year", "År", "Ett år per rad.", required=True),
        decimal(BenefitYear, "planned", "Planerat", "Kronor eller timmar. Tomt för kvalitet."),
        decimal(BenefitYear, "realised", "Utfall", "Kronor eller timmar. Tomt för kvalitet."),
        text(BenefitYear, "words", "I ord", "Hur kvaliteten märktes."),
    ),
    "Vad varje nytta skulle ge och gav, år för år.",
    model=BenefitYear,
    key=("initiative", "who", "kind", "what", "year"),
    refs=(Ref("benefit", "Nyttor", ("initiative", "who", "kind", "what")),),
    once=True,
)

FOLLOW_UPS = Record(
    "Uppföljningar",
    (
        initiative(),
        number(FollowUp, "months", "Månader efter", "6, 12 eller 24."),
        day("due_on", "Datum", "När frågan ställs."),
        day("answered_on", "Besvarad", "När den besvarades.", path="answered_at"),
        Column(
            "value", "Värde", Kind.DECIMAL, "Mätningen som gjordes då.", path="measurement.value"
        ),
        text(FollowUp, "answer", "Hur det har gått", "Svaret i ord."),
    ),
    "Processledaren svarar i tjänsten när frågan kommer.",
    model=FollowUp,
    export_only=True,
)
