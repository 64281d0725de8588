from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from initiatives.models import Initiative, StatusUpdate
from initiatives.portfolio import read_portfolio
from initiatives.services.endings import LessonText
from initiatives.services.pausing import pause_initiative, resume_initiative
from initiatives.services.running import places_left
from prioinit.errors import DomainError, EditConflict
from tests.factories import InitiativeFactory, StatusUpdateFactory, in_days

LESSON = {"kind": "ekonomi", "text": "Bygget styr oss.", "advice": "Fråga fastighet först."}


def url(initiative, end: str = "") -> str:
    return f"/initiativ/{initiative.pk}/paus/{end}"


def pause(world, days: int = 30, **fields) -> Initiative:
    world.own.refresh_from_db()
    usual = {"version": world.own.version, "until": in_days(days), "reason": "Lokalen byggs om."}
    usual["lesson"] = LessonText(*LESSON.values())
    return pause_initiative(by=world.ledartroja, initiative=world.own, **(usual | fields))


def row(world):
    return read_portfolio(Initiative.objects.filter(pk=world.own.pk))[0]


def sent(world, **changed) -> dict:
    return {
        "paused_until": in_days(30).isoformat(),
        "pause_reason": "Lokalen byggs om.",
        "version": Initiative.objects.get(pk=world.own.pk).version,
        **{f"lesson_{name}": value for name, value in LESSON.items()},
    } | changed


def test_paused_initiative_is_neither_late_nor_silent(world):
    Initiative.objects.filter(pk=world.own.pk).update(started_on=in_days(-80))
    assert row(world).is_silent
    pause(world)
    assert (row(world).is_silent, row(world).overdue_days) == (False, 0)
    assert row(world).paused_until == in_days(30)


def test_pause_keeps_its_place_in_the_round(world):
    before = places_left(world.round)
    pause(world)
    assert places_left(world.round) == before


def test_after_the_pause_a_whole_cadence_passes_before_the_next_update(world, frozen_time):
    StatusUpdateFactory(initiative=world.own, published=True)
    pause(world)
    frozen_time(f"{in_days(30)} 09:00")
    assert row(world).paused_until is None
    assert row(world).update_due_on == localdate() + timedelta(weeks=2)


def test_pause_ended_early_counts_from_today(world):
    Initiative.objects.filter(pk=world.own.pk).update(started_on=in_days(-80))
    pause(world)
    resumed = resume_initiative(by=world.lots, initiative=world.own)
    assert (resumed.paused_until, resumed.pause_reason) == (None, "")
    assert row(world).update_due_on == in_days(14)
    assert not row(world).is_silent


def test_pause_ended_long_after_its_day_counts_from_that_day(world, frozen_time):
    pause(world, 10)
    over = in_days(10)
    frozen_time(f"{in_days(17)} 09:00")
    resumed = resume_initiative(by=world.lots, initiative=world.own)
    assert resumed.resumed_on == over


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "en dag som kommer"), (-1, "en dag som kommer"), (276, "Omgången slutar")],
)
def test_day_to_look_again_is_ahead_and_in_the_round(world, days, said):
    with pytest.raises(DomainError, match=said):
        pause(world, days)


def test_pause_is_a_year_at_most(world):
    world.round.ends_on = in_days(900)
    world.round.save()
    with pytest.raises(DomainError, match="högst ett år"):
        pause(world, 400)


@pytest.mark.parametrize(("round_ends", "last"), [(30, 30), (500, 366)])
def test_the_last_day_to_look_again(world, round_ends, last):
    world.round.ends_on = in_days(round_ends)
    world.round.save()
    with pytest.raises(DomainError):
        pause(world, last + 1)
    assert pause(world, last).paused_until == in_days(last)
    with pytest.raises(EditConflict):  # on top of a pause that was not seen
        pause(world, 9, version=world.own.version - 1)


def test_only_what_runs_is_paused(world):
    planned = InitiativeFactory(round=world.round)
    with pytest.raises(DomainError, match="inte igång"):
        pause_initiative(
            by=world.lots, initiative=planned, version=1, until=in_days(9), reason="Nej."
        )


