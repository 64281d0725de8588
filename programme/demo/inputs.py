"""Medskick at the checkpoint that was and to the one that comes: answered, waiting, to be looked at."""

from collections.abc import Callable
from datetime import datetime, timedelta

from checkpoints.models import Answer, Checkpoint, Input, PreparationQuestion
from initiatives.models import Initiative
from roles.models import Person

# days after the checkpoint, initiative, kind, who (None: a guest), text, answer
# (key of the one who answered, verdict, because, days after the checkpoint), or None: it waits.
LAST_TIME = [
    (0, "STATIONEN", "tanke", None, "Scouterna. De har redan ledare som är vana vid fredagar.", 0),
    (
        0,
        "STATIONEN",
        "tanke",
        "henning",
        "Fråga föräldraföreningen på Ekskolan, de letar efter något att göra.",
        0,
    ),
    (
        0,
        "STATIONEN",
        "erbjudande",
        "cecilia",
        "Jag kan göra en kort film om kvällarna med ungdomarna.",
        1,
    ),
    (1, "STATIONEN", "fraga", None, "Kan ni ha öppet på lördagar också?", 2),
    (
        0,
        "SKOLAN",
        "kontakt",
        "lovisa",
        "Prata med skolsköterskan på Ekskolan, hon har löst tiden.",
        3,
    ),
    (0, "SKOLAN", "tanke", None, "Ta tiden från arbetsplatsträffen var fjärde vecka.", 4),
    (
        2,
        "SKOLAN",
        "tanke",
        "cecilia",
        "Låt eleven välja plats för samtalet. En promenad går också.",
        None,
    ),
    (
        0,
        "BOKVAR",
        "erbjudande",
        None,
        "Husen på Tallvägen. Vår pensionärsförening hjälper gärna till.",
        None,
    ),
]
ANSWERS = [
    (
        "STATIONEN",
        "maria",
        "tar_med",
        "Båda föreningarna sa ja. Scouterna är värdar från nästa fredag.",
        5,
    ),
    (
        "STATIONEN",
        "maria",
        "provar",
        "Vi börjar med en film på tre minuter och ser om den sprids.",
        6,
    ),
    (
        "STATIONEN",
        "johan",
        "avstar",
        "De unga säger att fredagar räcker. Vi gör hellre en kväll bra.",
        6,
    ),
    ("SKOLAN", "karl", "tar_med", "Vi träffar henne på torsdag och tar med hennes schema.", 9),
    ("SKOLAN", "elin", "provar", "Två skolor provar i fyra veckor.", 9),
]
# To the checkpoint that comes: hours ago, initiative, kind, who, text, state.
NOW = [
    (
        30,
        "STATIONEN",
        "tanke",
        "henning",
        "Låt vikarier från biblioteket i Ekby ta varannan fredag.",
        "shown",
    ),
    (20, "SKOLAN", "fraga", "cecilia", "Hur når ni föräldrar som inte svarar i telefon?", "shown"),
    (
        3,
        "STATIONEN",
        "erbjudande",
        "lovisa",
        "Kvällspersonalen på äldreboendet byter gärna pass ibland.",
        "waiting",
    ),
    (2, "BOKVAR", "tanke", "frida", "Hjälp med taxikort kan beslutas på samma gång.", "waiting"),
]


class _Inputs:
    def __init__(self, checkpoints: dict[str, Checkpoint], people: dict[str, Person]):
        self.last, self.next = checkpoints["Checkpoint 2"], checkpoints["Checkpoint 3"]
        self.people = people
        self.initiatives = {
            row.code: row for row in Initiative.objects.filter(round=self.last.round_id)
        }
        self.questions = {
            (one.preparation.checkpoint_id, one.preparation.initiative.code): one
            for one in PreparationQuestion.objects.filter(
                number=1, preparation__state="ready"
            ).select_related("preparation__initiative")
        }

    def give(
        self, checkpoint: Checkpoint, code: str, kind: str, who: str | None, text: str, **more
    ):
        question = self.questions.get((checkpoint.pk, code))
        return Input(
            round_id=checkpoint.round_id,
            checkpoint=checkpoint,
            initiative=self.initiatives[code],
            question=question,
            asked=question.text if question else "",
            kind=kind,
            text=text,
            person=self.people[who] if who else None,
            **more,
        )


def write(
    checkpoints: dict[str, Checkpoint], people: dict[str, Person], moment: Callable[..., datetime]
) -> None:
    made = _Inputs(checkpoints, people)
    answers = _answers(made)
    for days, code, kind, who, text, answer in LAST_TIME:
        given = made.last.ends_at + timedelta(days=days)
        seen = {"state": "shown", "moderated_by": people["leila"], "moderated_at": given}
        row = made.give(made.last, code, kind, who, text, **seen)
        row.answer = answers[answer] if answer is not None else None
        _save(row, given)
    now = moment(0, 12)
    for hours, code, kind, who, text, state in NOW:
        given = now - timedelta(hours=hours)
        seen = {"moderated_by": people["leila"], "moderated_at": given} if state == "shown" else {}
        _save(made.give(made.next, code, kind, who, text, state=state, **seen), given)


def _answers(made: _Inputs) -> list[Answer]:
    return Answer.objects.bulk_create(
        Answer(
            round_id=made.last.round_id,
            initiative=made.initiatives[code],
            verdict=verdict,
            because=because,
            by=made.people[who],
            answered_at=made.last.ends_at + timedelta(days=days),
        )
        for code, who, verdict, because, days in ANSWERS
    )


def _save(row: Input, given: datetime) -> None:
    row.full_clean(validate_unique=False)
    row.save()
    Input.objects.filter(pk=row.pk).update(created_at=given)  # auto_now_add says today
