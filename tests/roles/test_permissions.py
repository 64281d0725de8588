"""The table of domain.md, section 5, word by word. A right that is added or removed makes these differ."""

import pytest

from roles.permissions import (
    GIVEN_BY,
    GLOBAL_ROLES,
    GRANTS,
    IMPLIED_ROLES,
    ON_INITIATIVE_ROLES,
    ROUND_ROLES,
    Perm,
    Role,
    roles_with,
)

TABLE = """
|                            | medarbetare | teammedlem | ledartroja | processledare | coach | fadder | klg | lots   | admin |
| read what is published     | X           | X          | X          | X             | X     | X      | X   | X      | X     |
| challenges, input, profile | X           | X          | X          | X             | X     | X      | X   | X      | X     |
| read drafts                |             | X          | X          |               | X     | X      |     | X      |       |
| edit the work              |             | X          | X          |               |       |        |     | X      |       |
| follow up, adopt           |             | X          | X          | X             |       |        |     | X      |       |
| publish, change phase, end |             |            | X          |               |       |        |     | X      |       |
| coach log                  |             |            | read       |               | write |        |     | read   |       |
| obstacles, asked to decide |             |            |            |               |       | X      |     | X      |       |
| prioritise, decide         |             |            |            |               |       |        | X   | record |       |
| rounds, rigg, checkpoints  |             |            |            |               |       |        |     | X      |       |
| people, units, wording     |             |            |            |               |       |        |     |        | X     |
"""  # noqa: E501 - a table that a person reads
MEANS = {
    ("read what is published", "X"): {Perm.READ},
    ("challenges, input, profile", "X"): {Perm.CONTRIBUTE},
    ("read drafts", "X"): {Perm.READ_DRAFTS},
    ("edit the work", "X"): {Perm.EDIT_WORK},
    ("follow up, adopt", "X"): {Perm.FOLLOW_UP},
    ("publish, change phase, end", "X"): {Perm.PUBLISH},
    ("coach log", "read"): {Perm.READ_COACH_LOG},
    ("coach log", "write"): {Perm.READ_COACH_LOG, Perm.WRITE_COACH_LOG},
    ("obstacles, asked to decide", "X"): {Perm.CLEAR_THE_WAY},
    ("prioritise, decide", "X"): {Perm.PRIORITISE, Perm.DECIDE},
    ("prioritise, decide", "record"): {Perm.RECORD_DECISION},
    ("rounds, rigg, checkpoints", "X"): {Perm.RUN_ROUND, Perm.CREATE_ROUND},
    ("people, units, wording", "X"): {Perm.ADMINISTER},
}
# Not in the table: only who wears the jersey accepts the mandate, and an administrator makes the
# first round, because a round without lots has nobody else.
BESIDE_THE_TABLE = {Role.LEDARTROJA: {Perm.ACCEPT_MANDATE}, Role.ADMIN: {Perm.CREATE_ROUND}}


def cells():
    head, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.strip().splitlines()
    )
    for what, *marks in rows:
        for role, mark in zip(head[1:], marks, strict=True):
            yield Role(role), what, mark


def expected() -> dict[Role, set[Perm]]:
    table = {role: set(BESIDE_THE_TABLE.get(role, ())) for role in Role}
    for role, what, mark in cells():
        if mark:
            table[role] |= MEANS[what, mark]
    return table


def test_every_role_has_exactly_the_rights_of_the_table():
    assert {role: set(perms) for role, perms in GRANTS.items()} == expected()


@pytest.mark.parametrize(("role", "perm"), [(r, p) for r, perms in GRANTS.items() for p in perms])
def test_a_right_taken_away_is_noticed(monkeypatch, role, perm):
    monkeypatch.setitem(GRANTS, role, GRANTS[role] - {perm})
    with pytest.raises(AssertionError):
        test_every_role_has_exactly_the_rights_of_the_table()


def test_every_right_belongs_to_some_role():
    assert set().union(*GRANTS.values()) == set(Perm)


def test_every_role_is_held_in_one_kind_of_place():
    kinds = [*ON_INITIATIVE_ROLES, *ROUND_ROLES, *GLOBAL_ROLES, *IMPLIED_ROLES]
    assert sorted(kinds) == sorted(Role)


def test_who_gives_which_role():
    assert GIVEN_BY == {
        Role.LEDARTROJA: (Perm.RUN_ROUND,),
        Role.FADDER: (Perm.RUN_ROUND,),
        Role.COACH: (Perm.RUN_ROUND,),
        Role.TEAMMEDLEM: (Perm.RUN_ROUND,),
        Role.PROCESSLEDARE: (Perm.PUBLISH,),
        Role.LOTS: (Perm.RUN_ROUND, Perm.ADMINISTER),
        Role.ADMIN: (Perm.ADMINISTER,),
    }


def test_roles_with():
    assert roles_with(Perm.RUN_ROUND) == {Role.LOTS}
    assert roles_with(Perm.CLEAR_THE_WAY) == {Role.FADDER, Role.LOTS}
