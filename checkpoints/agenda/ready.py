"""What is ready for the day, initiative by initiative: read from where it is written, never noted again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from checkpoints.models import Checkpoint, Invitation, Preparation
from checkpoints.policy.meetings import meeting_buttons
from checkpoints.policy.preparations import preparation_buttons
from initiatives.models import Initiative
from roles.access import can
from roles.permissions import Perm

Reply = Invitation.Reply


@dataclass(frozen=True)
class Point:
    heading: str | Promise
    tone: str
    text: str
    url: str = ""  # where it is mended, for one who may
    do: str | Promise = ""


@dataclass(frozen=True)
class Readiness:
    initiative: Initiative
    points: tuple[Point, ...]


HEADINGS = (
    gettext_lazy("Förberedelse"),
    gettext_lazy("Frågor"),
    gettext_lazy("Presenterar"),
    gettext_lazy("Har tackat ja"),
    gettext_lazy("Beslut"),
)


def readiness_of(
    person,
    checkpoint: Checkpoint,
    initiatives: Iterable[Initiative],
    preparations: dict[int, Preparation],
) -> tuple[Readiness, ...]:
    """Of those whose arbetsmaterial the person may read. One query."""
    own = [one for one in initiatives if can(person, Perm.READ_DRAFTS, one)]
    if not own:
        return ()
    called = Invitation.objects.to(checkpoint).called()
    replies = dict(called.values_list("person_id", "reply"))
    calls = next(
        (
            button.url
            for button in meeting_buttons(person, checkpoint)
            if button.name == "checkpoint_invitations"
        ),
        "",
    )
    return tuple(
        Readiness(one, _points(person, checkpoint, one, preparations.get(one.pk), replies, calls))
        for one in own
    )


def _points(person, checkpoint, initiative, preparation, replies, calls) -> tuple[Point, ...]:
    may_write = any(
        button.name == "preparation_edit"
        for button in preparation_buttons(person, checkpoint, initiative, preparation)
    )
    write = (
        reverse("checkpoints:preparation_edit", args=[checkpoint.pk, initiative.pk])
        if may_write
        else ""
    )
    if preparation is None:
        return (
            Point(HEADINGS[0], "warn", _("Ej påbörjad"), write, gettext_lazy("Skriv")),
            *(Point(heading, "neutral", "–") for heading in HEADINGS[1:]),
        )
    presenters = list(preparation.presenters.all())
    return (
        _written(preparation, write),
        _asked(preparation, write),
        _appointed(presenters, write),
        _accepted(presenters, replies, calls),
        _wanted(preparation),
    )


def _written(preparation: Preparation, write: str) -> Point:
    if preparation.state == Preparation.State.READY:
        return Point(HEADINGS[0], "ok", _("Redo"))
    return Point(HEADINGS[0], "warn", _("Utkast"), write, gettext_lazy("Skriv klart"))


def _asked(preparation: Preparation, write: str) -> Point:
    n = len(preparation.questions.all())
    if n:
        return Point(HEADINGS[1], "ok", ngettext("%(n)s fråga", "%(n)s frågor", n) % {"n": n})
    return Point(HEADINGS[1], "warn", _("Inga än"), write, gettext_lazy("Ställ en"))


def _appointed(presenters: list, write: str) -> Point:
    if presenters:
        return Point(HEADINGS[2], "ok", ", ".join(one.name for one in presenters))
    return Point(HEADINGS[2], "warn", _("Ingen än"), write, gettext_lazy("Utse"))


def _accepted(presenters: list, replies: dict[int, str], calls: str) -> Point:
    if not presenters:
        return Point(HEADINGS[3], "neutral", "–")
    missing = [
        said % {"name": one.name}
        for one in presenters
        if (said := _not_yes(replies.get(one.pk))) is not None
    ]
    if not missing:
        yes = ngettext("Ja", "Alla", len(presenters))
        return Point(HEADINGS[3], "ok", yes)
    return Point(HEADINGS[3], "warn", ", ".join(missing), calls, gettext_lazy("Se kallelserna"))


def _not_yes(reply: str | None) -> str | None:
    return {
        None: _("%(name)s är inte kallad"),
        "": _("%(name)s har inte svarat"),
        Reply.KANSKE: _("%(name)s kanske kommer"),
        Reply.NEJ: _("%(name)s kommer inte"),
    }.get(reply)


def _wanted(preparation: Preparation) -> Point:
    if preparation.decision_wanted:
        return Point(HEADINGS[4], "info", _("Önskas"))
    return Point(HEADINGS[4], "neutral", _("Inget"))
