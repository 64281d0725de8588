"""What the pack's first page says of obstacles."""

from django.utils.timezone import now

from initiatives.services.obstacles import move_obstacle
from programme.pack_data import PackReport
from programme.reports import build_pack
from tests.factories import ObstacleFactory, at_hour, in_days


def test_open_obstacles_stand_on_the_first_page_until_they_are_answered(world):
    ObstacleFactory(initiative=world.own, answered=True)
    ObstacleFactory(initiative=world.own, raised_at=now())
    (one,) = build_pack(world.round).obstacles
    assert (one.initiative, one.text, one.note) == (
        "Eget initiativ",
        "Två register får inte talas vid.",
        "väntar på fadder, 0 arbetsdagar",
    )


def test_a_lifted_one_is_a_decision_wanted(world):
    row = ObstacleFactory(initiative=world.own, raised_at=at_hour(in_days(-3), 9))
    move_obstacle(by=world.fadder, obstacle=row, name="lift", text="Vi behöver er.")
    pack = build_pack(world.round)
    assert pack.obstacles == ()
    (wanted,) = pack.decisions
    assert wanted.text == "Ett ja från två förvaltningar."
    assert wanted.note.startswith("Hinder, lyft ")
    assert wanted.note.endswith(" av Fatima Fadder.")


def test_a_pack_from_before_obstacles_is_read_as_it_was(world):
    ObstacleFactory(initiative=world.own)
    data = build_pack(world.round).to_json()
    del data["obstacles"]
    assert PackReport.from_json(data).obstacles == ()


def test_the_page_tells_of_them(world, client_for):
    ObstacleFactory(initiative=world.own)
    page = client_for(world.lots).get(f"/omgangar/{world.round.pk}/underlag/").text
    assert "Öppna hinder" in page
