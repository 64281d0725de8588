"""Hinder: one that nobody has taken, one taken, one lifted, one answered, one ended. And fadders' contacts."""

from dataclasses import dataclass
from datetime import date, timedelta

from initiatives.models import ContactNote, Initiative, Obstacle, ObstacleStep
from roles.models import Person

Kind = ObstacleStep.Kind


@dataclass(frozen=True)
class Story:
    code: str
    stops_us: str
    we_need: str
    needed_by: int | None  # days from today
    steps: tuple[tuple[int, str, str, str], ...]  # day, kind, who, words


STORIES = (
    Story(
        "BOKVAR",
        "Bygglov för provlägenheten på Lövgatan. Utan ett undantag får vi inte sätta in hissen.",
        "Ett besked från samhällsbyggnad om undantag för ett år.",
        14,
        ((-10, Kind.RAISED, "sara", ""),),
    ),
    Story(
        "STATIONEN",
        "Väktarbolagets avtal säger att torget ska tömmas klockan 21. Vi har öppet till 22.",
        "Någon som kan ändra en rad i avtalet till årsskiftet.",
        21,
        ((-4, Kind.RAISED, "maria", ""), (-3, Kind.TAKEN, "ylva", "")),
    ),
    Story(
        "SKOLAN",
        "Skolans och socialtjänstens system får inte talas vid om samma elev.",
        "Ett ja från två förvaltningar till ett gemensamt samtycke.",
        None,
        (
            (-16, Kind.RAISED, "karl", ""),
            (-14, Kind.TAKEN, "bengt", ""),
            (-6, Kind.LIFTED, "bengt", "Vi behöver alla förvaltningschefer för att våga säga ja."),
        ),
    ),
    Story(
        "JOBB",
        "Företagen vill ta emot unga redan i januari, men vår försäkring börjar gälla i mars.",
        "En försäkring som gäller från 1 januari.",
        None,
        (
            (-12, Kind.RAISED, "nora", ""),
            (
                -9,
                Kind.ANSWERED,
                "hassan",
                "Jag har pratat med försäkringsbolaget. Den gäller från 1 januari, brevet kommer.",
            ),
        ),
    ),
    Story(
        "MÅLTID",
        "Upphandlingen låser oss till två leverantörer i tre år till.",
        "Att få köpa av en lokal odlare på prov.",
        None,
        (
            (-60, Kind.RAISED, "frida", ""),
            (-57, Kind.ANSWERED, "gunnel", "Ni får direktupphandla upp till 100 000 kronor."),
            (-50, Kind.CLOSED, "frida", "Det räckte för att prova i fyra kök."),
        ),
    ),
)

# code, who, day, what they agreed, next contact in days
CONTACTS = (
    ("STATIONEN", "ylva", -30, "Ylva hälsar på en fredagskväll.", -9),
    ("STATIONEN", "ylva", -9, "Ylva frågar väktarbolaget. Maria skickar siffrorna.", 12),
    ("SKOLAN", "bengt", -16, "Bengt tar upp samtycket med Hassan.", 5),
    ("JOBB", "hassan", -9, "Vi hörs när brevet från försäkringsbolaget har kommit.", None),
)

_COLUMNS = {Kind.TAKEN: "taken", Kind.LIFTED: "lifted", Kind.ANSWERED: "answered"}
_WORDS = {Kind.LIFTED: "lift_note", Kind.ANSWERED: "answer", Kind.CLOSED: "closing_note"}


def write(initiatives: dict[str, Initiative], people: dict[str, Person], moment) -> None:
    for story in STORIES:
        _obstacle(initiatives[story.code], story, people, moment)
    for code, who, day, agreed, following in CONTACTS:
        today: date = moment(0, 12).date()
        ContactNote.objects.create(
            initiative=initiatives[code],
            by=people[who],
            on=today + timedelta(days=day),
            next_step=agreed,
            next_on=today + timedelta(days=following) if following else None,
        )


def _obstacle(initiative: Initiative, story: Story, people: dict[str, Person], moment) -> None:
    first, raised_by = moment(story.steps[0][0], 10, 20), people[story.steps[0][2]]
    due = moment(story.needed_by, 12).date() if story.needed_by else None
    obstacle = Obstacle(
        initiative=initiative,
        stops_us=story.stops_us,
        we_need=story.we_need,
        needed_by=due,
        raised_by=raised_by,
        raised_at=first,
        state=story.steps[-1][1],
    )
    for day, kind, who, words in story.steps[1:]:
        name = _COLUMNS.get(kind, "closed")
        setattr(obstacle, f"{name}_by", people[who])
        setattr(obstacle, f"{name}_at", moment(day, 14, 5))
        if kind in _WORDS:
            setattr(obstacle, _WORDS[kind], words)
    obstacle.full_clean()
    obstacle.save()
    for number, (day, kind, who, words) in enumerate(story.steps):
        at = moment(day, 14, 5) if number else first
        ObstacleStep.objects.create(obstacle=obstacle, kind=kind, by=people[who], at=at, text=words)
