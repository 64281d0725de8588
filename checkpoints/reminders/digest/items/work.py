"""The preparation, the update, the silence, the pause, the rigg."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkpoints.reminders.digest.items.base import Item, Said, quoted
from checkpoints.reminders.facts import gap_of
from prioinit.templatetags.ui import in_days, swedish_date, weekday_date


def preparation_due(said: Said) -> Item:
    reminder, checkpoint = said.reminder, said.reminder.checkpoint
    due = reminder.due_on
    words = {
        "checkpoint": checkpoint.name,
        "due": weekday_date(due),
        "when": in_days(due),
        "day": weekday_date(checkpoint.starts_at),
    }
    if due < said.today:
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
    return said.item(
        title,
        text,
        path=reverse("checkpoints:preparation_edit", args=[checkpoint.pk, reminder.initiative_id]),
        link_text=_("Skriv förberedelsen"),
        urgency=0,
    )


def update_due(said: Said) -> Item:
    updated_on = said.facts.running[said.reminder.initiative_id].updated_on
    if updated_on:
        words = {"since": swedish_date(updated_on)}
        text = _("Den senaste publicerades %(since)s. Två minuter räcker.") % words
    else:
        text = _("Ni har inte publicerat någon än. Två minuter räcker.")
    return said.item(
        _("Dags för en lägesuppdatering"),
        text,
        title=_("Dags för en lägesuppdatering: %(initiative)s") % {"initiative": said.place},
        path=reverse("initiatives:update_write", args=[said.reminder.initiative_id]),
        link_text=_("Uppdatera läget"),
        urgency=1,
    )


def silence(said: Said) -> Item:
    one = said.facts.running[said.reminder.initiative_id]
    weeks = one.every_weeks + (said.today - one.update_due_on).days // 7
    words = {"initiative": said.place, "n": weeks, "since": swedish_date(one.updated_on)}
    if one.updated_on:
        text = _("Den senaste lägesuppdateringen kom %(since)s.") % words
    else:
        text = _("Ingen lägesuppdatering har kommit än.")
    ask = _("Hör av dig till ledartröjorna: hur går det, och vad behöver de?")
    return said.item(
        ngettext("Tyst i %(n)s vecka", "Tyst i %(n)s veckor", weeks) % words,
        f"{text} {ask}",
        title=ngettext(
            "%(initiative)s har varit tyst i %(n)s vecka",
            "%(initiative)s har varit tyst i %(n)s veckor",
            weeks,
        )
        % words,
        path=said.reminder.initiative.get_absolute_url(),
        link_text=_("Se initiativet"),
        urgency=5,
    )


def pause_over(said: Said) -> Item:
    initiative = said.reminder.initiative
    words = {
        "initiative": said.place,
        "day": swedish_date(said.reminder.due_on),
        "reason": quoted(initiative.pause_reason),
    }
    return said.item(
        _("Dags att titta på pausen"),
        _(
            "Det pausades till %(day)s: ”%(reason)s” Nu kommer påminnelserna igen. "
            "Behöver arbetet vila längre, pausa på nytt."
        )
        % words,
        title=_("Dags att titta på pausen: %(initiative)s") % words,
        path=reverse("initiatives:initiative_pause", args=[initiative.pk]),
        link_text=_("Titta på pausen"),
        urgency=5,
    )


def rigg_broken(said: Said) -> Item:
    reminder = said.reminder
    gaps = said.facts.running[reminder.initiative_id].gaps
    gap = next(gap for gap in gaps if gap.key == gap_of(reminder.occasion))
    since = _(" sedan %(day)s") % {"day": date_format(gap.since, "j F")} if gap.since else ""
    words = {"initiative": said.place, "gap": f"{gap.gap}{since}"}
    return said.item(
        capfirst(words["gap"]),
        _("Riggen håller inte. Initiativet är igång, men behöver det här för att hålla."),
        title=_("%(initiative)s: %(gap)s") % words,
        path=reverse("initiatives:rigg", args=[reminder.initiative_id]),
        link_text=_("Laga riggen"),
        urgency=3,
    )
