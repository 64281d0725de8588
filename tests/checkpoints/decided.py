"""What the tests of beslut share: a wish, and what is said when it is decided."""

from tests.factories import in_days

WISH = "Två fordon till provet."


def taken(person, **fields):
    return {
        "outcome": "ja",
        "text": "",
        "reason": "Provet är litet.",
        "decided_by": person,
        **fields,
    }


def said(person, **fields):
    """What the form of one who writes down a decision posts."""
    return {
        "outcome": "ja",
        "text": "",
        "reason": "Provet är litet.",
        "decided_by": person.pk,
        "decided_on": in_days(0).isoformat(),
        "responsible": "",
        "due_on": "",
        **fields,
    }
