"""Behov: what the teams have learned and from whom. TILLSAMMANS has not begun to write it down."""

from dataclasses import dataclass
from datetime import timedelta

from initiatives.models import Actor, Initiative, Insight, ToMeet
from roles.models import Person, Unit

INTERVJU, OBSERVATION, DATA, WORKSHOP, OMVARLD = Insight.Source.values
INSIDE, OUTSIDE = Actor.Side.values


@dataclass(frozen=True)
class Learned:
    day: int
    who: str
    source: str
    people: int | None
    from_target_group: bool
    text: str
    link: str = ""


@dataclass(frozen=True)
class Need:
    code: str
    sentences: tuple[tuple[int, str, str, str], ...]  # day, who, the sentence, why it changed
    insights: tuple[Learned, ...]
    to_meet: tuple[tuple[str, str, int | None], ...] = ()  # who, why, the insight they gave
    dropped: tuple[tuple[str, str], ...] = ()
    actors: tuple[tuple[str, str, str, str], ...] = ()  # name, side, code of the unit, brings


NEEDS = (
    Need(
        "STATIONEN",
        (
            (
                -240,
                "maria",
                "Unga behöver känna sig trygga vid stationen på kvällen.",
                "",
            ),
            (
                -184,
                "johan",
                "Föräldrar behöver veta att deras barn har en vuxen i närheten, "
                "för att de ska våga säga ja.",
                "Det var föräldrarna som var oroliga. De unga tycker om stationen.",
            ),
            (
                -121,
                "maria",
                "Unga behöver någonstans att vara inomhus på kvällen utan att köpa något, "
                "för att stationen är det enda stället som är varmt och gratis.",
                "41 unga sa samma sak: de hänger inte vid stationen för att de vill, "
                "utan för att allt annat har stängt.",
            ),
        ),
        (
            Learned(
                -262,
                "maria",
                INTERVJU,
                9,
                False,
                "Vuxna som passerar är rädda för cyklarna i gångtunneln, inte för de unga.",
            ),
            Learned(
                -205,
                "johan",
                OMVARLD,
                None,
                False,
                "Tre kommuner har haft bibliotek öppna på kvällen. "
                "I alla tre var det vuxna på plats, inte programmet, som avgjorde.",
                "https://oppetbibliotek.example/rapport",
            ),
            Learned(
                -196,
                "maria",
                DATA,
                None,
                False,
                "Larmen från torget kommer mellan 20 och 22 på fredagar. Fritidsgården stänger 20.",
            ),
            Learned(
                -187,
                "johan",
                INTERVJU,
                6,
                False,
                "Föräldrar ringer sina barn tre gånger per kväll. De vill veta att en vuxen ser dem.",
            ),
            Learned(
                -140,
                "maria",
                OBSERVATION,
                23,
                True,
                "Unga sitter i väntsalen med jackan på och låtsas vänta på ett tåg. "
                "När vakten kommer går de ett varv och sätter sig igen.",
            ),
            Learned(
                -131,
                "johan",
                INTERVJU,
                14,
                True,
                "”Det är det enda som är öppet där man inte måste köpa något.” "
                "Elva av fjorton sa det med nästan samma ord.",
            ),
            Learned(
                -125,
                "viktor",
                WORKSHOP,
                4,
                True,
                "De vill inte ha en fritidsgård till. De vill ha ett vardagsrum, "
                "med en vuxen som är där men inte håller i något.",
            ),
            Learned(
                -12,
                "maria",
                INTERVJU,
                3,
                True,
                "De som är nya på biblioteket kom för att en kompis redan satt där. "
                "Ingen hade sett affischen.",
            ),
        ),
        (
            ("Unga tjejer 13–15 år", "De är få på kvällarna. Vad skulle få dem att komma?", None),
            ("Väktare på kvällspasset", "De vet vilka som går hem när vi stänger.", None),
            ("De som kom för första gången", "Vad fick dem att gå in?", 7),
        ),
        (("Butiksägare på torget", "De stänger 18 och ser inte kvällen."),),
        (
            ("Biblioteket", INSIDE, "KOF", "Lokalen, personal till 20 och en nyckel till."),
            ("Stationsvärdarna", INSIDE, "TEK", "Ser torget varje kväll."),
            ("Närpolisen", OUTSIDE, "POL", "Siffror per kväll, och en välkänd röst."),
            ("Två idrottsföreningar", OUTSIDE, "", "Värdar på fredagar, två åt gången."),
        ),
    ),
    Need(
        "SKOLAN",
        (
            (
                -200,
                "karl",
                "Elever som varit borta länge behöver en vuxen som märker när de kommer, "
                "för att våga komma en dag till.",
                "",
            ),
        ),
        (
            Learned(
                -245,
                "elin",
                DATA,
                None,
                False,
                "I 27 av 30 utredningar står vad eleven ska ändra. I tre står vad skolan ska ändra.",
            ),
            Learned(
                -214,
                "karl",
                INTERVJU,
                11,
                True,
                "Ingen av elva elever minns att någon sa hej första dagen tillbaka.",
            ),
            Learned(
                -203,
                "elin",
                INTERVJU,
                7,
                False,
                "Mentorer får veta att en elev är borta efter i snitt nio skoldagar.",
            ),
        ),
        (("Skolsköterskor", "De möter eleverna före alla andra.", None),),
        (),
        (("Elevhälsan", INSIDE, "UTB", "Vet vilka som är på väg bort."),),
    ),
    Need(
        "BOKVAR",
        (
            (
                -255,
                "sara",
                "Ensamboende över 75 behöver få små saker åtgärdade inom några dagar, "
                "för att inte börja planera en flytt de inte vill göra.",
                "",
            ),
        ),
        (
            Learned(
                -280,
                "sara",
                INTERVJU,
                12,
                True,
                "De börjar inte tänka på att flytta när något går sönder, "
                "utan när ingen svarar på hur lång tid det tar.",
            ),
            Learned(
                -268,
                "mats",
                DATA,
                None,
                False,
                "Tre av fyra ärenden gäller trösklar, stolpar eller spisvakt. Snittväntan är elva veckor.",
            ),
            Learned(
                -198,
                "sara",
                OBSERVATION,
                8,
                True,
                "Vid köksbordet tog beslutet en kvart. Samma ärende på papper går mellan fyra bord.",
            ),
        ),
        (),
        (),
        (
            (
                "Bostadsbolagets fastighetsskötare",
                INSIDE,
                "LBO",
                "Nycklar, verktyg och förtroende.",
            ),
            ("Pensionärsföreningarna", OUTSIDE, "", "Hittar dem som inte själva ringer."),
        ),
    ),
    Need(
        "JOBB",
        (
            (
                -57,
                "nora",
                "Unga utan kontakter behöver någon att fråga, för att annonserna inte säger "
                "vem som kan tänka sig att anställa en som aldrig har jobbat.",
                "",
            ),
        ),
        (
            Learned(
                -92,
                "anders",
                DATA,
                None,
                False,
                "Sju av tio första jobb i Lindåsa har aldrig stått i en annons.",
            ),
            Learned(
                -70,
                "nora",
                INTERVJU,
                15,
                True,
                "Femton unga sa samma sak: jag vet inte vem jag ska fråga.",
            ),
            Learned(
                -63,
                "ture",
                INTERVJU,
                8,
                False,
                "Företagen läser inte betyg. De vill veta om någon kommer i tid.",
            ),
        ),
        (("Unga som fick jobbet men slutade", "Vad var det vi inte förstod?", None),),
        (),
        (("Lindåsa företagare", OUTSIDE, "LFÖ", "Arton arbetsplatser och en telefonlista."),),
    ),
    Need(
        "MÅLTID",
        (),
        (
            Learned(
                -118,
                "frida",
                DATA,
                None,
                False,
                "Det slängs dubbelt så mycket på tisdagar, när tre klasser äter samtidigt.",
            ),
            Learned(
                -104,
                "kent",
                OBSERVATION,
                140,
                True,
                "Den som sitter sist vid bordet äter i fyra minuter. Då ringer det ut.",
            ),
            Learned(
                -101,
                "kent",
                INTERVJU,
                26,
                True,
                "”Det är för högt för att man ska orka sitta kvar.” Ingen sa att maten är dålig.",
            ),
            Learned(
                -86,
                "frida",
                WORKSHOP,
                9,
                False,
                "Personalen har 14 förslag. Inget av dem handlar om receptet.",
            ),
            Learned(
                -49,
                "kent",
                OBSERVATION,
                52,
                True,
                "I den mindre matsalen blev nästan inget kvar på tallrikarna, med samma mat.",
            ),
            Learned(
                -48,
                "kent",
                INTERVJU,
                6,
                True,
                "De yngsta tar mer än de orkar, för att de inte får gå tillbaka och ta om.",
            ),
        ),
        (("Elever som går hem och äter", "De syns inte i matsalen alls.", None),),
    ),
)


