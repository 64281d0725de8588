"""Ledningsgruppens underlag, read from the database: decisions wanted, what is new, every initiative."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkpoints.models import Checkpoint, Preparation
from initiatives.kept_trail import labels_now, plain_steps
from initiatives.models import Initiative, Round, StatusUpdate
from initiatives.portfolio import PortfolioRow, build_row, for_portfolio
from initiatives.rigg import MIN_LEDARTROJOR
from initiatives.trail import long
from initiatives.work import with_work, work_of
from prioinit.documents import previous_of
from programme.models import Pack
from programme.pack_asked import AskedOfKlg, asked_of_klg, open_obstacles
from programme.pack_data import (
    Decision,
    Gap,
    Member,
    Occasion,
    PackReport,
    Prepared,
    Reading,
    Section,
)
from programme.pack_ended import ended_since
from programme.pack_news import changes_of, round_news
from roles.access import permitted
from roles.models import Person
from roles.permissions import Perm, Role


def build_pack(
    round_: Round,
    on: date | None = None,
    person: Person | None = None,
    *,
    meeting_on: date | None = None,
) -> PackReport:
    """The round's running initiatives that `person` may read, in the organisation's language."""
    on = on or localdate()
    with translation.override(settings.LANGUAGE_CODE):
        return _build(round_, on, person, meeting_on or on)


def _build(round_: Round, on: date, person: Person | None, meeting_on: date) -> PackReport:
    previous = Pack.objects.filter(round=round_).defer("pdf").order_by("finalised_at", "pk").last()
    before = _earlier_sections(previous)
    checkpoint = Checkpoint.objects.coming().filter(round=round_).first()
    found = _initiatives(round_, on, person, checkpoint)
    readings = _readings(found)
    rows = [build_row(one, on) for one in found]
    since = localdate(previous.finalised_at) if previous else None
    sections = tuple(
        _section(one, row, readings[one.pk], before.get(one.pk), since)
        for one, row in zip(found, rows, strict=True)
    )
    asked = asked_of_klg(round_, rows, checkpoint)
    return PackReport(
        organisation=settings.ORGANISATION_NAME,
        language=settings.LANGUAGE_CODE,
        round_id=round_.pk,
        round_name=round_.name,
        on=on,
        meeting_on=meeting_on,
        previous=previous_of(previous),
        checkpoint=Occasion(checkpoint.name, checkpoint.day) if checkpoint else None,
        decisions=tuple(_decisions(sections, checkpoint, asked)),
        news=tuple(round_news(sections, before, is_first=previous is None)),
        sections=sections,
        obstacles=tuple(open_obstacles(rows, on)),
        ended=tuple(ended_since(round_, previous, person)),
    )


def _earlier_sections(previous: Pack | None) -> dict[int, Section]:
    if previous is None:
        return {}
    return {one.id: one for one in PackReport.from_json(previous.data).sections}


def _initiatives(
    round_: Round, on: date, person: Person | None, checkpoint: Checkpoint | None
) -> list[Initiative]:
    """With all that a section needs, in a fixed number of queries."""
    running = Initiative.objects.filter(round=round_).running(on)
    if person is not None:
        running = permitted(running, person, Perm.READ)
    standing = StatusUpdate.objects.final().standing().filter(initiative=OuterRef("pk"))
    ready = Preparation.objects.filter(
        state=Preparation.State.READY, checkpoint=checkpoint
    ).prefetch_related("questions")
    return list(
        with_work(for_portfolio(running, on))
        .annotate(latest_updates=ArraySubquery(standing.order_by("-number").values("pk")[:2]))
        .prefetch_related("goals", Prefetch("preparations", ready, to_attr="ready"))
    )


def _readings(found: list[Initiative]) -> dict[int, list[Reading]]:
    """The two latest published updates of each, newest first."""
    wanted = [pk for one in found for pk in one.latest_updates]  # type: ignore[attr-defined]
    updates = StatusUpdate.objects.filter(pk__in=wanted).select_related("published_by")
    readings = defaultdict(list)
    for update in updates.order_by("-number"):
        readings[update.initiative_id].append(_reading(update))
    return readings


def _reading(update: StatusUpdate) -> Reading:
    """What the database promises of a published one (update_final_is_whole) is cast, not checked."""
    return Reading(
        number=cast(int, update.number),
        on=localdate(update.published_at),
        by=cast(Person, update.published_by).name,
        since_last=update.since_last,
        next_step=update.next_step,
        help_wanted=update.help_wanted,
        confidence=cast(int, update.confidence),
    )


def _section(
    initiative: Initiative,
    row: PortfolioRow,
    readings: list[Reading],
    before: Section | None,
    since: date | None,
) -> Section:
    work = work_of(initiative)
    latest, earlier = [*readings, None, None][:2]
    seen = before.latest_number if before else 0
    section = Section(
        id=initiative.pk,
        name=initiative.name,
        question=initiative.question,
        target_group=initiative.target_group,
        difference=initiative.difference,
        noticed_by=initiative.noticed_by,
        units=row.units,
        goals=tuple(goal.name for goal in initiative.goals.all()),
        phase=initiative.phase,
        phase_labels=labels_now(),
        started_on=cast(date, initiative.started_on),
        steps=plain_steps(row.steps),
        confidences=row.confidence.values,
        age_days=row.age_days or 0,
        is_overdue=row.overdue_days > 0,
        is_silent=row.is_silent,
        latest=latest,
        unseen=earlier if earlier and earlier.number > seen else None,
        gaps=tuple(Gap(gap.key, str(gap.gap), gap.since) for gap in row.rigg.gaps),
        team=_team(row),
        prepared=_prepared(initiative),
        paused_until=row.paused_until,
        pause_reason=initiative.pause_reason if row.paused_until else "",
        target_group_met=work.need.target_group_met,
        tested=work.tests.closed_since(since),
        effect=work.effects.main,
    )
    return replace(section, changes=tuple(changes_of(section, before)))


def _team(row: PortfolioRow) -> tuple[Member, ...]:
    return tuple(
        Member(one.id, one.name, one.role, str(one.role_label), one.unit or "") for one in row.team
    )


def _prepared(initiative) -> Prepared | None:
    if not initiative.ready:
        return None
    (preparation,) = initiative.ready
    questions = tuple(question.text for question in preparation.questions.all())
    return Prepared(questions, preparation.decision_wanted)


# --- What is asked of the ledningsgrupp --------------------------------------------------------
def _decisions(
    sections: tuple[Section, ...], checkpoint: Checkpoint | None, asked: AskedOfKlg
) -> Iterator[Decision]:
    """What teams ask for, what has been lifted, and what only the ledningsgrupp can mend in a rigg."""
    for one in sections:
        if one.prepared and asked.is_new(one.id, one.prepared.decision_wanted):
            note = _("Inför %(checkpoint)s.") % {"checkpoint": checkpoint}
            yield Decision(one.name, one.prepared.decision_wanted, note)
    yield from asked.decisions
    for one in sections:
        for gap in one.gaps:
            if wish := _wish(one, gap):
                yield Decision(one.name, wish, _since(gap.since))


def _wish(section: Section, gap: Gap) -> str:
    """Empty when the gap is for the team or the lots to mend."""
    holders = [one for one in section.team if one.role == gap.key]
    if gap.key == Role.LEDARTROJA:
        missing = MIN_LEDARTROJOR - len({one.id for one in holders})
        text = ngettext("utse en ny ledartröja.", "utse %(n)s nya ledartröjor.", missing)
        return text % {"n": missing}
    if gap.key == Role.FADDER:
        if not holders:
            return _("utse en fadder ur ledningsgruppen.")
        return _("bestäm vem som är fadder: %(gap)s.") % {"gap": gap.text}
    return ""


def _since(day: date | None) -> str:
    if day is None:
        return ""
    return _("Saknas sedan %(day)s.") % {"day": long(day)}
