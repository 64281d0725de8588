"""Min sida: what waits for each person, and what is new since they were here."""

import pytest
from django.utils.timezone import now

from initiatives.services.follow_ups import answer_follow_up
from programme.my_page import build_my_page
from roles.models import Person
from roles.permissions import Role
from tests.factories import (
    AdoptionStepFactory,
    CheckpointFactory,
    EffectFactory,
    FollowUpFactory,
    InitiativeFactory,
    MandateFactory,
    MeasurementFactory,
    PhaseChangeFactory,
    PreparationFactory,
    StatusUpdateFactory,
    at_hour,
    complete_rigg,
    give,
    in_days,
)


def my(person):
    return build_my_page(Person.objects.get(pk=person.pk))


def waiting(person):
    return [(str(item.label), item.initiative) for item in my(person).waiting]


@pytest.mark.parametrize("who", ["ledartroja", "fadder", "lots", "medarbetare", "klg", "external"])
@pytest.mark.parametrize("more", [0, 55])
def test_the_page_takes_the_same_few_queries_however_many_initiatives(
    world, client_for, expect_queries, who, more
):
    for _ in range(more):
        complete_rigg(InitiativeFactory(round=world.round, running=True))
    CheckpointFactory(round=world.round)
    person = getattr(world, who)
    Person.objects.filter(pk=person.pk).update(previous_login=at_hour(in_days(-9), 8))
    browser = client_for(person)
    browser.get("/")
    counts = {"ledartroja": 8, "fadder": 7, "lots": 6, "medarbetare": 6, "klg": 6, "external": 4}
    with expect_queries(counts[who]):
        assert browser.get("/").status_code == 200


def test_a_ledartroja_is_asked_for_mandate_update_and_preparation(world):
    StatusUpdateFactory(initiative=world.own, published=True, published_at=at_hour(in_days(-20), 9))
    MandateFactory(initiative=world.own, number=2)
    CheckpointFactory(round=world.round)
    assert waiting(world.ledartroja) == [
        ("Mandat", "Eget initiativ"),
        ("Lägesuppdatering", "Eget initiativ"),
        ("Förberedelse", "Eget initiativ"),
    ]


def test_nothing_waits_when_it_is_done(world):
    StatusUpdateFactory(initiative=world.own, published=True)
    checkpoint = CheckpointFactory(round=world.round)
    PreparationFactory(checkpoint=checkpoint, initiative=world.own, ready=True)
    assert waiting(world.ledartroja) == []


def test_only_the_next_checkpoint_is_asked_about(world):
    StatusUpdateFactory(initiative=world.own, published=True)
    CheckpointFactory(round=world.round, starts_at=at_hour(in_days(90), 13))
    near = CheckpointFactory(round=world.round)
    (asked,) = my(world.ledartroja).waiting
    assert asked.due_on == near.preparation_due_on


def test_a_fadder_is_told_what_is_new_since_the_visit_before(world):
    Person.objects.filter(pk=world.fadder.pk).update(previous_login=at_hour(in_days(-10), 8))
    PhaseChangeFactory(
        initiative=world.own, from_phase="behov", to_phase="ide", on=in_days(-20), reason="Före."
    )
    PhaseChangeFactory(
        initiative=world.own,
        from_phase="ide",
        to_phase="behov",
        on=in_days(-3),
        reason="Fel grupp.",
    )
    StatusUpdateFactory(
        initiative=world.own, published=True, published_at=now(), since_last="Nytt läge.\nMer text."
    )
    (mine,) = my(world.fadder).mine
    assert [news.text for news in mine.news] == [
        "Lägesuppdatering: Nytt läge.",
        "Tillbaka till behov: Fel grupp.",
    ]


def test_what_the_team_has_tried_and_measured_is_news(world):
    Person.objects.filter(pk=world.fadder.pk).update(previous_login=at_hour(in_days(-10), 8))
    effect = EffectFactory(initiative=world.own, what="känner sig trygga", unit="%")
    MeasurementFactory(effect=effect, on=in_days(-1), value=38)
    MeasurementFactory(effect=effect, on=in_days(-30), value=30)
    MeasurementFactory(effect__initiative=world.other, on=in_days(-1), value=1)
    AdoptionStepFactory(
        initiative=world.own, step=4, reached_on=in_days(-2), evidence="Vård tar över."
    )
    (mine,) = my(world.fadder).mine
    told = [news.text for news in mine.news]
    assert told[0].startswith("Mätning: 38")
    assert told[1:] == ["Steg 4: Överlämnad till drift: Vård tar över."]


def test_one_without_a_role_sees_what_is_running_and_the_next_dates(world):
    checkpoint = CheckpointFactory(round=world.round)
    page = my(world.medarbetare)
    assert {row.name for row in page.others} == {
        "Eget initiativ",
        "Annat initiativ",
        "Fjärran initiativ",
    }
    assert (page.coming, page.waiting, page.mine) == ((checkpoint,), (), ())


def test_an_outsider_sees_nothing_but_their_own(world):
    CheckpointFactory(round=world.second_round)
    assert [mine.row.name for mine in my(world.external_member).mine] == ["Eget initiativ"]
    assert my(world.external_member).coming == ()
    page = my(world.external)
    assert (page.waiting, page.mine, page.others, page.coming) == ((), (), (), ())


def test_a_processledare_is_asked_how_it_has_gone_from_the_day_of_the_first_mail(world):
    soon = FollowUpFactory(initiative=world.own, months=6, due_on=in_days(14))
    FollowUpFactory(initiative=world.own, months=12, due_on=in_days(15))
    FollowUpFactory(initiative=world.other, months=6, due_on=in_days(1))
    assert waiting(world.processledare) == [("Uppföljning", "Eget initiativ")]
    assert "Uppföljning" not in dict(waiting(world.ledartroja))
    answer_follow_up(by=world.processledare, row=soon, on=in_days(0), answer="Det lever.")
    assert waiting(world.processledare) == []


@pytest.mark.parametrize("more", [0, 9])
def test_follow_ups_take_one_query_however_many(world, client_for, expect_queries, more):
    for _ in range(more):
        initiative = InitiativeFactory(round=world.round, running=True)
        complete_rigg(initiative)
        give(world.processledare, Role.PROCESSLEDARE, initiative)
        FollowUpFactory(initiative=initiative, due_on=in_days(1))
    browser = client_for(world.processledare)
    browser.get("/")
    with expect_queries(7):
        assert browser.get("/").status_code == 200


def test_a_processledare_finds_what_they_take_over_and_a_role_in_the_team_counts_first(world):
    mine = [(one.row.name, one.role) for one in my(world.processledare).mine]
    assert mine == [("Eget initiativ", "processledare")]
    give(world.ledartroja, Role.PROCESSLEDARE, world.own)
    assert [one.role for one in my(world.ledartroja).mine] == ["ledartröja"]
