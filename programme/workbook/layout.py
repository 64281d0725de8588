"""The workbook's sheets and columns, said once: reading, checking, template and export all follow it.

The words in the file are Swedish whatever language the reader of the page has chosen: they are a file
format, so they stand here as data and are not translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint
from initiatives.models import Goal, Initiative, Phase, Round
from roles.models import Person, Unit
from roles.permissions import Role


class Kind(Enum):
    LINE = auto()  # one line of text
    TEXT = auto()  # several lines
    EMAIL = auto()
    DATE = auto()
    MOMENT = auto()  # a day and a time of day
    NUMBER = auto()
    CHOICE = auto()  # one of `words`
    CODES = auto()  # codes with commas between


@dataclass(frozen=True)
class Column:
    key: str
    title: str
    kind: Kind
    help: str | Promise
    model_field: Field | None = None  # the model field whose limits hold
    required: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)  # the word in the file -> our value
    also: Mapping[str, Any] = field(default_factory=dict)  # accepted, never written
    lookup: tuple[str, str] | None = None  # (sheet, column title) the value is picked from
    width: int = 16

    def word_for(self, value) -> str:
        return next((word for word, ours in self.words.items() if ours == value), "")


@dataclass(frozen=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    help: str | Promise

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


UNIT_KINDS = {
    "förvaltning": Unit.Kind.FORVALTNING,
    "bolag": Unit.Kind.BOLAG,
    "extern part": Unit.Kind.EXTERN,
}
PHASES = {
    "behov": Phase.BEHOV,
    "idé": Phase.IDE,
    "test": Phase.TEST,
    "förverkliga": Phase.FORVERKLIGA,
}
ROLES = {
    "ledartröja": Role.LEDARTROJA,
    "fadder": Role.FADDER,
    "coach": Role.COACH,
    "teammedlem": Role.TEAMMEDLEM,
    "lots": Role.LOTS,
    "processledare": Role.PROCESSLEDARE,
}
OPEN_TO = {
    "ledningsgruppen": Checkpoint.OpenTo.KLG,
    "medarbetare": Checkpoint.OpenTo.MEDARBETARE,
    "allmänheten": Checkpoint.OpenTo.ALLMANHETEN,
}
YES_NO = {"ja": True, "nej": False}


def _of(model, name: str) -> Field:
    return model._meta.get_field(name)


ROUND = Sheet(
    "Omgång",
    (
        Column(
            "name",
            "Namn",
            Kind.LINE,
            _("Omgångens namn. Finns det redan en omgång som heter så är det den som ändras."),
            _of(Round, "name"),
            required=True,
            width=36,
        ),
        Column("starts_on", "Start", Kind.DATE, _("Första dagen."), required=True),
        Column("ends_on", "Slut", Kind.DATE, _("Sista dagen."), required=True),
        Column(
            "cap",
            "Högst antal samtidigt",
            Kind.NUMBER,
            _("Så många initiativ kan vara igång samtidigt. Tomt: 6."),
            _of(Round, "cap"),
            width=22,
        ),
        Column(
            "purpose",
            "Syfte",
            Kind.TEXT,
            _("Varför ni gör omgången, i en mening eller två."),
            _of(Round, "purpose"),
            width=60,
        ),
    ),
    _("En enda rad: den omgång som filen handlar om."),
)

UNITS = Sheet(
    "Enheter",
    (
        Column(
            "code",
            "Kod",
            Kind.LINE,
            _("Kort namn som de andra bladen använder, till exempel BUF."),
            _of(Unit, "code"),
            required=True,
        ),
        Column(
            "name", "Namn", Kind.LINE, _("Hela namnet."), _of(Unit, "name"), required=True, width=44
        ),
        Column(
            "kind",
            "Typ",
            Kind.CHOICE,
            _("förvaltning, bolag eller extern part. Tomt: förvaltning."),
            words=UNIT_KINDS,
            also={"extern": Unit.Kind.EXTERN, "kommunalt bolag": Unit.Kind.BOLAG},
        ),
    ),
    _("Förvaltningar, bolag och externa parter som är med. En rad för varje."),
)

PEOPLE = Sheet(
    "Personer",
    (
        Column(
            "name",
            "Namn",
            Kind.LINE,
            _("För- och efternamn."),
            _of(Person, "name"),
            required=True,
            width=30,
        ),
        Column(
            "email",
            "E-post",
            Kind.EMAIL,
            _("Adressen i arbetet. Den är personens nyckel: en ny adress är en ny person."),
            _of(Person, "email"),
            required=True,
            width=42,
        ),
        Column(
            "unit",
            "Enhet",
            Kind.LINE,
            _("Koden på en enhet."),
            _of(Unit, "code"),
            lookup=("Enheter", "Kod"),
        ),
        Column("title", "Titel", Kind.LINE, _("Yrkestitel."), _of(Person, "title"), width=26),
        Column(
            "in_leadership",
            "Ledningsgrupp",
            Kind.CHOICE,
            _("ja för den som sitter i ledningsgruppen. Platsen gäller från omgångens start."),
            words=YES_NO,
            also={"x": True, "j": True, "1": True, "n": False, "0": False},
        ),
    ),
    _("Alla som har en roll. Den som läses in blir inte inbjuden förrän du väljer det."),
)

GOALS = Sheet(
    "Mål",
    (
        Column(
            "code",
            "Kod",
            Kind.LINE,
            _("Kort namn, till exempel M1."),
            _of(Goal, "code"),
            required=True,
        ),
        Column(
            "name", "Mål", Kind.LINE, _("Målet i ord."), _of(Goal, "name"), required=True, width=60
        ),
        Column(
            "agenda_2030",
            "Agenda 2030",
            Kind.NUMBER,
            _("Numret 1–17, om det är ett av de globala målen."),
            _of(Goal, "agenda_2030"),
        ),
    ),
    _("Kommunens mål som initiativen bidrar till."),
)

INITIATIVES = Sheet(
    "Initiativ",
    (
        Column(
            "code",
            "Kod",
            Kind.LINE,
            _("Kort namn som bladet Roller använder."),
            _of(Initiative, "code"),
            required=True,
            width=20,
        ),
        Column(
            "name",
            "Namn",
            Kind.LINE,
            _("Initiativets namn."),
            _of(Initiative, "name"),
            required=True,
            width=36,
        ),
        Column(
            "question",
            "Utmaning",
            Kind.TEXT,
            _("Som en fråga: Hur kan vi …?"),
            _of(Initiative, "question"),
            required=True,
            width=60,
        ),
        Column(
            "target_group",
            "Målgrupp",
            Kind.LINE,
            _("Vilka det är för, så smalt ni kan."),
            _of(Initiative, "target_group"),
            width=30,
        ),
        Column(
            "difference",
            "Målgruppen märker",
            Kind.TEXT,
            _("Skillnaden, med målgruppens ord."),
            _of(Initiative, "difference"),
            width=40,
        ),
        Column(
            "noticed_by",
            "Senast",
            Kind.DATE,
            _("När målgruppen senast ska märka skillnaden, inom 24 månader från start."),
        ),
        Column(
            "units",
            "Deltagande enheter",
            Kind.CODES,
            _("Enheternas koder med komma mellan. Minst två behövs för att starta."),
            _of(Unit, "code"),
            lookup=("Enheter", "Kod"),
            width=26,
        ),
        Column(
            "goals",
            "Mål",
            Kind.CODES,
            _("Målens koder med komma mellan."),
            _of(Goal, "code"),
            lookup=("Mål", "Kod"),
        ),
        Column(
            "phase",
            "Fas",
            Kind.CHOICE,
            _("behov, idé, test eller förverkliga. Tomt: behov."),
            words=PHASES,
        ),
    ),
    _("Ett initiativ på varje rad. Ett nytt initiativ riggas och startas sedan i tjänsten."),
)

ROLES_SHEET = Sheet(
    "Roller",
    (
        Column(
            "initiative",
            "Initiativ",
            Kind.LINE,
            _("Initiativets kod. Tomt för lots, som har rollen på hela omgången."),
            _of(Initiative, "code"),
            lookup=("Initiativ", "Kod"),
            width=20,
        ),
        Column(
            "role",
            "Roll",
            Kind.CHOICE,
            _("ledartröja, fadder, coach, teammedlem eller lots."),
            required=True,
            words=ROLES,
        ),
        Column(
            "email",
            "E-post",
            Kind.EMAIL,
            _("Personens adress, samma som i bladet Personer."),
            _of(Person, "email"),
            required=True,
            lookup=("Personer", "E-post"),
            width=42,
        ),
        Column("starts_on", "Från", Kind.DATE, _("Första dagen. Tomt: omgångens start.")),
        Column("ends_on", "Till", Kind.DATE, _("Sista dagen. Tomt: tills vidare.")),
    ),
    _("Vem som har vilken roll. En rad för varje person och roll."),
)

CHECKPOINTS = Sheet(
    "Checkpoints",
    (
        Column(
            "name",
            "Namn",
            Kind.LINE,
            _("Checkpointens namn, eget inom omgången."),
            _of(Checkpoint, "name"),
            required=True,
            width=30,
        ),
        Column("starts_at", "Start", Kind.MOMENT, _("Dag och klockslag."), required=True, width=18),
        Column("ends_at", "Slut", Kind.MOMENT, _("Dag och klockslag."), required=True, width=18),
        Column("place", "Plats", Kind.LINE, _("Var ni ses."), _of(Checkpoint, "place"), width=30),
        Column(
            "open_to",
            "Öppen för",
            Kind.CHOICE,
            _("ledningsgruppen, medarbetare eller allmänheten. Tomt: medarbetare."),
            words=OPEN_TO,
            also={"klg": Checkpoint.OpenTo.KLG},
        ),
    ),
    _("Omgångens checkpoints. Förberedelsen ska vara klar sju dagar före, om inget annat sägs."),
)

SHEETS = (ROUND, UNITS, PEOPLE, GOALS, INITIATIVES, ROLES_SHEET, CHECKPOINTS)
README_SHEET = "Läs mig"

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 30 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 50
