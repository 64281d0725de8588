"""What waits for an answer: obstacles, inputs, decisions; and the actions someone has promised."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkpoints.models import Action
from checkpoints.reminders.digest.items.base import SHORT, Item, Said, quoted
from checkpoints.reminders.planning.rules.answers import OBSTACLE_LOTS_AFTER, for_klg
from initiatives.models import Obstacle
from prioinit.templatetags.ui import in_days, swedish_date, weekday_date


def obstacle_waiting(said: Said) -> Item:
    obstacle: Obstacle = said.row
    lifted = obstacle.state == Obstacle.State.LIFTED
    words = {
        "initiative": said.place,
        "who": obstacle.raised_by.name,
        "day": swedish_date(obstacle.raised_at),
        "lifted": swedish_date(obstacle.lifted_at),
        "stops": quoted(obstacle.stops_us),
    }
    if lifted:
        headline = _("Ett hinder väntar på ledningsgruppen")
        title = _("Ett hinder väntar på ledningsgruppen: %(initiative)s") % words
        text = _("Det har legat där sedan %(lifted)s: ”%(stops)s”") % words
    elif said.reminder.lead_days == -OBSTACLE_LOTS_AFTER:
        headline = _("Ett hinder har inte fått svar")
        title = _("Ett hinder har inte fått svar: %(initiative)s") % words
        text = _("%(who)s lyfte det %(day)s, och faddern har inte svarat: ”%(stops)s”") % words
    else:
        headline = _("Ett hinder väntar på ditt svar")
        title = _("Ett hinder väntar på ditt svar: %(initiative)s") % words
        text = _("%(who)s lyfte det %(day)s: ”%(stops)s”") % words
    return said.item(
        headline,
        text,
        title=title,
        path=obstacle.get_absolute_url(),
        link_text=_("Läs och svara"),
        urgency=2,
    )


def input_waiting(said: Said) -> Item:
    reminder = said.reminder
    place = (reminder.initiative_id, reminder.round_id)
    n = sum(
        owed.n
        for owed in said.facts.owed
        if (owed.initiative, None if owed.initiative else owed.round) == place
    )
    words = {"place": said.place, "n": n}
    if reminder.initiative_id:
        path = reverse("checkpoints:input_answer", args=[reminder.initiative_id])
    else:
        path = reverse("checkpoints:round_input_answer", args=[reminder.round_id])
    return said.item(
        ngettext("%(n)s medskick väntar på svar", "%(n)s medskick väntar på svar", n) % words,
        _("Säg vad ni tar med, prövar eller avstår från, och varför. Flera kan få samma svar."),
        title=ngettext(
            "%(n)s medskick väntar på svar: %(place)s",
            "%(n)s medskick väntar på svar: %(place)s",
            n,
        )
        % words,
        path=path,
        link_text=_("Svara"),
        urgency=4,
    )


def decision_waiting(said: Said) -> Item:
    if said.reminder.checkpoint:
        return _decisions_for_klg(said)
    decision = said.row
    words = {
        "initiative": said.place,
        "who": decision.requested_by.name,
        "day": swedish_date(decision.requested_at),
        "wanted": quoted(decision.wanted),
    }
    return said.item(
        _("Ett beslut väntar på dig"),
        _("%(who)s bad om det %(day)s: ”%(wanted)s”") % words,
        title=_("Ett beslut väntar på dig: %(initiative)s") % words,
        path=decision.get_absolute_url(),
        link_text=_("Läs och besluta"),
        urgency=2,
    )


def _decisions_for_klg(said: Said) -> Item:
    checkpoint = said.reminder.checkpoint
    n = for_klg(said.facts, said.reminder.round_id, checkpoint.pk)
    words = {
        "n": n,
        "checkpoint": checkpoint.name,
        "day": weekday_date(checkpoint.starts_at),
    }
    return said.item(
        ngettext(
            "%(n)s beslut väntar på ledningsgruppen på %(checkpoint)s",
            "%(n)s beslut väntar på ledningsgruppen på %(checkpoint)s",
            n,
        )
        % words,
        _("Checkpointen är %(day)s. Se till att de som beslutar har hunnit läsa.") % words,
        path=checkpoint.get_absolute_url(),
        link_text=_("Se checkpointen"),
        urgency=2,
    )


def action_due(said: Said) -> Item:
    action: Action = said.row
    due = said.reminder.due_on
    words = {
        "what": quoted(action.what, SHORT),
        "due": weekday_date(due),
        "when": in_days(due),
    }
    if due < said.today:
        title = _("Skulle ha varit klar %(due)s: %(what)s") % words
        text = _("Är den gjord, markera den som klar. Annars: vad behöver du?")
    else:
        title = _("Ska vara klar %(due)s: %(what)s") % words
        text = _("Det är %(when)s. När den är gjord markerar du den som klar.") % words
    return said.item(
        title,
        text,
        path=action.get_absolute_url(),
        link_text=_("Öppna åtgärden"),
        urgency=2,
    )


def action_follow_up(said: Said) -> Item:
    action: Action = said.row
    words = {"what": quoted(action.what, SHORT), "who": action.responsible.name}
    if action.is_open:
        text = _("Den är inte gjord än. Vad behöver %(who)s för att bli klar?") % words
        if action.responsible_id == said.reminder.person_id:
            text = _("Den är inte gjord än. Vad behöver du för att bli klar?")
    else:
        text = _("Den är gjord. Hjälpte den, och är det något mer som behövs?")
    return said.item(
        _("Dags att följa upp: %(what)s") % words,
        text,
        path=action.get_absolute_url(),
        link_text=_("Öppna åtgärden"),
        urgency=6,
    )
