"""The round that is over told to its end: one in use, one that stopped well. And what coaches agreed on since."""

from dataclasses import dataclass

from initiatives.models import (
    CoachNote,
    Ending,
    Initiative,
    Insight,
    Lesson,
    NeedStatement,
    RetrospectiveNote,
    Round,
)
from programme.slutrapport.finalising import finalise_slutrapport

NYTTIGGJORD, LARDOM, _SAMMANSLAGEN = Ending.Outcome.values
ARBETSSATT, SAMARBETE, MALGRUPP, TEKNIK, EKONOMI, JURIDIK = Lesson.Kind.values
KEEP, CHANGE, TRY = RetrospectiveNote.Kind.values


@dataclass(frozen=True)
class End:
    code: str
    day: int
    by: str
    outcome: str
    words: str
    sentence: str
    # day, source, people, of the target group, text
    insights: tuple[tuple[int, str, int | None, bool, str], ...]
    # day, who, phase, kind, text, advice
    lessons: tuple[tuple[int, str, str, str, str, str], ...]
    takes_over: tuple[str, str] | None = None  # processledare and unit


ENDS = (
    End(
        "NYANLÄND",
        -392,
        "cecilia",
        LARDOM,
        "Vi trodde att det behövdes ett nummer att ringa. Av tjugo familjer ringde tre. "
        "De andra hade redan någon: en granne, en släkting, en lärare. Vi slutar här och "
        "lägger i stället vår tid på att grannarna får veta det de behöver.",
        "Den som är ny behöver en människa som svarar, "
        "för att veta vad som är bråttom och vad som kan vänta.",
        (
            (-735, "intervju", 14, True, "Brevet från skolan låg oöppnat hos elva av fjorton."),
            (-628, "observation", 6, True, "I telefonkön la fyra av sex på före svaret."),
            (-452, "intervju", 17, True, "Sjutton av tjugo frågade hellre en granne än kommunen."),
        ),
        (
            (
                -600,
                "amina",
                "behov",
                MALGRUPP,
                "Vi läste elva brev noga, men frågade ingen som hade fått dem.",
                "Sitt med när någon öppnar brevet. Gör det första veckan.",
            ),
            (
                -420,
                "cecilia",
                "test",
                ARBETSSATT,
                "Efter en vecka visste vi att få ringde. Vi väntade tio veckor till.",
                "Bestäm före testet hur få som är för få, och sluta den dagen.",
            ),
            (
                -392,
                "cecilia",
                "test",
                SAMARBETE,
                "Grannarna gjorde redan jobbet. De ville ha en sida att peka på, inte ett nummer.",
                "Leta efter dem som redan hjälper, innan ni bygger något eget.",
            ),
        ),
    ),
    End(
        "CYKEL",
        -385,
        "mats",
        NYTTIGGJORD,
        "Lånecyklar och dusch finns nu i fyra av kommunens hus. Serviceförvaltningen bokar, "
        "lagar och köper nytt. Sextiotre medarbetare cyklar minst tre dagar i veckan.",
        "Den som bor nära behöver kunna byta om på jobbet, för att cykeln ska gå lika fort som bilen.",
        (
            (-742, "intervju", 31, True, "22 av 31 sa samma sak: det finns ingen dusch."),
            (-615, "observation", 12, True, "Lånecykeln var bokad varje dag utom vid regn."),
        ),
        (
            (
                -610,
                "johan",
                "test",
                TEKNIK,
                "Vi provade två cyklar i en månad innan vi köpte fler.",
                "Låna först. Det dyra beslutet blir lätt när folk redan cyklar.",
            ),
            (
                -400,
                "mats",
                "forverkliga",
                EKONOMI,
                "Ingen hade en budgetrad för att laga punkteringar.",
                "Fråga vem som betalar driften innan testet börjar.",
            ),
        ),
        ("ida", "SER"),
    ),
)

# Round 1 to those who come after.
LOOK_BACK = (
    ("leila", KEEP, "Två ledartröjor från olika förvaltningar. De bar varandra när det var trögt."),
    ("leila", CHANGE, "Börja med behovet. Tre av fem team hade en lösning med sig första dagen."),
    (
        "tomas",
        CHANGE,
        "Faddern ska ha träffat teamet inom två veckor, inte efter första checkpointen.",
    ),
    (
        "tomas",
        TRY,
        "En fråga till hela organisationen före varje checkpoint, med QR-kod i korridoren.",
    ),
)

