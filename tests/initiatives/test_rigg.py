"""Rule 1: what must be there for an initiative to hold, and what is said when it is not."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils.timezone import localdate

from initiatives.models import Initiative
from initiatives.rigg import latest_noticed_by, rigg_of
from roles.models import Assignment, LeadershipMembership, Unit
from roles.permissions import Role
from tests.factories import (
    GoalFactory,
    InitiativeFactory,
    LeadershipMembershipFactory,
    MandateFactory,
    PersonFactory,
    RoundFactory,
    UnitFactory,
    give,
    give_new,
    in_days,
)


def judged(initiative, on=None):
    on = on or localdate()
    return rigg_of(Initiative.objects.with_rigg(on).get(pk=initiative.pk), on)


def gaps(initiative, on=None) -> list[tuple]:
    return [(item.key, item.gap, item.since) for item in judged(initiative, on).gaps]


def end(person, on) -> None:
    Assignment.objects.filter(person=person).update(ends_on=on)


def set_field(initiative, **fields) -> None:
    Initiative.objects.filter(pk=initiative.pk).update(**fields)


def test_rigg_with_everything_is_whole(rigged):
    rigg = judged(rigged.initiative)
    assert rigg.is_whole
    assert rigg.warnings == ()
    leaders = ", ".join(person.name for person in rigged.ledartrojor)
    noticed = in_days(365)
    assert [(item.key, item.have) for item in rigg.items] == [
        ("ledartroja", leaders),
        ("fadder", rigged.fadder.name),
        ("coach", rigged.coach.name),
        ("lots", "finns"),
        ("enheter", "2 enheter"),
        ("mandat", "Mandat 1"),
        ("mal", "1 mål"),
        ("malgrupp", "Barn i förskoleklass"),
        ("senast", f"{noticed.day} {MONTHS[noticed.month]} {noticed.year}"),
    ]


MONTHS = dict(
    enumerate(
        [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
        start=1,
    )
)


def test_rigg_of_a_new_initiative_lacks_everything(db):
    assert [gap for _key, gap, _since in gaps(InitiativeFactory())] == [
        "2 ledartröjor saknas",
        "fadder saknas",
        "coach saknas",
        "omgången har ingen lots",
        "ingen enhet deltar",
        "mandat saknas",
        "mål saknas",
        "målgrupp saknas",
        "datum saknas",
    ]


# --- One part missing at a time ----------------------------------------------------------------
def lose_ledartroja(rigged):
    end(rigged.ledartrojor[1], in_days(-3))


def lose_ledartrojor(rigged):
    end(rigged.ledartrojor[0], in_days(-9))
    end(rigged.ledartrojor[1], in_days(-3))


def lose_fadder(rigged):
    end(rigged.fadder, in_days(-3))


def lose_seat_of_fadder(rigged):
    rigged.fadder.leadership_memberships.update(ends_on=in_days(-1))


def lose_coach(rigged):
    end(rigged.coach, in_days(-3))


def lose_lots(rigged):
    end(rigged.lots, in_days(-3))


def lose_unit(rigged):
    rigged.initiative.units.remove(rigged.initiative.units.first())


def lose_units(rigged):
    rigged.initiative.units.clear()


def lose_goals(rigged):
    rigged.initiative.goals.clear()


def lose_target_group(rigged):
    set_field(rigged.initiative, target_group="")


def lose_date(rigged):
    set_field(rigged.initiative, noticed_by=None)


def lose_account_of_ledartroja(rigged):
    type(rigged.coach).objects.filter(pk=rigged.ledartrojor[0].pk).update(is_active=False)


@pytest.mark.parametrize(
    ("lose", "key", "gap", "since_days"),
    [
        (lose_ledartroja, "ledartroja", "1 ledartröja saknas", -2),
        (lose_ledartrojor, "ledartroja", "2 ledartröjor saknas", -2),
        (lose_account_of_ledartroja, "ledartroja", "1 ledartröja saknas", None),
        (lose_fadder, "fadder", "fadder saknas", -2),
        (lose_seat_of_fadder, "fadder", "Person Fadder sitter inte i ledningsgruppen", 0),
        (lose_coach, "coach", "coach saknas", -2),
        (lose_lots, "lots", "omgången har ingen lots", None),
        (lose_unit, "enheter", "bara en enhet deltar", None),
        (lose_units, "enheter", "ingen enhet deltar", None),
        (lose_goals, "mal", "mål saknas", None),
        (lose_target_group, "malgrupp", "målgrupp saknas", None),
        (lose_date, "senast", "datum saknas", None),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_rigg_names_exactly_what_is_missing(rigged, lose, key, gap, since_days):
    rigged.fadder.name = "Person Fadder"
    rigged.fadder.save()
    lose(rigged)
    since = None if since_days is None else in_days(since_days)
    assert gaps(rigged.initiative) == [(key, gap, since)]


@pytest.mark.parametrize("role", [Role.LEDARTROJA, Role.COACH, Role.FADDER])
def test_rigg_counts_a_role_on_its_first_and_last_day(rigged, role):
    held = Assignment.objects.filter(initiative=rigged.initiative, role=role)
    held.update(starts_on=localdate(), ends_on=localdate())
    assert judged(rigged.initiative).is_whole
    assert [key for key, _gap, _since in gaps(rigged.initiative, in_days(-1))] == [role]
    assert [key for key, _gap, _since in gaps(rigged.initiative, in_days(1))] == [role]


def test_rigg_does_not_count_roles_on_other_initiatives(rigged):
    other = InitiativeFactory(round=rigged.initiative.round)
    assert [key for key, _gap, _since in gaps(other)][:3] == ["ledartroja", "fadder", "coach"]


def test_rigg_does_not_count_the_lots_of_another_round(rigged):
    lose_lots(rigged)
    give_new(Role.LOTS, RoundFactory())
    assert [key for key, _gap, _since in gaps(rigged.initiative)] == ["lots"]


# --- Since when --------------------------------------------------------------------------------
def test_since_is_the_first_day_without_the_last_one_who_left(rigged):
    give(PersonFactory(), Role.LEDARTROJA, rigged.initiative, ends_on=in_days(-30))
    lose_ledartroja(rigged)
    assert gaps(rigged.initiative) == [("ledartroja", "1 ledartröja saknas", in_days(-2))]


def test_since_is_not_the_day_a_role_was_renewed(rigged):
    stays = rigged.ledartrojor[0]
    end(stays, in_days(-2))
    give(stays, Role.LEDARTROJA, rigged.initiative, starts_on=in_days(-1))
    end(rigged.ledartrojor[1], in_days(-20))
    assert gaps(rigged.initiative) == [("ledartroja", "1 ledartröja saknas", in_days(-19))]


# --- Faddrar -----------------------------------------------------------------------------------
def test_fadder_who_leaves_the_leadership_today_still_counts(rigged):
    rigged.fadder.leadership_memberships.update(ends_on=localdate())
    assert judged(rigged.initiative).is_whole
    assert gaps(rigged.initiative, in_days(1)) == [
        ("fadder", f"{rigged.fadder.name} sitter inte i ledningsgruppen", in_days(1))
    ]


def test_fadder_who_never_sat_in_the_leadership(rigged):
    LeadershipMembership.objects.all().delete()
    assert gaps(rigged.initiative) == [
        ("fadder", f"{rigged.fadder.name} sitter inte i ledningsgruppen", None)
    ]


def test_fadder_who_came_back_to_the_leadership(rigged):
    rigged.fadder.leadership_memberships.update(ends_on=in_days(-10))
    LeadershipMembershipFactory(person=rigged.fadder, starts_on=in_days(-5))
    assert judged(rigged.initiative).is_whole


def test_two_faddrar_are_whole_and_three_are_not(rigged):
    for expected in ([], [("fadder", "3 faddrar, högst två", None)]):
        extra = give_new(Role.FADDER, rigged.initiative)
        LeadershipMembershipFactory(person=extra)
        assert gaps(rigged.initiative) == expected


# --- Ledartröjor and their mandate -------------------------------------------------------------
def test_ledartrojor_from_one_unit_are_a_warning_not_a_gap(rigged):
    for person in rigged.ledartrojor:
        person.unit = rigged.ledartrojor[0].unit
        person.save()
    rigg = judged(rigged.initiative)
    assert rigg.is_whole
    assert [(item.key, item.warning) for item in rigg.warnings] == [
        ("ledartroja", "Alla ledartröjor kommer från samma enhet.")
    ]


def test_ledartrojor_without_a_unit_are_not_from_the_same(rigged):
    for person in rigged.ledartrojor:
        person.unit = None
        person.save()
    assert judged(rigged.initiative).warnings == ()


def test_mandate_waits_for_a_new_ledartroja(rigged):
    new = give_new(Role.LEDARTROJA, rigged.initiative, name="Nils Ny")
    assert gaps(rigged.initiative) == [("mandat", "Nils Ny har inte accepterat mandatet", None)]
    end(new, in_days(-1))
    assert judged(rigged.initiative).is_whole


def test_mandate_in_a_new_wording_waits_for_everyone(rigged):
    MandateFactory(initiative=rigged.initiative, text="En annan lydelse.")
    names = ", ".join(person.name for person in rigged.ledartrojor)
    assert gaps(rigged.initiative) == [("mandat", f"{names} har inte accepterat mandatet", None)]


def test_mandate_accepted_by_someone_else_does_not_count(rigged):
    MandateFactory(
        initiative=rigged.initiative, text="En annan lydelse.", accepted_by=[rigged.coach]
    )
    assert [key for key, _gap, _since in gaps(rigged.initiative)] == ["mandat"]


def test_mandate_that_was_never_written(db):
    assert ("mandat", "mandat saknas", None) in gaps(InitiativeFactory())


# --- The date the target group should notice by ------------------------------------------------
@pytest.mark.parametrize(
    ("noticed_by", "gap"),
    [
        (localdate() + relativedelta(months=24), ""),
        (
            localdate() + relativedelta(months=24) + timedelta(days=1),
            "datumet ligger mer än 24 månader bort",
        ),
        (in_days(1), ""),
        (in_days(0), "datumet har redan varit"),
        (in_days(-1), "datumet har redan varit"),
    ],
)
def test_noticed_by_before_the_start(rigged, noticed_by, gap):
    set_field(rigged.initiative, noticed_by=noticed_by)
    expected = [("senast", gap, None)] if gap else []
    assert gaps(rigged.initiative) == expected


def test_noticed_by_of_a_running_one_is_judged_from_its_start(running):
    limit = latest_noticed_by(running.initiative.started_on)
    set_field(running.initiative, noticed_by=limit)
    assert judged(running.initiative).is_whole
    set_field(running.initiative, noticed_by=limit + timedelta(days=1))
    assert gaps(running.initiative) == [
        ("senast", "datumet ligger mer än 24 månader efter starten", None)
    ]


def test_running_one_past_its_date_is_late_not_broken(running):
    set_field(running.initiative, noticed_by=in_days(-1))
    assert judged(running.initiative).is_whole


def test_24_months_from_a_leap_day():
    assert latest_noticed_by(date(2028, 2, 29)) == date(2030, 2, 28)


# --- Cost --------------------------------------------------------------------------------------
@pytest.mark.parametrize("rows", [1, 50])
def test_rigg_is_read_in_one_query(db, django_assert_num_queries, rows):
    round_ = RoundFactory()
    units, goal = UnitFactory.create_batch(2), GoalFactory()
    for _ in range(rows):
        initiative = InitiativeFactory(round=round_, units=units, goals=[goal])
        give_new(Role.LEDARTROJA, initiative, unit=units[0])
        MandateFactory(initiative=initiative, issued_by__unit=units[0])
    assert Unit.objects.count() == 2
    with django_assert_num_queries(1):
        judgements = [rigg_of(initiative) for initiative in Initiative.objects.with_rigg()]
    assert len(judgements) == rows