def test_second_editor_sees_both(world, client_for):
    stale = sent(world)
    pause(world, 60, reason="Vi väntar på ett beslut.")
    answer = client_for(world.lots).post(url(world.own), stale)
    assert answer.status_code == 409
    assert "Vi väntar på ett beslut." in answer.text
    assert "Lokalen byggs om." in answer.text
    with pytest.raises(EditConflict):
        pause(world, version=1)


def test_ledartroja_pauses_and_everyone_sees_until_when_and_why(world, client_for):
    page = client_for(world.ledartroja).post(url(world.own), sent(world), follow=True)
    assert "Initiativet är pausat till" in page.text
    text = client_for(world.medarbetare).get(world.own.get_absolute_url()).text
    assert "Pausat till" in text
    assert "Lokalen byggs om." in text
    assert "Ändra eller avsluta pausen" not in text
    assert "Pausat till" in client_for(world.medarbetare).get("/initiativ/").text


def test_a_pause_asks_for_a_lesson_when_there_is_none(world, client_for):
    browser = client_for(world.ledartroja)
    bare = {name: value for name, value in sent(world).items() if not name.startswith("lesson")}
    refused = browser.post(url(world.own), bare)
    assert refused.status_code == 422
    for said in ("Skriv vad ni lärde er.", "Skriv vad andra bör göra.", "Välj vad lärdomen"):
        assert said in refused.text
    with pytest.raises(DomainError, match="minst en lärdom"):
        pause(world, lesson=None)
    browser.post(url(world.own), sent(world))
    assert world.own.lessons.get().phase == world.own.phase
    assert "lesson_text" not in browser.get(url(world.own)).text


def test_page_says_that_it_still_counts(world, client_for):
    assert "håller sin plats i omgången" in client_for(world.lots).get(url(world.own)).text


def test_same_post_twice_pauses_once(world, client_for):
    browser, data = client_for(world.ledartroja), sent(world)
    for _ in range(2):
        assert browser.post(url(world.own), data).status_code == 302
    assert Initiative.objects.get(pk=world.own.pk).paused_until == in_days(30)


def test_resume_twice_is_one(world, client_for):
    pause(world)
    browser = client_for(world.lots)
    for _ in range(2):
        assert browser.post(url(world.own, "avsluta/")).status_code == 302
    assert Initiative.objects.get(pk=world.own.pk).resumed_on == localdate()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"paused_until": ""}, "Välj en dag"),
        ({"pause_reason": " "}, "Skriv varför"),
        ({"pause_reason": "x" * 10_001}, "tecken"),
        ({"pause_reason": "Ring 19811218-9876"}, "personnummer"),
        ({"paused_until": "2020-01-01"}, "en dag som kommer"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(world, client_for, changed, said):
    answer = client_for(world.ledartroja).post(url(world.own), sent(world, **changed))
    assert answer.status_code == 422
    assert said.lower() in answer.text.lower()
    assert Initiative.objects.get(pk=world.own.pk).paused_until is None


def test_reason_is_shown_as_text(world, client_for):
    pause(world, reason="<script>alert(1)</script>")
    text = client_for(world.ledartroja).get(world.own.get_absolute_url()).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


@pytest.mark.parametrize(
    "who", ["fadder", "coach", "klg", "medarbetare", "other_ledartroja", "ended"]
)
def test_others_do_not_pause(world, client_for, who):
    browser = client_for(getattr(world, who))
    assert browser.get(url(world.own)).status_code == 403
    assert browser.post(url(world.own), sent(world)).status_code == 403
    assert browser.post(url(world.own, "avsluta/")).status_code == 403


def test_outsider_gets_404_and_wrong_method_405(world, client_for):
    assert client_for(world.external).get(url(world.own)).status_code == 404
    assert client_for(world.lots).get(url(world.own, "avsluta/")).status_code == 405


def test_update_can_be_published_in_a_pause(world, client_for):
    pause(world)
    StatusUpdateFactory(initiative=world.own, published=True)
    assert StatusUpdate.objects.final().exists()
    assert row(world).paused_until