# code, who, day, next step, days until it is due, done on day
STEPS = (
    ("STATIONEN", "peder", -33, "Fråga två föreningar om värdar.", 14, -20),
    ("STATIONEN", "peder", -6, "Skriv ner vad de 21 nya svarar, före nästa fredag.", 10, None),
    ("BOKVAR", "peder", -40, "Räkna vad en dag kortare väntan är värd.", 30, None),
    ("SKOLAN", "saga", -26, "Karl ringer IFO om en ledartröja till.", 7, None),
)
LESSONS_SO_FAR = (
    (
        "STATIONEN",
        -118,
        "maria",
        "behov",
        MALGRUPP,
        "Vi intervjuade nio vuxna och trodde att vi var klara. De unga tänkte något helt annat.",
        "Prata med dem det handlar om först, även om de är svårare att få tag i.",
    ),
)


def write(before: Round, by_code: dict[str, Initiative], people, units, moment) -> None:
    for end in ENDS:
        initiative = Initiative.objects.select_related("round").get(round=before, code=end.code)
        _learn(initiative, end, people, moment)
        _end(initiative, end, people, units, moment)
    for row, (who, kind, text) in enumerate(LOOK_BACK):
        at = moment(-88, 10, row)
        _checked(
            RetrospectiveNote(
                round=before, kind=kind, text=text, created_by=people[who], created_at=at
            )
        )
    for code, *lesson in LESSONS_SO_FAR:
        _lesson(by_code[code], lesson, people, moment)
    for code, who, day, text, days, done in STEPS:
        _step(by_code[code], people[who], moment, day, text, days, done)


def seal(before: Round, people, moment) -> None:
    for end in ENDS:
        initiative = before.initiatives.get(code=end.code)
        at = moment(end.day + 9, 9, 30)
        finalise_slutrapport(by=people["leila"], initiative=initiative, at=at)


def _learn(initiative: Initiative, end: End, people, moment) -> None:
    by = people[end.by]
    at = moment(end.insights[-1][0] + 5, 15)
    _checked(NeedStatement(initiative=initiative, number=1, text=end.sentence, by=by, at=at))
    for day, source, met, of_target_group, text in end.insights:
        written = moment(day, 16)
        _checked(
            Insight(
                initiative=initiative,
                text=text,
                source=source,
                people=met,
                from_target_group=of_target_group,
                on=written.date(),
                created_by=by,
                created_at=written,
            )
        )
    for lesson in end.lessons:
        _lesson(initiative, lesson, people, moment)


def _lesson(initiative: Initiative, lesson, people, moment) -> None:
    day, who, phase, kind, text, advice = lesson
    _checked(
        Lesson(
            initiative=initiative,
            phase=phase,
            kind=kind,
            text=text,
            advice=advice,
            created_by=people[who],
            created_at=moment(day, 15, 40),
        )
    )


def _end(initiative: Initiative, end: End, people, units, moment) -> None:
    at, who = moment(end.day, 14), end.takes_over
    takes_over = {"processledare": people[who[0]], "unit": units[who[1]]} if who else {}
    _checked(
        Ending(
            initiative=initiative,
            outcome=end.outcome,
            on=at.date(),
            words=end.words,
            by=people[end.by],
            at=at,
            **takes_over,
        )
    )
    initiative.state, initiative.ended_on = Initiative.State.ENDED, at.date()
    initiative.save(update_fields=["state", "ended_on"])


def _step(initiative: Initiative, coach, moment, day: int, text: str, days: int, done) -> None:
    written = moment(day, 16)
    finished = {"done_by": coach, "done_at": moment(done, 10)} if done is not None else {}
    _checked(
        CoachNote(
            initiative=initiative,
            on=written.date(),
            next_step=text,
            due_on=moment(day + days, 16).date(),
            created_by=coach,
            created_at=written,
            **finished,
        )
    )


def _checked(row) -> None:
    row.full_clean()
    row.save()