def write(initiatives: dict[str, Initiative], people: dict[str, Person], units, moment) -> None:
    for need in NEEDS:
        _write(initiatives[need.code], need, people, units, moment)


def _write(initiative: Initiative, need: Need, people, units: dict[str, Unit], moment) -> None:
    for number, (day, who, text, why) in enumerate(need.sentences, start=1):
        by, at = people[who], moment(day, 15, 10)
        initiative.need_statements.create(number=number, text=text, why=why, by=by, at=at)
    insights = [_insight(initiative, learned, people, moment) for learned in need.insights]
    leader = next(iter(insights)).created_by
    at = moment(-120, 9)
    for row, (who, why, gave) in enumerate(need.to_meet):
        met = None if gave is None else insights[gave]
        written = at + timedelta(minutes=row)
        checked(
            ToMeet(initiative=initiative, who=who, why=why, insight=met, created_by=leader),
            created_at=written,
        )
    for who, why in need.dropped:
        struck = {"dropped_by": leader, "dropped_at": moment(-60, 9)}
        checked(
            ToMeet(initiative=initiative, who=who, why=why, created_by=leader, **struck),
            created_at=at,
        )
    for name, side, unit, brings in need.actors:
        place = units[unit] if unit else None
        checked(Actor(initiative=initiative, name=name, side=side, unit=place, brings=brings))


def _insight(initiative: Initiative, learned: Learned, people, moment) -> Insight:
    written = moment(learned.day, 16, 30)
    return checked(
        Insight(
            initiative=initiative,
            text=learned.text,
            source=learned.source,
            people=learned.people,
            from_target_group=learned.from_target_group,
            on=written.date(),
            link=learned.link,
            created_by=people[learned.who],
            created_at=written,
        )
    )


def checked(row, **moments):
    for name, value in moments.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row
