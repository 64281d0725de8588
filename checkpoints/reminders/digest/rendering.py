"""The mails in words, right when they leave: only what is still wanted, in the reader's language."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from checkpoints.models import Reminder
from checkpoints.reminders.digest.bundling import AT_ONCE
from checkpoints.reminders.digest.items import Item, items_of
from checkpoints.reminders.facts import Facts, facts_about
from checkpoints.reminders.planning import cancel, key_of, wanted
from prioinit.mail import MailContent, render_content
from prioinit.models import OutgoingMail


@dataclass(frozen=True)
class Group:
    place: str
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
    facts = facts_about(reminders, today)
    left = _still_wanted(facts, reminders, mails, today)
    items = items_of(left, facts, today)
    return {mail.pk: _content(mail, items.get(mail.pk), language) for mail in mails}


def _content(mail: OutgoingMail, items: list[Item] | None, language: str) -> MailContent | None:
    if not items:
        return None
    return render_content("checkpoints/mail/digest", _context(mail, items), language)


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


# --- Put together ------------------------------------------------------------------------------
def _context(mail: OutgoingMail, items: list[Item]) -> dict:
    asks = [item for item in items if item.asks]
    return {
        "person": mail.recipient,
        "subject": _subject(items),
        "title": _title(items),
        "preheader": "" if len(items) == 1 else items[0].text,
        "asks": _grouped(asks),
        "news": _grouped([item for item in items if not item.asks]),
        "link": items[0].link if len(items) == 1 else f"{settings.SITE_URL}/",
        "link_label": items[0].link_text if len(items) == 1 else _("Öppna Min sida"),
        "alone": len(items) == 1,
        "at_once": mail.kind == AT_ONCE,
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
    names = dict.fromkeys(item.place for item in newest_first)
    return [
        Group(name, tuple(item for item in newest_first if item.place == name)) for name in names
    ]
