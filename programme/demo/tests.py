"""Idé and test: writes what `trials` tells."""

from initiatives.models import Idea, Initiative, Test
from programme.demo.needs import checked
from programme.demo.trials import TRIALS, Thought, Tried


def write(initiatives: dict[str, Initiative], people, moment) -> None:
    for trial in TRIALS:
        initiative = initiatives[trial.code]
        ideas = [_idea(initiative, thought, people, moment) for thought in trial.ideas]
        for tried in trial.tests:
            _test(initiative, ideas, tried, people, moment)


def _idea(initiative: Initiative, thought: Thought, people, moment) -> Idea:
    by, at = people[thought.who], moment(thought.day, 14, 20)
    fit, effort, courage = thought.scales
    is_open = thought.state == Idea.State.OPEN
    return checked(
        Idea(
            initiative=initiative,
            title=thought.title,
            text=thought.text,
            others=thought.others,
            fit=fit,
            effort=effort,
            courage=courage,
            state=thought.state,
            parked_why=thought.parked_why,
            decided_by=None if is_open else by,
            decided_at=None if is_open else moment(thought.day + 4, 14, 20),
            created_by=by,
            created_at=at,
        )
    )


def _test(initiative: Initiative, ideas: list[Idea], tried: Tried, people, moment) -> Test:
    begins, ends = tried.days
    by, at = people[tried.who], moment(begins - 1, 15)
    test = Test(
        initiative=initiative,
        idea=None if tried.idea is None else ideas[tried.idea],
        believe=tried.believe,
        try_by=tried.try_by,
        right_when=tried.right_when,
        with_whom=tried.with_whom,
        starts_on=moment(begins, 9).date(),
        ends_on=None if ends is None else moment(ends, 9).date(),
        responsible=by,
        anchoring=tried.anchoring,
        saw=tried.saw,
        created_by=by,
        created_at=at,
    )
    if done := tried.closed:
        test.saw, test.learned, test.therefore = done.saw, done.learned, done.therefore
        test.decision = done.decision
        test.closed_by, test.closed_at = by, moment(done.day, 15)
    return checked(test)
