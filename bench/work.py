"""What the teams of `bench.world` have done: all that an initiative's page and a row of a list tell of."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, make_aware, now

from bench.world import analyze
from checkpoints.models import (
    Action,
    Answer,
    Checkpoint,
    Decision,
    Input,
    Preparation,
    PreparationQuestion,
)
from initiatives.models import (
    AdoptionStep,
    Effect,
    Idea,
    Initiative,
    Insight,
    Measurement,
    NeedStatement,
    Obstacle,
    ObstacleStep,
    Round,
    Test,
)
from roles.models import Person

WORKED = 100  # what ten thousand have done takes a quarter of an hour to write


def do() -> None:
    """Each as far as its phase: insights in all, ideas from idé on, tests from test on, steps in förverkliga."""
    initiatives = list(Initiative.objects.order_by("pk")[:WORKED])
    by = Person.objects.earliest("pk")
    _need(initiatives, by)
    _ideas([one for one in initiatives if one.phase != "behov"], by)
    _tests([one for one in initiatives if one.phase in ("test", "forverkliga")], by)
    _steps([one for one in initiatives if one.phase == "forverkliga"], by)
    _effects(initiatives, by)
    _obstacles(initiatives[::5], by)
    last, coming = _checkpoints(Round.objects.get())
    _checkpoint_work(initiatives, last, coming, by)
    analyze()


def furthest() -> int:
    """The id of one that is in förverkliga, and so has all there is."""
    return Initiative.objects.filter(phase="forverkliga").earliest("pk").pk


def _written(by: Person) -> dict:
    return {"created_by": by, "created_at": now()}


def _need(initiatives: list[Initiative], by: Person) -> None:
    Insight.objects.bulk_create(
        Insight(
            initiative=one,
            text="De går omvägen runt stationen när syskonen är med.",
            source="intervju",
            people=3,
            from_target_group=bool(number % 2),
            on=localdate() - timedelta(days=20 * number),
            **_written(by),
        )
        for one in initiatives
        for number in range(6)
    )
    NeedStatement.objects.bulk_create(
        NeedStatement(
            initiative=one,
            number=number,
            text=f"Unga behöver någonstans att vara när det är mörkt, {number}.",
            why="Vi hade fel målgrupp." if number > 1 else "",
            by=by,
            at=now(),
        )
        for one in initiatives
        for number in (1, 2)
    )


def _ideas(initiatives: list[Initiative], by: Person) -> None:
    chosen = {"state": "chosen", "decided_by": by, "decided_at": now()}
    Idea.objects.bulk_create(
        Idea(
            initiative=one,
            title=f"Öppet bibliotek till {19 + number}",
            others="Föreningarna",
            **({} if number else chosen),
            **_written(by),
        )
        for one in initiatives
        for number in range(3)
    )


def _tests(initiatives: list[Initiative], by: Person) -> None:
    """One that runs, one that was right and one lyckad miss."""
    closed = {"saw": "21 av 64 var nya.", "learned": "Värden betyder mest.", "closed_by": by}
    Test.objects.bulk_create(
        Test(
            initiative=one,
            believe="Öppet till 22 lockar nya.",
            try_by="Fyra fredagar.",
            right_when="Minst 15 nya kommer per kväll.",
            starts_on=localdate() - timedelta(days=30 * number),
            **({"decision": decision, "closed_at": now(), **closed} if decision else {}),
            **_written(by),
        )
        for one in initiatives
        for number, decision in enumerate(("", "continue", "stop"), start=1)
    )


def _steps(initiatives: list[Initiative], by: Person) -> None:
    AdoptionStep.objects.bulk_create(
        AdoptionStep(
            initiative=one,
            step=step,
            reached_on=localdate() - timedelta(days=10),
            evidence="Rutinen ligger i pärmen.",
            responsible="Enhetschefen",
            by=by,
            at=now(),
        )
        for one in initiatives
        for step in (1, 2, 3, 4)
    )


def _effects(initiatives: list[Initiative], by: Person) -> None:
    effects = Effect.objects.bulk_create(
        Effect(
            initiative=one,
            what="av unga känner sig trygga i centrum på kvällen",
            unit="%",
            is_main=is_main,
            baseline=29,
            baseline_on=localdate() - timedelta(days=200),
            target=60,
            target_on=localdate() + timedelta(days=300),
            **_written(by),
        )
        for one in initiatives
        for is_main in (True, False)
    )
    Measurement.objects.bulk_create(
        Measurement(
            effect=effect,
            value=30 + 4 * number,
            on=localdate() - timedelta(days=150 - 50 * number),
            **_written(by),
        )
        for effect in effects
        for number in range(3)
    )


def _obstacles(initiatives: list[Initiative], by: Person) -> None:
    raised = Obstacle.objects.bulk_create(
        Obstacle(
            initiative=one,
            stops_us="Två register får inte talas vid.",
            we_need="Ett ja från två förvaltningar.",
            raised_by=by,
            raised_at=now() - timedelta(days=3),
        )
        for one in initiatives
    )
    ObstacleStep.objects.bulk_create(
        ObstacleStep(obstacle=row, kind="raised", by=by, at=row.raised_at) for row in raised
    )


def _checkpoints(round_: Round) -> list[Checkpoint]:
    """One six weeks ago, one in nine days."""
    days = [localdate() - timedelta(days=42), localdate() + timedelta(days=9)]
    return Checkpoint.objects.bulk_create(
        Checkpoint(
            round=round_,
            name=f"Checkpoint {number}",
            starts_at=make_aware(datetime.combine(day, time(13))),
            ends_at=make_aware(datetime.combine(day, time(16))),
            place="Stadshuset",
            preparation_due_on=day - timedelta(days=2),
        )
        for number, day in enumerate(days, start=1)
    )


def _checkpoint_work(
    initiatives: list[Initiative], last: Checkpoint, coming: Checkpoint, by: Person
) -> None:
    """Shown and answered at the last one, asked and decided since, and half ready for the coming one."""
    preparations = Preparation.objects.bulk_create(
        Preparation(
            checkpoint=checkpoint,
            initiative=one,
            how_far="Vi har provat två idéer med målgruppen.",
            learned="Det enkla räcker långt.",
            edited_by=by,
            **({"state": "ready", "ready_at": now()} if ready else {}),
        )
        for checkpoint in (last, coming)
        for number, one in enumerate(initiatives)
        if (ready := checkpoint is last or number % 2)
    )
    PreparationQuestion.objects.bulk_create(
        PreparationQuestion(preparation=row, number=number, text="Vem vet mer?")
        for row in preparations
        for number in (1, 2)
    )
    answers = Answer.objects.bulk_create(
        Answer(
            round=last.round,
            initiative=one,
            verdict="tar_med",
            because="Vi ringer dem i veckan.",
            by=by,
            answered_at=now(),
        )
        for one in initiatives
    )
    Input.objects.bulk_create(
        Input(
            round=last.round,
            checkpoint=last,
            initiative=answer.initiative,
            text="Prata med biblioteket, de har redan provat.",
            state="shown",
            moderated_by=by,
            moderated_at=now(),
            answer=None if number else answer,
        )
        for answer in answers
        for number in range(3)
    )
    Decision.objects.bulk_create(
        Decision(
            initiative=one,
            checkpoint=coming,
            asked_of="klg",
            wanted="Två fordon till provet.",
            requested_by=by,
            requested_at=now(),
        )
        for one in initiatives[::4]
    )
    Action.objects.bulk_create(
        Action(
            round=last.round,
            initiative=one,
            checkpoint=last,
            what="Boka lokalen.",
            responsible=by,
            due_on=localdate() + timedelta(days=number % 20),
            created_by=by,
        )
        for number, one in enumerate(initiatives)
    )
