"""docs/mail.md is what an administrator believes. It must be what the code does."""

import re
from pathlib import Path

from django.conf import settings

from checkpoints.models import MailPreference, Reminder
from checkpoints.models.checkpoint import DEFAULT_LEAD_DAYS
from checkpoints.reminders.facts import NEWS_DAYS
from checkpoints.reminders.planning import RULES
from checkpoints.reminders.planning.rules.actions import ACTION_DAYS_BEFORE
from checkpoints.reminders.planning.rules.answers import (
    DECISION_FADDER_AFTER,
    DECISIONS_LOTS_BEFORE,
    INPUT_AFTER,
    OBSTACLE_FADDER_AFTER,
    OBSTACLE_LOTS_AFTER,
)
from checkpoints.reminders.planning.rules.effects import FOLLOW_UP_LEADS
from checkpoints.reminders.planning.rules.work import LEVELS
from checkpoints.reminders.rhythm import DUTY, kinds_in, may_be_weekly

TEXT = (Path(settings.BASE_DIR) / "docs" / "mail.md").read_text()
NUMBERS = {
    "preparation_due": DEFAULT_LEAD_DAYS,
    "silence": [missed for missed, _roles in LEVELS],
    "obstacle_waiting": [OBSTACLE_FADDER_AFTER, OBSTACLE_LOTS_AFTER, OBSTACLE_FADDER_AFTER],
    "input_waiting": [INPUT_AFTER],
    "decision_waiting": [DECISION_FADDER_AFTER, DECISIONS_LOTS_BEFORE],
    "action_due": [ACTION_DAYS_BEFORE],
    "follow_up_due": [lead for lead in FOLLOW_UP_LEADS if lead],
}


def table(heading: str) -> list[list[str]]:
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def names(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def test_every_kind_stands_in_the_table_with_who_when_and_how_seldom():
    written = {
        names(kind)[0]: (names(to), [int(n) for n in re.findall(r"\d+", when)], weekly)
        for kind, to, when, weekly in table("The table")
    }
    coded = {
        kind.value: (
            [role.value for role in RULES[kind].told],
            list(NUMBERS.get(kind, [])),
            "yes" if may_be_weekly(kind) else "no",
        )
        for kind in Reminder.Kind
    }
    assert written == coded


def test_groups_are_those_of_the_code():
    written = {group: names(kinds) for group, kinds, _may_be in table("The person's own choice")}
    for group in MailPreference.Group:
        assert written[str(group.label)] == ([] if group in DUTY else kinds_in(group))


def test_days_of_news_are_those_of_the_code():
    assert f"within {NEWS_DAYS} days" in TEXT


def test_pause_stops_what_the_page_says():
    (line,) = [line for line in TEXT.splitlines() if line.startswith("- A pause stops")]
    assert set(names(line)) == {kind.value for kind, rule in RULES.items() if rule.stops_at_pause}
