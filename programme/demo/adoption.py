"""Förverkliga, communication and documents: BOKVAR is taken over, CYKEL since long; SKOLAN is careful."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile

from initiatives.models import (
    Adoption,
    AdoptionStep,
    CommunicationActivity,
    InformationClassification,
    Initiative,
    Link,
)
from initiatives.services.documents import add_attachment
from programme.demo.posters import poster
from roles.models import Assignment, Person, Unit
from roles.permissions import Role

INTERNAL, EXTERNAL = CommunicationActivity.Side.values


@dataclass(frozen=True)
class Taken:
    code: str
    who: str
    processledare: str
    since: int
    unit: str
    note: str
    steps: tuple[tuple[int, int | None, str, str], ...]  # step, day, evidence, responsible
    decision: tuple[int, str, str] | None = None  # day, who, what


TAKEN = (
    Taken(
        "BOKVAR",
        "sara",
        "margareta",
        -31,
        "VOF",
        "Det som gör skillnad är att tre står vid samma köksbord. Försök inte spara tid på det.\n"
        "Ring Dunja om nycklar och Mats om trösklar. Blanketten behövs bara när kommunen betalar.\n"
        "Det som inte fungerade var att boka per mejl: ring i stället.\n"
        "Kvar att lösa är vem som åker när Mats är ledig.",
        (
            (
                1,
                -72,
                "Tolv från de tre enheterna ritade vägen från samtal till åtgärd.",
                "Sara Lövgren",
            ),
            (
                2,
                -31,
                "Margareta har en dag i veckan till det, och budget för verktyg.",
                "Annika Sandell",
            ),
            (
                3,
                -24,
                "Från elva veckor till nio dagar. Tre av fyra ärenden klara vid första besöket.",
                "Margareta Lundkvist-Bergenstråhle",
            ),
            (4, None, "", "Sara Lövgren"),
            (5, None, "", "Annika Sandell"),
            (
                6,
                -9,
                "Planen fram till mars gås igenom varannan torsdag.",
                "Margareta Lundkvist-Bergenstråhle",
            ),
        ),
    ),
    Taken(
        "CYKEL",
        "johan",
        "ida",
        -410,
        "SER",
        "Cyklarna servas i mars och september. Duschen bokas som ett mötesrum.",
        (
            (
                1,
                -530,
                "Låna, lämna och serva är ritat på en sida.",
                "Johan Östman",
            ),
            (2, -410, "Serviceförvaltningen har tio procent av en tjänst.", "Gunnel Wessman"),
            (3, -405, "Åttio ska cykla minst tre dagar i veckan.", "Ida Fors"),
            (4, -400, "Avtal, nycklar och lista är lämnade.", "Johan Östman"),
            (
                5,
                -388,
                "Gunnel har beslutat, och pengarna ligger i hennes budget.",
                "Gunnel Wessman",
            ),
            (6, -386, "Planen gås igenom varje kvartal.", "Ida Fors"),
        ),
        (
            -388,
            "Gunnel Wessman, förvaltningschef",
            "Alla arbetsplatser med fler än 30 medarbetare har lånecyklar. "
            "Serviceförvaltningen sköter dem.",
        ),
    ),
)


@dataclass(frozen=True)
class Told:
    """An activity of a communication plan; `done`: the day and what it gave."""

    day: int
    who: str
    activity: str
    target_group: str
    side: str
    channel: str
    responsible: str
    why: str = ""
    how: str = ""
    done: tuple[int, str] | None = None


TOLD = {
    "BOKVAR": (
        Told(
            -66,
            "sara",
            "Frukost med hemtjänsten",
            "Hemtjänstens personal i tre grupper",
            INTERNAL,
            "Arbetsplatsträff",
            "Sara Lövgren",
            "De ska veta att de kan ringa direkt, utan blankett.",
            "Kaffe, två exempel och ett telefonnummer.",
            (-66, "31 av 40 kom. Veckan efter ringde nio."),
        ),
        Told(
            -41,
            "mats",
            "En sida i pensionärsföreningarnas blad",
            "Ensamboende över 75",
            EXTERNAL,
            "Medlemsbladet",
            "Cecilia Rask",
            "De ska våga be om hjälp innan de börjar tänka på att flytta.",
            "En berättelse, inte en tjänst. Telefonnumret stort.",
            (-40, "Elva samtal, sju av dem från anhöriga."),
        ),
        Told(
            -5,
            "sara",
            "Berätta för nämnden",
            "Vård- och omsorgsnämnden",
            INTERNAL,
            "Nämndens möte",
            "Annika Sandell",
            "De ska veta vad som blir annorlunda när projektet är slut.",
        ),
        Told(
            18,
            "sara",
            "Film från ett köksbord",
            "Anhöriga",
            EXTERNAL,
            "Kommunens sociala medier",
            "Cecilia Rask",
            "Fler anhöriga ska ringa tidigare.",
            "En minut, textad. Ingen går att känna igen.",
        ),
    ),
    "STATIONEN": (
        Told(
            -70,
            "maria",
            "Lappar på skolornas toaletter",
            "Unga 13–17 år",
            EXTERNAL,
            "Skolorna",
            "Johan Östman",
            "De ska veta att det är öppet och gratis.",
            "De unga skrev texten.",
            (-69, "Ingen kom för lappens skull. De kom för att en kompis redan satt där."),
        ),
        Told(
            9,
            "maria",
            "Bjud in föräldrarna en fredag",
            "Föräldrar till unga 13–17 år",
            EXTERNAL,
            "Sms från skolan",
            "Maria Kjellberg",
            "De ska ha sett stället och träffat de vuxna.",
        ),
    ),
}

LINKS = (
    ("BOKVAR", "sara", "Projektrummet", "https://lindasa.example/rum/bokvar", "Anteckningar."),
    (
        "BOKVAR",
        "mats",
        "Rutinen för hembesök",
        "https://lindasa.example/rutiner/hembesok",
        "Den som gäller. Hemtjänsten äger den.",
    ),
    (
        "STATIONEN",
        "maria",
        "Schemat för öppet bibliotek",
        "https://lindasa.example/rum/stationen",
        "Vem som är på plats vilken kväll.",
    ),
)
FILES = (
    ("BOKVAR", "sara", "Hembesöket på en sida", "hembesoket.pdf", "Hembesök: tre vid samma bord"),
    ("STATIONEN", "maria", "Affischen", "affisch.pdf", "Öppet till nio. Ingen frågar varför."),
)


@dataclass(frozen=True)
class Classified:
    code: str
    day: int
    by: str
    who: str
    levels: tuple[tuple[int, str], ...]  # in the order of ASPECTS


CLASSIFIED = (
    Classified(
        "BOKVAR",
        -205,
        "sara",
        "Sara Lövgren, enhetschef",
        (
            (2, "Namn och adress på dem vi besöker."),
            (2, "Fel adress ger ett besök i onödan."),
            (1, "Vi kan ringa och fråga igen."),
            (1, "Det räcker att veta vem som var på besöket."),
        ),
    ),
    Classified(
        "BOKVAR",
        -20,
        "sara",
        "Annika Sandell, förvaltningschef",
        (
            (3, "Nu står det också vad den som bor där behöver hjälp med."),
            (3, "Fel åtgärd kan ge en fallskada."),
            (2, "Utan listan blir det stopp i några dagar."),
            (2, "Det ska gå att se vem som beslutade om åtgärden."),
        ),
    ),
    Classified(
        "SKOLAN",
        -108,
        "karl",
        "Karl Tengvall, rektor",
        (
            (4, "Vi vet vilka elever som är borta, och varför."),
            (3, "Ringer vi fel familj förlorar vi förtroendet."),
            (2, "Samtalet kan tas dagen efter."),
            (3, "Den som har läst om en elev ska synas."),
        ),
    ),
)


def write(initiatives: dict[str, Initiative], people: dict[str, Person], units, moment) -> None:
    for taken in TAKEN:
        _take_over(initiatives[taken.code], taken, people, units, moment)
    for code, activities in TOLD.items():
        for told in activities:
            _tell(initiatives[code], told, people, moment)
    for classified in CLASSIFIED:
        _classify(initiatives[classified.code], classified, people, moment)
    for code, who, title, url, what in LINKS:
        link = Link(initiative=initiatives[code], title=title, url=url, what=what)
        link.created_by, link.created_at = people[who], moment(-58, 10)
        _checked(link)
    for code, who, title, name, text in FILES:
        file = ContentFile(poster(text), name=name)
        add_attachment(by=people[who], initiative=initiatives[code], title=title, file=file)


def _take_over(initiative: Initiative, taken: Taken, people, units: dict[str, Unit], moment):
    by = people[taken.who]
    adoption = Adoption(
        initiative=initiative,
        receiving_unit=units[taken.unit],
        handover_note=taken.note,
        by=by,
        at=moment(taken.since + 2, 14),
    )
    if taken.decision:
        day, adoption.decided_by_name, adoption.decision = taken.decision
        adoption.decided_on = moment(day, 9).date()
    _checked(adoption)
    _checked(
        Assignment(
            person=people[taken.processledare],
            role=Role.PROCESSLEDARE,
            initiative=initiative,
            starts_on=moment(taken.since, 9).date(),
            given_by=by,
            given_at=moment(taken.since, 9),
        )
    )
    for step, day, evidence, responsible in taken.steps:
        written = moment(-8 if day is None else day, 15)
        _checked(
            AdoptionStep(
                initiative=initiative,
                step=step,
                reached_on=None if day is None else written.date(),
                evidence=evidence,
                responsible=responsible,
                by=by,
                at=written,
            )
        )


def _tell(initiative: Initiative, told: Told, people, moment) -> None:
    row = CommunicationActivity(
        initiative=initiative,
        activity=told.activity,
        how=told.how,
        why=told.why,
        target_group=told.target_group,
        channel=told.channel,
        side=told.side,
        planned_on=moment(told.day, 9).date(),
        responsible=told.responsible,
        created_by=people[told.who],
        created_at=moment(min(told.day, 0), 8) - timedelta(days=10),
    )
    if told.done:
        row.done_on, row.gave = moment(told.done[0], 9).date(), told.done[1]
    _checked(row)


def _classify(initiative: Initiative, classified: Classified, people, moment) -> None:
    written = moment(classified.day, 11)
    row = InformationClassification(
        initiative=initiative,
        number=initiative.classifications.count() + 1,
        decided_by=classified.who,
        decided_on=written.date(),
        by=people[classified.by],
        at=written,
    )
    aspects = InformationClassification.ASPECTS
    for name, (level, reason) in zip(aspects, classified.levels, strict=True):
        setattr(row, name, level)
        setattr(row, f"{name}_reason", reason)
    _checked(row)


def _checked(row) -> None:
    row.full_clean()
    row.save()
