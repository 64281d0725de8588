"""Beslut and åtgärder: one that waits for the fadder, one for the ledningsgrupp, some taken; what came of them."""

from datetime import date, timedelta

from checkpoints.models import Action, Checkpoint, Decision
from initiatives.models import Initiative
from roles.models import Person

# code, asked of, wanted, who, day
WAITING = (
    (
        "STATIONEN",
        "fadder",
        "Att vi får betala värdarnas fika och reflexvästar ur initiativets pengar.",
        "maria",
        -3,
    ),
    ("MÅLTID", "klg", "Att alla skolkök får köpa av lokala odlare från augusti.", "frida", -5),
)
# code, checkpoint, asked of, wanted, outcome, text, reason, decided by, responsible, due in days, day
TAKEN = (
    (
        "STATIONEN",
        "Checkpoint 2",
        "klg",
        "Att få prova öppet bibliotek till 22 fyra fredagar.",
        "ja",
        "Ni får prova till årsskiftet, inom bibliotekets ram.",
        "Provet är litet, och de unga har själva bett om det.",
        "mona",
        "maria",
        20,
        -82,
    ),
    (
        "JOBB",
        None,
        "fadder",
        "Att erbjuda lön redan första veckan.",
        "nej",
        "Nej till: Att erbjuda lön redan första veckan.",
        "Avtalet om praktik hinner inte ändras. Ta upp det inför nästa omgång.",
        "hassan",
        None,
        None,
        -20,
    ),
)
# code (None: the whole round), what, how, who, due in days, state, outcome, from a decision about
ACTIONS = (
    (
        "STATIONEN",
        "Ta fram ett schema för fredagarna efter nyår",
        "Med fackliga ombudet.",
        "maria",
        9,
        "open",
        "",
        "STATIONEN",
    ),
    ("STATIONEN", "Fråga fem föreningar om värdar", "", "yusuf", -4, "open", "", None),
    ("SKOLAN", "Skriv ett förslag till gemensamt samtycke", "", "elin", 6, "open", "", None),
    ("BOKVAR", "Boka visning av provlägenheten", "", "dunja", -12, "done", "Nio kom.", None),
    (None, "Boka Ekasalen för vårens checkpoints", "", "tomas", 4, "open", "", None),
)


def write(
    initiatives: dict[str, Initiative],
    checkpoints: dict[str, Checkpoint],
    people: dict[str, Person],
    moment,
) -> None:
    today: date = moment(0, 12).date()
    for code, asked_of, wanted, who, day in WAITING:
        Decision.objects.create(
            initiative=initiatives[code],
            checkpoint=checkpoints["Checkpoint 3"] if asked_of == "klg" else None,
            asked_of=asked_of,
            wanted=wanted,
            requested_by=people[who],
            requested_at=moment(day, 9, 40),
        )
    decisions = {row[0]: _taken(row, initiatives, checkpoints, people, moment) for row in TAKEN}
    for code, what, how, who, due, state, outcome, source in ACTIONS:
        ended = {"closed_by": people[who], "closed_at": moment(-2, 16)} if state == "done" else {}
        Action.objects.create(
            round=checkpoints["Checkpoint 3"].round,
            initiative=initiatives[code] if code else None,
            checkpoint=checkpoints["Checkpoint 2"],
            decision=decisions[source] if source else None,
            what=what,
            how=how,
            responsible=people[who],
            due_on=today + timedelta(days=due),
            state=state,
            outcome=outcome,
            created_by=people["leila"],
            **ended,
        )


def _taken(row: tuple, initiatives, checkpoints, people, moment) -> Decision:
    code, name, asked_of, wanted, outcome, text, reason, who, doer, due, day = row
    at = moment(day, 15, 30)
    decision = Decision(
        initiative=initiatives[code],
        checkpoint=checkpoints[name] if name else None,
        asked_of=asked_of,
        wanted=wanted,
        requested_by=people["maria" if code == "STATIONEN" else "nora"],
        requested_at=moment(day - 7, 9, 10),
        state=Decision.State.DECIDED,
        outcome=outcome,
        text=text,
        reason=reason,
        decided_by=people[who],
        decided_on=at.date(),
        recorded_by=people["leila" if asked_of == "klg" else who],
        recorded_at=at,
        responsible=people[doer] if doer else None,
        due_on=at.date() + timedelta(days=due) if due else None,
    )
    decision.full_clean()
    decision.save()
    return decision
