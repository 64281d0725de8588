"""One mail per person and day: bundled in the morning, written and checked when it leaves."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkpoints.facts import Facts, gap_of, read_facts
from checkpoints.models import Reminder
from checkpoints.planning import cancel, key_of, take_turns, wanted
from initiatives.models import Initiative, PhaseChange
from prioinit.calendar import is_send_time, next_workday
from prioinit.mail import MailContent, queue_mails, render_content
from prioinit.models import MailState, OutgoingMail
from prioinit.templatetags.ui import in_days, swedish_date, weekday_date
from roles.models import Person

KIND = "paminnelser"
REPLACED = gettext_lazy("Ersatt av ett senare utskick.")


# --- Bundle ------------------------------------------------------------------------------------
@transaction.atomic
def bundle(now: datetime) -> int:
    """Put what waits for each person into their mail of the day; the rest waits for the next workday."""
    if not is_send_time(now):
        return 0
    take_turns()
    today = localdate(now)
    due = Reminder.objects.planned().filter(send_on__lte=today, person__is_active=True)
    waiting = set(due.order_by().values_list("person_id", flat=True))
    if not waiting:
        return 0
    had_today = _had_mail_today(waiting, today)
    due.filter(person__in=had_today).update(send_on=next_workday(today))
    people, unsent = _reachable(waiting - had_today)
    if people:
        recipients = Person.objects.filter(pk__in=people)
        queue_mails(kind=KIND, recipients=recipients, key=today.isoformat())
        _put_in_todays_mail(due.filter(person__in=people), today)
        _put_in_todays_mail(Reminder.objects.bundled().filter(mail__in=unsent), today)
        OutgoingMail.objects.filter(pk__in=unsent).update(
            state=MailState.EXPIRED, next_try_at=None, reason=str(REPLACED)
        )
    return len(people)


def _digests(people: set[int]) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(kind=KIND, recipient__in=people)


def _had_mail_today(people: set[int], today: date) -> set[int]:
    had = _digests(people).filter(Q(key=today.isoformat()) | Q(sent_at__date=today))
    return set(had.order_by().values_list("recipient_id", flat=True))


def _reachable(people: set[int]) -> tuple[set[int], list]:
    """Those who can get a mail now, and their earlier digests that never left.

    Those go into today's, or the person would get two. While one is on the wire, or another turn holds
    it, nobody knows whether the person gets it today: ask again in the next turn.
    """
    ours = list(
        _digests(people)
        .filter(state=MailState.QUEUED, possible_double=False)
        .select_for_update(skip_locked=True, of=("self",))
    )
    on_the_wire = (
        _digests(people)
        .filter(
            Q(state__in=(MailState.SENDING, MailState.QUEUED))
            | Q(state=MailState.UNCERTAIN, next_try_at__isnull=False)
        )
        .exclude(pk__in=[mail.pk for mail in ours])
    )
    reachable = people - set(on_the_wire.order_by().values_list("recipient_id", flat=True))
    return reachable, [mail.pk for mail in ours if mail.recipient_id in reachable]


def _put_in_todays_mail(reminders: QuerySet[Reminder], today: date) -> None:
    mail = OutgoingMail.objects.filter(
        kind=KIND, key=today.isoformat(), recipient=OuterRef("person")
    )
    reminders.update(state=Reminder.State.BUNDLED, mail=Subquery(mail.values("pk")[:1]))


# --- Write -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Item:
    """One thing said to one person."""

    initiative: str
    title: str  # says which initiative, and is short enough to be the subject
    headline: str  # the same under the initiative's name
    text: str
    link: str
    link_text: str
    asks: bool
    rank: tuple  # the most urgent first
    newest: date
    late: str = ""


@dataclass(frozen=True)
class Group:
    initiative: str
    items: tuple[Item, ...]


def render(mails: list[OutgoingMail]) -> dict[UUID, MailContent | None]:
    """The texts of digests that are about to leave; None where nothing is wanted any more."""
    by_language = defaultdict(list)
    for mail in mails:
        by_language[mail.recipient.language].append(mail)
    texts: dict[UUID, MailContent | None] = {}
    for language, several in by_language.items():
        with translation.override(language):  # the facts are told in words too
            texts |= _render_in(language, several, localdate())
    return texts


def _render_in(
    language: str, mails: list[OutgoingMail], today: date
) -> dict[UUID, MailContent | None]:
    reminders = list(Reminder.objects.bundled().filter(mail__in=mails).with_place().order_by("pk"))
    facts = _facts_about(reminders, today)
    left = _still_wanted(facts, reminders, mails, today)
    items = items_of(left, facts, today)
    return {mail.pk: _content(mail, items.get(mail.pk), language) for mail in mails}


def _content(mail: OutgoingMail, items: list[Item] | None, language: str) -> MailContent | None:
    if not items:
        return None
    return render_content("checkpoints/mail/digest", _context(mail.recipient, items), language)


def _facts_about(reminders: list[Reminder], today: date) -> Facts:
    return read_facts(
        today,
        initiatives=Initiative.objects.filter(pk__in={one.initiative_id for one in reminders}),
        people={one.person_id for one in reminders},
        kinds={one.kind for one in reminders},
    )


def _still_wanted(
    facts: Facts, reminders: list[Reminder], mails: list[OutgoingMail], today: date
) -> list[Reminder]:
    asked = {one.key for one in wanted(facts, today)}
    dropped = [one for one in reminders if key_of(one) not in asked]
    cancel(dropped, today)
    frozen = {mail.pk for mail in mails if mail.frozen_at}
    unsaid = [one.pk for one in dropped if one.mail_id not in frozen]
    if unsaid:  # to anyone: may be planned again
        Reminder.objects.filter(pk__in=unsaid).update(mail=None)
    return [one for one in reminders if key_of(one) in asked]


def items_of(reminders: list[Reminder], facts: Facts, today: date) -> dict[UUID, list[Item]]:
    """By mail, the most urgent first."""
    steps = _phase_changes(reminders)
    running = {one.id: one for one in facts.initiatives}
    items = defaultdict(list)
    for one in reminders:
        about = steps.get(one.occasion) if one.occasion in steps else running[one.initiative_id]
        item = _WRITE[one.kind](one, about, today)
        items[one.mail_id].append(replace(item, late=_late(one, today)))
    return {mail: sorted(several, key=lambda item: item.rank) for mail, several in items.items()}


def _late(reminder: Reminder, today: date) -> str:
    if reminder.send_on >= today:
        return ""
    return _("Försenad påminnelse: den skulle ha kommit %(day)s.") % {
        "day": weekday_date(reminder.send_on)
    }


def _phase_changes(reminders: list[Reminder]) -> dict[str, PhaseChange]:
    occasions = [one.occasion for one in reminders if one.kind == Reminder.Kind.PHASE_CHANGED]
    if not occasions:
        return {}
    ids = [int(occasion.split()[1]) for occasion in occasions]
    changes = PhaseChange.objects.filter(pk__in=ids).select_related("decided_by")
    return {f"fasbyte {change.pk}": change for change in changes}


def _preparation_item(reminder: Reminder, about, today: date) -> Item:
    checkpoint = reminder.checkpoint
    due = reminder.due_on
    words = {
        "checkpoint": checkpoint.name,
        "due": weekday_date(due),
        "when": in_days(due),
        "day": weekday_date(checkpoint.starts_at),
    }
    if due < today:
        title = _("Förberedelsen till %(checkpoint)s skulle ha varit klar %(due)s") % words
        text = _("Checkpointen är %(day)s. Skriv klart, så hinner andra läsa.") % words
    else:
        title = _("Förberedelsen till %(checkpoint)s ska vara klar %(due)s") % words
        text = (
            _(
                "Det är %(when)s. Checkpointen är %(day)s. "
                "Skriv hur långt ni har kommit och vad ni vill fråga om."
            )
            % words
        )
    if checkpoint.due_version > 1:
        text = _("Dagen är ändrad.") + " " + text
    path = reverse("checkpoints:preparation_edit", args=[checkpoint.pk, reminder.initiative_id])
    return Item(
        initiative=reminder.initiative.name,
        title=title,
        headline=title,
        text=text,
        link=settings.SITE_URL + path,
        link_text=_("Skriv förberedelsen"),
        asks=True,
        rank=(0, due, reminder.pk),
        newest=reminder.send_on,
    )


def _update_item(reminder: Reminder, about, today: date) -> Item:
    words = {"initiative": reminder.initiative.name, "since": swedish_date(about.updated_on)}
    if about.updated_on:
        text = _("Den senaste publicerades %(since)s. Två minuter räcker.") % words
    else:
        text = _("Ni har inte publicerat någon än. Två minuter räcker.")
    path = reverse("initiatives:update_write", args=[reminder.initiative_id])
    return Item(
        initiative=reminder.initiative.name,
        title=_("Dags för en lägesuppdatering: %(initiative)s") % words,
        headline=_("Dags för en lägesuppdatering"),
        text=text,
        link=settings.SITE_URL + path,
        link_text=_("Uppdatera läget"),
        asks=True,
        rank=(1, reminder.due_on, reminder.pk),
        newest=reminder.send_on,
    )


def _rigg_item(reminder: Reminder, about, today: date) -> Item:
    gap = next(gap for gap in about.gaps if gap.key == gap_of(reminder.occasion))
    since = _(" sedan %(day)s") % {"day": date_format(gap.since, "j F")} if gap.since else ""
    words = {"initiative": reminder.initiative.name, "gap": f"{gap.gap}{since}"}
    path = reverse("initiatives:rigg", args=[reminder.initiative_id])
    return Item(
        initiative=reminder.initiative.name,
        title=_("%(initiative)s: %(gap)s") % words,
        headline=capfirst(words["gap"]),
        text=_("Riggen håller inte. Initiativet är igång, men behöver det här för att hålla."),
        link=settings.SITE_URL + path,
        link_text=_("Laga riggen"),
        asks=True,
        rank=(2, reminder.due_on, reminder.pk),
        newest=reminder.send_on,
    )


def _phase_item(reminder: Reminder, change: PhaseChange, today: date) -> Item:
    words = {
        "initiative": reminder.initiative.name,
        "phase": change.get_to_phase_display(),
        "who": change.decided_by.name,
        "day": date_format(change.on, "j F"),
        "reason": change.reason,
    }
    if change.is_back:
        title = _("%(initiative)s har gått tillbaka till fasen %(phase)s") % words
        headline = _("Tillbaka till fasen %(phase)s") % words
    else:
        title = _("%(initiative)s är nu i fasen %(phase)s") % words
        headline = _("Nu i fasen %(phase)s") % words
    return Item(
        initiative=reminder.initiative.name,
        title=title,
        headline=headline,
        text=_("%(who)s bestämde det %(day)s: %(reason)s") % words,
        link=settings.SITE_URL + reminder.initiative.get_absolute_url(),
        link_text=_("Se initiativet"),
        asks=False,
        rank=(3, reminder.due_on, reminder.pk),
        newest=reminder.send_on,
    )


_WRITE = {
    Reminder.Kind.PREPARATION_DUE: _preparation_item,
    Reminder.Kind.UPDATE_DUE: _update_item,
    Reminder.Kind.RIGG_BROKEN: _rigg_item,
    Reminder.Kind.PHASE_CHANGED: _phase_item,
}


# --- Put together ------------------------------------------------------------------------------
def _context(person: Person, items: list[Item]) -> dict:
    asks = [item for item in items if item.asks]
    return {
        "person": person,
        "subject": _subject(items),
        "title": _title(items),
        "preheader": "" if len(items) == 1 else items[0].text,
        "asks": _grouped(asks),
        "news": _grouped([item for item in items if not item.asks]),
        "link": items[0].link if len(items) == 1 else f"{settings.SITE_URL}/",
        "link_label": items[0].link_text if len(items) == 1 else _("Öppna Min sida"),
        "alone": len(items) == 1,
    }


def _title(items: list[Item]) -> str:
    if len(items) == 1:
        return items[0].title
    asks = sum(item.asks for item in items)
    if not asks:
        return _("Nytt från dina initiativ")
    return translation.ngettext("%(n)s sak väntar på dig", "%(n)s saker väntar på dig", asks) % {
        "n": asks
    }


def _subject(items: list[Item]) -> str:
    first, more = items[0].title, len(items) - 1
    if not more:
        return first
    return translation.ngettext(
        "%(first)s, och %(n)s sak till", "%(first)s, och %(n)s saker till", more
    ) % {"first": first, "n": more}


def _grouped(items: list[Item]) -> list[Group]:
    """By initiative, the one with the newest on top; in each, the newest first."""
    newest_first = sorted(items, key=lambda item: (-item.newest.toordinal(), item.rank))
    names = dict.fromkeys(item.initiative for item in newest_first)
    return [
        Group(name, tuple(item for item in newest_first if item.initiative == name))
        for name in names
    ]
