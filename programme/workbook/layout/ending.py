"""What is left when it ends: lessons, endings, the round's look back, and the coach log."""

from initiatives.models import CoachNote, Ending, Lesson, RetrospectiveNote
from programme.workbook.layout.columns import Column, Kind, Record, choice, day, text
from programme.workbook.layout.common import initiative, person, unit
from programme.workbook.layout.round import PHASES
from roles.permissions import Perm

LESSON_KINDS = {
    "arbetssätt": Lesson.Kind.ARBETSSATT,
    "samarbete": Lesson.Kind.SAMARBETE,
    "målgrupp": Lesson.Kind.MALGRUPP,
    "teknik": Lesson.Kind.TEKNIK,
    "ekonomi": Lesson.Kind.EKONOMI,
    "juridik": Lesson.Kind.JURIDIK,
}
OUTCOMES = {
    "nyttiggjord": Ending.Outcome.NYTTIGGJORD,
    "avslutad med lärdom": Ending.Outcome.LARDOM,
    "sammanslagen": Ending.Outcome.SAMMANSLAGEN,
}
NOTES = {
    "behåll": RetrospectiveNote.Kind.KEEP,
    "ändra": RetrospectiveNote.Kind.CHANGE,
    "prova": RetrospectiveNote.Kind.TRY,
}

LESSONS = Record(
    "Lärdomar",
    (
        initiative(),
        choice("phase", "Fas", PHASES, required=True),
        choice("kind", "Handlar om", LESSON_KINDS, required=True),
        text(Lesson, "text", "Det här lärde vi oss", "Det ni inte visste förut.", required=True),
        text(Lesson, "advice", "Det här bör andra göra", "Till nästa team.", required=True),
        day("created_on", "Skriven", "Tomt: i dag.", path="created_at", past=True),
    ),
    "Det som lever vidare när teamet inte finns.",
    model=Lesson,
    key=("initiative", "text"),
)

ENDINGS = Record(
    "Avslut",
    (
        initiative(),
        choice("outcome", "Utfall", OUTCOMES),
        day("on", "Datum", "Dagen."),
        text(Ending, "words", "Med egna ord", "Det teamet skrev."),
        person("processledare", "Processledare", "Adressen till den som tar över."),
        unit("unit", "Enhet som tar emot", "Enhetens kod."),
        Column("merged_into", "Går upp i", Kind.LINE, "Initiativets kod.", path="merged_into.code"),
        day("reopened_on", "Öppnat igen", "Dagen.", path="reopened_at"),
    ),
    "Ett initiativ avslutas i tjänsten, där teamet får hjälp med det.",
    model=Ending,
    export_only=True,
)

RETROSPECTIVE = Record(
    "Tillbakablick",
    (
        choice("kind", "Sort", NOTES, required=True),
        text(RetrospectiveNote, "text", "Till nästa omgång", "En sak per rad.", required=True),
    ),
    "Vad nästa omgång ska behålla, ändra och prova.",
    model=RetrospectiveNote,
    key=("text",),
    after_end=True,
)

COACH_LOG = Record(
    "Coachlogg",
    (
        initiative(),
        day("on", "Datum", "Dagen för samtalet."),
        text(CoachNote, "next_step", "Nästa steg", "Det ni kom överens om."),
        day("due_on", "Senast", "När steget ska vara gjort."),
        day("done_on", "Gjort", "När det var gjort.", path="done_at"),
    ),
    "Skrivs av coachen i tjänsten, och står bara i filen för den som får läsa den.",
    model=CoachNote,
    export_only=True,
    reads=Perm.READ_COACH_LOG,
)
