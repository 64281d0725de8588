"""Effekter: what the target group is to notice, by how much, and what it has come to so far."""

from dataclasses import dataclass
from datetime import date

from initiatives.models import Benefit, BenefitYear, Effect, Initiative, Measurement
from initiatives.services.follow_ups import plan_follow_ups
from roles.models import Person

PENGAR, TID, KVALITET = Benefit.Kind.values


@dataclass(frozen=True)
class Aim:
    code: str
    who: str
    what: str
    unit: str
    baseline: tuple[int, str]  # day, value
    target: tuple[int, str]
    source: str
    every_months: int = 3
    is_main: bool = True
    readings: tuple[tuple[int, str, str], ...] = ()  # day, value, note


@dataclass(frozen=True)
class Gain:
    code: str
    who: str
    kind: str
    what: str
    one_off_cost: int = 0
    yearly_cost: int = 0
    # years from this one, planned, realised, words
    years: tuple[tuple[int, int | None, int | None, str], ...] = ()


AIMS = (
    Aim(
        "STATIONEN",
        "maria",
        "av unga känner sig trygga i centrum på kvällen",
        "%",
        (-262, "29"),
        (430, "60"),
        "Elevenkäten i årskurs 8 och gymnasiet, med tre frågor till. Johan tar fram den.",
        readings=(
            (-190, "27", "Enkäten i årskurs 8. Mörkaste månaden."),
            (-121, "31", "Samma frågor efter vårens öppna kvällar."),
            (-60, "34", "Halva gymnasiet svarade."),
            (-14, "38", "Efter två kvällar med öppet bibliotek."),
        ),
    ),
    Aim(
        "STATIONEN",
        "johan",
        "från torget en fredagskväll",
        "larm",
        (-196, "5,5"),
        (430, "2"),
        "Stationsvärdarnas logg, snitt per månad.",
        every_months=1,
        is_main=False,
        readings=((-100, "5", ""), (-45, "3,5", "Första månaden med öppet bibliotek.")),
    ),
    Aim(
        "SKOLAN",
        "karl",
        "av eleverna är tillbaka minst fyra dagar i veckan efter tre månader",
        "%",
        (-203, "22"),
        (400, "50"),
        "Skolornas närvarosystem.",
    ),
    Aim(
        "BOKVAR",
        "sara",
        "från anmälan till åtgärdad bostad",
        "dagar",
        (-268, "77"),
        (300, "10"),
        "Ärendesystemet, median per kvartal.",
        readings=((-150, "52", ""), (-58, "24", "Besök vid köksbordet i två områden.")),
    ),
    Aim(
        "MÅLTID",
        "frida",
        "mat som slängs per elev och dag",
        "gram",
        (-118, "64"),
        (500, "35"),
        "Vägning i fyra matsalar, en vecka i taget.",
        readings=((-50, "58", "Den mindre matsalen drar ner snittet."),),
    ),
    Aim(
        "CYKEL",
        "mats",
        "cyklar minst tre dagar i veckan",
        "medarbetare",
        (-700, "23"),
        (-100, "60"),
        "Räkning i cykelställen, första veckan i månaden.",
        readings=((-420, "63", "När Service tog över."),),
    ),
)

GAINS = (
    Gain(
        "STATIONEN",
        "Kultur och fritid",
        PENGAR,
        "En lokal i stället för två: fritidsgårdens kvällshyra behövs inte.",
        one_off_cost=85_000,
        yearly_cost=140_000,
        years=((0, 90_000, 60_000, ""), (1, 260_000, None, ""), (2, 260_000, None, "")),
    ),
    Gain(
        "STATIONEN",
        "Stationsvärdarna",
        TID,
        "Färre utryckningar på fredagar.",
        years=((0, 120, 95, "Från september."), (1, 400, None, "")),
    ),
    Gain(
        "STATIONEN",
        "Föräldrar",
        KVALITET,
        "En vuxen i närheten, så att det går att säga ja.",
        years=((0, None, None, "Fyra av tio föräldrar säger att de vågar säga ja oftare."),),
    ),
    Gain(
        "BOKVAR",
        "Vård och omsorg",
        PENGAR,
        "Färre flyttar till särskilt boende i förtid.",
        one_off_cost=200_000,
        years=((0, 150_000, 180_000, ""), (1, 900_000, None, "")),
    ),
)


def write(initiatives: dict[str, Initiative], people: dict[str, Person], moment) -> None:
    for aim in AIMS:
        _aim(initiatives[aim.code], aim, people[aim.who], moment)
    this_year = moment(0, 8).year
    for gain in GAINS:
        _gain(initiatives[gain.code], gain, this_year)


def follow_up(initiatives: dict[str, Initiative], people: dict[str, Person], day, moment) -> None:
    """What became of the cycling, half a year and a year after the work was handed over."""
    cycling, mats = initiatives["CYKEL"], people["mats"]
    effect = cycling.effects.get()
    handed_over: date = day(-400)
    half, year, _two = plan_follow_ups(initiative=cycling, since=handed_over)
    answers = (
        (half, "71", "Duschen är alltid upptagen klockan åtta. Ett gott tecken."),
        (year, "68", ""),
    )
    for row, value, words in answers:
        reading = _reading(effect, mats, row.due_on, moment(-1, 10), value, "")
        row.measurement, row.answer = reading, words
        row.answered_by, row.answered_at = mats, moment((row.due_on - day(0)).days, 10)
        row.full_clean()
        row.save()


def _aim(initiative: Initiative, aim: Aim, by: Person, moment) -> Effect:
    (began, baseline), (reached, target) = aim.baseline, aim.target
    effect = Effect(
        initiative=initiative,
        what=aim.what,
        unit=aim.unit,
        baseline=_value(baseline),
        baseline_on=moment(began, 9).date(),
        target=_value(target),
        target_on=moment(reached, 9).date(),
        source=aim.source,
        every_months=aim.every_months,
        is_main=aim.is_main,
        created_by=by,
        created_at=moment(began, 9),
    )
    effect.full_clean()
    effect.save()
    for day, value, note in aim.readings:
        at = moment(day, 15, 20)
        _reading(effect, by, at.date(), at, value, note)
    return effect


def _reading(effect: Effect, by: Person, on: date, at, value: str, note: str) -> Measurement:
    reading = Measurement(
        effect=effect, value=_value(value), on=on, note=note, created_by=by, created_at=at
    )
    reading.full_clean()
    reading.save()
    return reading


def _value(text: str) -> str:
    return text.replace(",", ".")


def _gain(initiative: Initiative, gain: Gain, this_year: int) -> None:
    benefit = Benefit(
        initiative=initiative,
        who=gain.who,
        kind=gain.kind,
        what=gain.what,
        one_off_cost=gain.one_off_cost,
        yearly_cost=gain.yearly_cost,
    )
    benefit.full_clean()
    benefit.save()
    for later, planned, realised, words in gain.years:
        year = BenefitYear(
            benefit=benefit,
            year=this_year + later,
            planned=planned,
            realised=realised,
            words=words,
        )
        year.full_clean()
        year.save()
