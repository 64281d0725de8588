"""Who may do what: the whole table on one page.

A role is a stable string in rows. What it gives is said here and nowhere else; where it gives it
(one initiative, one round, everywhere) follows from the assignment, see `access.py`.
"""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Perm(StrEnum):
    READ = "read"  # rounds, initiatives, published updates and reports, examples
    CONTRIBUTE = "contribute"  # hand in a challenge, give input, answer an assessment, own profile
    READ_DRAFTS = "read_drafts"  # arbetsmaterial of an initiative
    EDIT_WORK = "edit_work"  # insights, ideas, tests, effects, communication
    FOLLOW_UP = "follow_up"  # readings and adoption steps, also long after
    PUBLISH = "publish"  # updates and preparation, change phase, raise obstacles, end it
    ACCEPT_MANDATE = "accept_mandate"  # only the one who wears the jersey can say yes to it
    READ_COACH_LOG = "read_coach_log"
    WRITE_COACH_LOG = "write_coach_log"
    CLEAR_THE_WAY = "clear_the_way"  # take and answer obstacles, log contact, decide when asked
    PRIORITISE = "prioritise"  # challenges
    DECIDE = "decide"  # at checkpoints
    RECORD_DECISION = "record_decision"
    RUN_ROUND = "run_round"  # rigg, checkpoints, running order, reports, reminders, moderation
    CREATE_ROUND = "create_round"  # also by reading in a spreadsheet
    ADMINISTER = "administer"  # people, units, wording, profile, SSO, retention


class Role(models.TextChoices):
    MEDARBETARE = "medarbetare", _("medarbetare")
    TEAMMEDLEM = "teammedlem", _("teammedlem")
    LEDARTROJA = "ledartroja", _("ledartröja")
    PROCESSLEDARE = "processledare", _("processledare")
    COACH = "coach", _("coach")
    FADDER = "fadder", _("fadder")
    KLG = "klg", _("ledningsgruppen")
    LOTS = "lots", _("lots")
    ADMIN = "admin", _("administratör")


# Held on one initiative, on one round (and so on its initiatives), or everywhere.
INITIATIVE_ROLES = (Role.LEDARTROJA, Role.FADDER, Role.COACH, Role.TEAMMEDLEM)
# Held on one initiative by those who take it over: no part of its rigg, and no part of the team.
TAKING_OVER_ROLES = (Role.PROCESSLEDARE,)
ON_INITIATIVE_ROLES = (*INITIATIVE_ROLES, *TAKING_OVER_ROLES)
ROUND_ROLES = (Role.LOTS,)
GLOBAL_ROLES = (Role.ADMIN,)
# Not assigned: everyone active in one of the organisation's own units, and those in KLG today.
IMPLIED_ROLES = (Role.MEDARBETARE, Role.KLG)

_EVERYONE = {Perm.READ, Perm.CONTRIBUTE}

GRANTS: dict[Role, frozenset[Perm]] = {
    Role.MEDARBETARE: frozenset(_EVERYONE),
    Role.TEAMMEDLEM: frozenset(_EVERYONE | {Perm.READ_DRAFTS, Perm.EDIT_WORK, Perm.FOLLOW_UP}),
    Role.LEDARTROJA: frozenset(
        _EVERYONE
        | {
            Perm.READ_DRAFTS,
            Perm.EDIT_WORK,
            Perm.FOLLOW_UP,
            Perm.PUBLISH,
            Perm.ACCEPT_MANDATE,
            Perm.READ_COACH_LOG,
        }
    ),
    Role.PROCESSLEDARE: frozenset(_EVERYONE | {Perm.FOLLOW_UP}),
    Role.COACH: frozenset(
        _EVERYONE | {Perm.READ_DRAFTS, Perm.READ_COACH_LOG, Perm.WRITE_COACH_LOG}
    ),
    Role.FADDER: frozenset(_EVERYONE | {Perm.READ_DRAFTS, Perm.CLEAR_THE_WAY}),
    Role.KLG: frozenset(_EVERYONE | {Perm.PRIORITISE, Perm.DECIDE}),
    Role.LOTS: frozenset(
        _EVERYONE
        | {
            Perm.READ_DRAFTS,
            Perm.EDIT_WORK,
            Perm.FOLLOW_UP,
            Perm.PUBLISH,
            Perm.READ_COACH_LOG,
            Perm.CLEAR_THE_WAY,
            Perm.RECORD_DECISION,
            Perm.RUN_ROUND,
            Perm.CREATE_ROUND,
        }
    ),
    Role.ADMIN: frozenset(_EVERYONE | {Perm.CREATE_ROUND, Perm.ADMINISTER}),
}

# Who gives and ends a role: those who have one of these over the place where it is held. An administrator
# can give a round its first lots; the rigg of an initiative is for the lots alone, and who takes over after
# the team is named by the team.
GIVEN_BY: dict[Role, tuple[Perm, ...]] = {
    **dict.fromkeys(INITIATIVE_ROLES, (Perm.RUN_ROUND,)),
    **dict.fromkeys(TAKING_OVER_ROLES, (Perm.PUBLISH,)),
    **dict.fromkeys(ROUND_ROLES, (Perm.RUN_ROUND, Perm.ADMINISTER)),
    **dict.fromkeys(GLOBAL_ROLES, (Perm.ADMINISTER,)),
}


def roles_with(perm: Perm) -> frozenset[Role]:
    return frozenset(role for role, perms in GRANTS.items() if perm in perms)
