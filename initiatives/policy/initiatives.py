"""What can be done with an initiative, when, and by whom: one table for views, buttons and docs."""

from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import Idea, Initiative, Insight, Phase, Round, StatusUpdate, Test
from roles.access import can
from roles.permissions import Perm

PLANNED, RUNNING = Initiative.State.PLANNED, Initiative.State.RUNNING
ENDED = Initiative.State.ENDED


@dataclass(frozen=True)
class Move:
    name: str
    label: str | Promise
    perm: Perm
    from_states: tuple[str, ...]
    to_state: str | None = None  # None: stays
    after_end: bool = False  # also when the round is over (Round.check_open)
    leads: bool = False  # what one comes to the page for

    def url(self, initiative: Initiative) -> str:
        return reverse(f"initiatives:{self.name}", args=[initiative.pk])


# In the order the buttons stand.
MOVES = (
    Move("update_write", _("Uppdatera läget"), Perm.PUBLISH, (RUNNING,), leads=True),
    Move("phase_change", _("Byt fas"), Perm.PUBLISH, (RUNNING,)),
    Move("initiative_pause", _("Pausa"), Perm.PUBLISH, (RUNNING,)),
    Move("ending", _("Avsluta"), Perm.PUBLISH, (RUNNING,), ENDED, after_end=True),
    Move("initiative_start", _("Starta"), Perm.RUN_ROUND, (PLANNED,), RUNNING, leads=True),
    Move("rigg", _("Se riggen"), Perm.RUN_ROUND, (PLANNED, RUNNING), after_end=True),
    Move("mandate_new", _("Skriv nytt mandat"), Perm.RUN_ROUND, (PLANNED, RUNNING)),
    Move(
        "initiative_edit",
        _("Ändra uppgifter"),
        Perm.RUN_ROUND,
        (PLANNED, RUNNING, ENDED),
        after_end=True,
    ),
)
_BY_NAME = {move.name: move for move in MOVES}
PHASE_CHANGE = _BY_NAME["phase_change"]


def perm_for(move: Move, initiative: Initiative) -> Perm:
    """The permission the move takes here: a round may leave phase changes to the fadder."""
    if move == PHASE_CHANGE and initiative.round.phase_decider == Round.PhaseDecider.FADDER:
        return Perm.CLEAR_THE_WAY
    return move.perm


def may(person, name: str, initiative: Initiative) -> bool:
    move = _BY_NAME[name]
    return (
        initiative.state in move.from_states
        and (move.after_end or not initiative.round.is_over())
        and can(person, perm_for(move, initiative), initiative)
    )


def available_moves(person, initiative: Initiative) -> list[Move]:
    return [move for move in MOVES if may(person, move.name, initiative)]


def may_add_to(person, round_: Round) -> bool:
    """New initiatives and checkpoints."""
    return not round_.is_over() and can(person, Perm.RUN_ROUND, round_)


def may_edit_work(person, initiative: Initiative) -> bool:
    """Insights and what else the team writes down on the way."""
    return not initiative.round.is_over() and can(person, Perm.EDIT_WORK, initiative)


def takes_updates(initiative: Initiative) -> bool:
    """A correction also when the round is over: what was published must be possible to put right."""
    return (
        not initiative.round.is_over()
        or initiative.updates.drafts().exclude(corrects=None).exists()
    )


def missing_evidence(initiative: Initiative, to: Phase) -> list[str]:
    """What one would expect to have before moving on to `to`. A note, never a stop (rule 4)."""
    return dict(notes_on_the_way(initiative)).get(to, [])


def notes_on_the_way(initiative: Initiative) -> list[tuple[Phase, list[str]]]:
    """For each phase ahead for which something is missing: what."""
    here = Phase(initiative.phase)
    seen = _evidence(initiative, here)
    notes = [(to, _missing(here, to, seen)) for to in Phase if to.position > here.position]
    return [(to, missing) for to, missing in notes if missing]


@dataclass(frozen=True)
class _Evidence:
    told: bool  # an update is published in this phase
    met: bool  # an insight comes from the target group
    chose: bool  # an idea is chosen, or tried
    learned: bool  # a test is closed


def _evidence(initiative: Initiative, here: Phase) -> _Evidence:
    rows = (
        StatusUpdate.objects.final().filter(phase=here),
        Insight.objects.kept().from_target_group(),
        Idea.objects.kept().filter(state__in=[Idea.State.CHOSEN, Idea.State.TRIED]),
        Test.objects.closed(),
    )
    there = (Exists(one.filter(initiative=initiative.pk)) for one in rows)
    return _Evidence(*Initiative.objects.values_list(*there).get(pk=initiative.pk))


def _missing(here: Phase, to: Phase, seen: _Evidence) -> list[str]:
    missing = [
        str(_("Ni hoppar över fasen %(phase)s.") % {"phase": phase.label})
        for phase in Phase
        if here.position < phase.position < to.position
    ]
    if not seen.told:
        missing.append(
            str(
                _("Ingen lägesuppdatering är publicerad i fasen %(phase)s.") % {"phase": here.label}
            )
        )
    if here == Phase.BEHOV and not seen.met:
        missing.append(str(_("Ingen insikt kommer från målgruppen än.")))
    if here == Phase.IDE and not seen.chose:
        missing.append(str(_("Ingen idé är vald än.")))
    if here == Phase.TEST and not seen.learned:
        missing.append(str(_("Inget test är avslutat än.")))
    return missing
