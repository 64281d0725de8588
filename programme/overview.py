"""Helheten: what the lots sees on a Monday morning, built once from the portfolio rows."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Expression, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from checkpoints.models import Checkpoint, Preparation
from initiatives.models import Round
from initiatives.portfolio import PortfolioRow
from prioinit.models import MailState, OutgoingMail
from prioinit.sql import Compiled

MAIL_LATE = timedelta(minutes=15)
ANSWER_WITHIN = 5  # working days for an obstacle


@dataclass(frozen=True)
class Need:
    """One line of "Behöver dig nu"."""

    label: str | Promise
    tone: str
    initiative: str
    url: str
    text: str
    days: int | None


@dataclass(frozen=True)
class NextCheckpoint:
    checkpoint: Checkpoint
    ready: int
    expected: int
    questions: int
    decisions: int
    states: dict[int, str]  # of the preparations, by initiative


@dataclass(frozen=True)
class MailTrouble:
    failed: int
    uncertain: int
    late: int

    def __bool__(self):
        return bool(self.failed or self.uncertain or self.late)


def needs_of(rows: list[PortfolioRow]) -> list[Need]:
    """What someone must do something about, the oldest first within each kind."""
    found = [need for row in rows for need in _needs_of_row(row)]
    return sorted(found, key=lambda need: -(need.days or 0))


def _needs_of_row(row: PortfolioRow):
    if row.ended_on:
        return
    if row.started_on is None:
        yield _before_start(row)
        return
    for gap in row.rigg.gaps:
        since = (row.on - gap.since).days if gap.since else None
        yield Need(gettext_lazy("Rigg"), "bad", row.name, f"{row.url}rigg/", gap.gap, since)
    for one in row.unanswered:
        if one.waited(row.on) > ANSWER_WITHIN:
            days = (row.on - one.raised_on).days
            said = one.stops_us[:120]
            yield Need(gettext_lazy("Hinder"), "warn", row.name, one.url, said, days)
    if row.is_silent:
        yield Need(
            gettext_lazy("Tyst"),
            "warn",
            row.name,
            row.url,
            _("har inte uppdaterats på länge"),
            row.age_days,
        )


def _before_start(row: PortfolioRow) -> Need:
    gaps = len(row.rigg.gaps)
    if not gaps:
        text = _("har en hel rigg och kan starta")
        return Need(gettext_lazy("Starta"), "ok", row.name, f"{row.url}rigg/", text, None)
    text = ngettext(
        "%(n)s sak saknas innan det kan starta", "%(n)s saker saknas innan det kan starta", gaps
    ) % {"n": gaps}
    return Need(gettext_lazy("Riggas"), "neutral", row.name, f"{row.url}rigg/", text, None)


def next_checkpoint(round_: Round, rows: list[PortfolioRow]) -> NextCheckpoint | None:
    coming = Checkpoint.objects.coming().filter(round=round_)
    checkpoint = coming.annotate(prepared=_prepared()).first()
    if checkpoint is None:
        return None
    prepared = checkpoint.prepared
    return NextCheckpoint(
        checkpoint=checkpoint,
        ready=sum(one["state"] == Preparation.State.READY for one in prepared),
        expected=sum(row.is_running and not row.paused_until for row in rows),
        questions=sum(one["questions"] for one in prepared),
        decisions=sum(bool(one["wanted"]) for one in prepared),
        states={one["initiative"]: one["state"] for one in prepared},
    )


@lru_cache(maxsize=1)
def _prepared() -> Expression:
    """How far each initiative has come with its preparation."""
    mine = Preparation.objects.filter(checkpoint=OuterRef("pk")).annotate(n=Count("questions"))
    told = JSONObject(
        initiative="initiative_id", state="state", questions="n", wanted="decision_wanted"
    )
    return Compiled(Checkpoint, ArraySubquery(mine.values(json=told)))


def mail_trouble() -> MailTrouble:
    late_since = now() - MAIL_LATE
    return MailTrouble(
        **OutgoingMail.objects.aggregate(
            failed=Count("pk", filter=Q(state=MailState.FAILED)),
            uncertain=Count("pk", filter=Q(state=MailState.UNCERTAIN)),
            late=Count(
                "pk",
                filter=Q(
                    state__in=[MailState.QUEUED, MailState.SENDING], next_try_at__lt=late_since
                ),
            ),
        )
    )
