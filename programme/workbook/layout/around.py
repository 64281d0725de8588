"""Around the work: whom the team tells what, how the information is protected, and where documents live."""

from initiatives.models import Attachment, CommunicationActivity, InformationClassification, Link
from programme.workbook.layout.columns import (
    Column,
    Kind,
    Record,
    choice,
    day,
    line,
    number,
    of,
    text,
)
from programme.workbook.layout.common import initiative

SIDES = {
    "internt": CommunicationActivity.Side.INTERNAL,
    "externt": CommunicationActivity.Side.EXTERNAL,
}
ASPECTS = {
    "confidentiality": "Konfidentialitet",
    "correctness": "Riktighet",
    "availability": "Tillgänglighet",
    "traceability": "Spårbarhet",
}

COMMUNICATION = Record(
    "Kommunikation",
    (
        initiative(),
        line(
            CommunicationActivity,
            "activity",
            "Aktivitet",
            "Till exempel frukostmöte eller film.",
            required=True,
        ),
        text(CommunicationActivity, "how", "Hur", "Hur ni gör."),
        text(CommunicationActivity, "why", "Varför", "Vad de ska veta, känna eller göra efteråt."),
        line(CommunicationActivity, "target_group", "Målgrupp", "Vilka det är för.", required=True),
        line(CommunicationActivity, "channel", "Kanal", "Var de möter det."),
        choice("side", "Internt eller externt", SIDES, required=True),
        day("planned_on", "Datum", "Vilken dag.", required=True),
        line(CommunicationActivity, "responsible", "Ansvarig", "Namn eller roll."),
        day("done_on", "Klar", "När det var gjort.", past=True),
        text(CommunicationActivity, "gave", "Vad det gav", "Hur många ni nådde och vad som hände."),
    ),
    "Kommunikationsplanen.",
    model=CommunicationActivity,
    key=("initiative", "activity", "planned_on"),
)

CLASSIFICATION = Record(
    "Informationsklassning",
    (
        initiative(),
        number(
            InformationClassification,
            "number",
            "Nummer",
            "1 för det första beslutet, sedan 2, 3 …",
            required=True,
        ),
        *(
            column
            for key, title in ASPECTS.items()
            for column in (
                number(
                    InformationClassification,
                    key,
                    title,
                    "1 försumbar, 2 måttlig, 3 betydande eller 4 allvarlig skada.",
                    required=True,
                ),
                text(
                    InformationClassification,
                    f"{key}_reason",
                    f"{title}, varför",
                    "Varför den nivån.",
                    required=True,
                    width=36,
                ),
            )
        ),
        line(
            InformationClassification, "decided_by", "Beslutat av", "Namn och titel.", required=True
        ),
        day("decided_on", "Beslutat den", "Dagen för beslutet.", required=True, past=True),
    ),
    "Ett beslut på varje rad. Ett som finns ändras inte: skriv ett nytt med nästa nummer.",
    model=InformationClassification,
    key=("initiative", "number"),
    once=True,
    frozen=True,
)

LINKS = Record(
    "Länkar",
    (
        initiative(),
        line(Link, "title", "Titel", "Vad länken heter.", required=True),
        Column(
            "url",
            "Adress",
            Kind.URL,
            "Hela adressen, med https://.",
            of(Link, "url"),
            required=True,
            width=50,
        ),
        text(Link, "what", "Vad som finns där", "I ord."),
    ),
    "Var dokumenten bor.",
    model=Link,
    key=("initiative", "url"),
)

ATTACHMENTS = Record(
    "Bilagor",
    (
        initiative(),
        line(Attachment, "title", "Titel", "Vad filen är."),
        line(Attachment, "name", "Filnamn", "Filen hämtas på initiativets sida."),
        number(Attachment, "size", "Storlek", "Antal byte."),
        day("created_on", "Uppladdad", "Dagen.", path="created_at"),
    ),
    "Bara namnen på filerna. Själva filerna laddas upp i tjänsten.",
    model=Attachment,
    export_only=True,
)
