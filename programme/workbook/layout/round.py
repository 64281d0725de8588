"""The seven sheets of a round before anybody has begun to work in it."""

from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint
from initiatives.models import Goal, Initiative, Phase, Round
from programme.workbook.layout.columns import ALSO_YES_NO, YES_NO, Column, Kind, Sheet, of
from roles.models import Person, Unit
from roles.permissions import Role

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

ROUND = Sheet(
    "Omgång",
    (
        Column(
            "name",
            "Namn",
            Kind.LINE,
            _("Omgångens namn. Finns det redan en omgång som heter så är det den som ändras."),
            of(Round, "name"),
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
            of(Round, "cap"),
            width=22,
        ),
        Column(
            "purpose",
            "Syfte",
            Kind.TEXT,
            _("Varför ni gör omgången, i en mening eller två."),
            of(Round, "purpose"),
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
            of(Unit, "code"),
            required=True,
        ),
        Column(
            "name", "Namn", Kind.LINE, _("Hela namnet."), of(Unit, "name"), required=True, width=44
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
            of(Person, "name"),
            required=True,
            width=30,
        ),
        Column(
            "email",
            "E-post",
            Kind.EMAIL,
            _("Adressen i arbetet. Den är personens nyckel: en ny adress är en ny person."),
            of(Person, "email"),
            required=True,
            width=42,
        ),
        Column(
            "unit",
            "Enhet",
            Kind.LINE,
            _("Koden på en enhet."),
            of(Unit, "code"),
            lookup=("Enheter", "Kod"),
            path="unit.code",
        ),
        Column("title", "Titel", Kind.LINE, _("Yrkestitel."), of(Person, "title"), width=26),
        Column(
            "in_leadership",
            "Ledningsgrupp",
            Kind.CHOICE,
            _("ja för den som sitter i ledningsgruppen. Platsen gäller från omgångens start."),
            words=YES_NO,
            also=ALSO_YES_NO,
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
            of(Goal, "code"),
            required=True,
        ),
        Column(
            "name", "Mål", Kind.LINE, _("Målet i ord."), of(Goal, "name"), required=True, width=60
        ),
        Column(
            "agenda_2030",
            "Agenda 2030",
            Kind.NUMBER,
            _("Numret 1–17, om det är ett av de globala målen."),
            of(Goal, "agenda_2030"),
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
            of(Initiative, "code"),
            required=True,
            width=20,
        ),
        Column(
            "name",
            "Namn",
            Kind.LINE,
            _("Initiativets namn."),
            of(Initiative, "name"),
            required=True,
            width=36,
        ),
        Column(
            "question",
            "Utmaning",
            Kind.TEXT,
            _("Som en fråga: Hur kan vi …?"),
            of(Initiative, "question"),
            required=True,
            width=60,
        ),
        Column(
            "target_group",
            "Målgrupp",
            Kind.LINE,
            _("Vilka det är för, så smalt ni kan."),
            of(Initiative, "target_group"),
            width=30,
        ),
        Column(
            "difference",
            "Målgruppen märker",
            Kind.TEXT,
            _("Skillnaden, med målgruppens ord."),
            of(Initiative, "difference"),
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
            of(Unit, "code"),
            lookup=("Enheter", "Kod"),
            width=26,
        ),
        Column(
            "goals",
            "Mål",
            Kind.CODES,
            _("Målens koder med komma mellan."),
            of(Goal, "code"),
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
            of(Initiative, "code"),
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
            of(Person, "email"),
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
            of(Checkpoint, "name"),
            required=True,
            width=30,
        ),
        Column("starts_at", "Start", Kind.MOMENT, _("Dag och klockslag."), required=True, width=18),
        Column("ends_at", "Slut", Kind.MOMENT, _("Dag och klockslag."), required=True, width=18),
        Column("place", "Plats", Kind.LINE, _("Var ni ses."), of(Checkpoint, "place"), width=30),
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
