"""How it ends: in use, stopped well, or gone up in another. Each with a lesson, and all of them warm."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate, now

from initiatives.ending_mail import render_endings
from initiatives.models import Ending, Initiative, Lesson
from initiatives.policy.initiatives import available_moves
from initiatives.portfolio import read_portfolio
from initiatives.services import endings as services
from initiatives.services import written
from initiatives.services.endings import LessonText, end_initiative, reopen_initiative
from initiatives.services.running import places_left
from prioinit.errors import DomainError
from prioinit.models import OutgoingMail
from programme.my_page import build_my_page
from programme.reports import build_pack
from tests.factories import EndingFactory, InitiativeFactory, LessonFactory, in_days

WORDS = "Grannarna hjälper redan till. Vårt nummer behövdes inte."
LESSON = LessonText("malgrupp", "Vi frågade fel personer.", "Fråga grannarna först.")
OUTCOMES = Ending.Outcome.values


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def sent(world, outcome="lardom", **changed) -> dict:
    """What the form of an outcome sends."""
    data = {"words": WORDS} | {f"lesson_{k}": v for k, v in LESSON._asdict().items()}
    if outcome == "nyttiggjord":
        data |= {"processledare": world.medarbetare.pk, "unit": world.medarbetare.unit_id}
    if outcome == "sammanslagen":
        data |= {"merged_into": world.other.pk}
    return data | changed


def end(world, **fields) -> Ending:
    given = {"outcome": "lardom", "words": WORDS, "lesson": LESSON} | fields
    return end_initiative(by=world.ledartroja, initiative=world.own, **given)


def own(world) -> Initiative:
    return Initiative.objects.get(pk=world.own.pk)


def end_round(world):
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()


@pytest.mark.parametrize(
    "wrong",
    [{"words": "Ring 811218-9876"}, {"lesson": LESSON._replace(advice="Ring 811218-9876")}],
)
def test_no_personnummer_without_a_form_either(world, wrong):
    with pytest.raises(DomainError, match="personnummer"):
        end(world, **wrong)


# --- What the database says --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"words": ""}, "ending_says_why"),
        ({"outcome": "nyttiggjord"}, "ending_in_use_has_who_takes_over"),
        ({"in_use": True, "unit": None}, "ending_in_use_has_who_takes_over"),
        ({"in_use": True, "outcome": "lardom"}, "ending_in_use_has_who_takes_over"),
        ({"outcome": "sammanslagen"}, "ending_merged_says_into_which"),
        ({"merged": True, "outcome": "lardom"}, "ending_merged_says_into_which"),
        ({"reopened": True, "reopened_by": None}, "ending_reopened_by_someone"),
    ],
)
def test_an_ending_that_cannot_be_true_is_refused(world, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        EndingFactory(initiative=world.own, **fields)


@pytest.mark.parametrize("kind", ["in_use", "merged", "reopened"])
def test_an_ending_that_can_be_true_is_kept(world, kind):
    assert EndingFactory(initiative=world.own, **{kind: True}).pk


def test_nothing_goes_up_in_itself(world):
    with pytest.raises(IntegrityError, match="not_merged_into_itself"), transaction.atomic():
        EndingFactory(initiative=world.own, merged=True, merged_into=world.own)


def test_one_ending_stands_and_those_opened_again_are_kept(world):
    EndingFactory(initiative=world.own, reopened=True)
    EndingFactory(initiative=world.own)
    with pytest.raises(IntegrityError, match="ending_one_that_stands"), transaction.atomic():
        EndingFactory(initiative=world.own)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(words="Ändrat."),
        lambda rows: rows.update(outcome="nyttiggjord"),
        lambda rows: rows.delete(),
    ],
)
def test_an_ending_is_frozen(world, change):
    EndingFactory(initiative=world.own)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(Ending.objects.all())


def test_an_ending_is_opened_again_once(world):
    EndingFactory(initiative=world.own, reopened=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ending.objects.update(reopened_by=None, reopened_at=None)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "ended"}, "initiative_ended_has_day"),
        ({"ended_on": "2026-01-01"}, "initiative_ended_has_day"),
        (
            {"state": "ended", "ended_on": "2026-01-01", "started_on": None},
            "initiative_running_has_start",
        ),
    ],
)
def test_an_ended_initiative_has_its_days(world, fields, constraint):
    rows = Initiative.objects.filter(pk=world.own.pk)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**fields)


# --- The pages ---------------------------------------------------------------------------------
def test_the_four_ways_stand_beside_each_other(world, client_for):
    page = client_for(world.ledartroja).get(url("ending", world.own)).text
    for outcome in OUTCOMES:
        assert url(f"ending_{outcome}", world.own) in page
    assert url("initiative_pause", world.own) in page
    end_round(world)
    page = client_for(world.ledartroja).get(url("ending", world.own)).text
    assert url("initiative_pause", world.own) not in page


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_is_one_load_and_one_press(world, client_for, outcome):
    browser, address = client_for(world.ledartroja), url(f"ending_{outcome}", world.own)
    assert browser.get(address).status_code == 200
    for _ in range(2):  # an impatient thumb
        assert browser.post(address, sent(world, outcome)).status_code == 302
    ended = Ending.objects.get()
    assert (ended.outcome, ended.words, ended.on) == (outcome, WORDS, localdate())
    assert (own(world).state, own(world).ended_on) == ("ended", localdate())
    assert Lesson.objects.get().text == LESSON.text
    page = client_for(world.medarbetare).get(world.own.get_absolute_url()).text
    assert WORDS in page
    assert ended.get_outcome_display().capitalize() in page


@pytest.mark.parametrize(
    ("outcome", "changed", "said"),
    [
        ("lardom", {"words": " "}, "Skriv vad som hände."),
        ("lardom", {"words": "x" * 10_001}, "10000 tecken"),
        ("lardom", {"words": "Ring 811218-9876"}, "personnummer"),
        ("lardom", {"lesson_text": ""}, "Skriv vad ni lärde er."),
        ("lardom", {"lesson_advice": ""}, "Skriv vad andra bör göra."),
        ("lardom", {"lesson_advice": "Ring 811218-9876"}, "personnummer"),
        ("lardom", {"lesson_kind": ""}, "Välj vad lärdomen handlar om."),
        ("nyttiggjord", {"processledare": ""}, "Välj vem som är processledare."),
        ("nyttiggjord", {"unit": "x"}, "giltigt"),
        ("sammanslagen", {"merged_into": ""}, "Välj det initiativ som det går upp i."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_ended(world, client_for, outcome, changed, said):
    answer = client_for(world.ledartroja).post(
        url(f"ending_{outcome}", world.own), sent(world, outcome, **changed)
    )
    assert answer.status_code == 422
    assert said.lower() in answer.text.lower()
    assert own(world).is_running


def test_a_lesson_written_before_is_enough(world, client_for):
    LessonFactory(initiative=world.own)
    bare = {"words": WORDS}
    half = client_for(world.ledartroja).post(
        url("ending_lardom", world.own), bare | {"lesson_text": "En till."}
    )
    assert half.status_code == 422
    client_for(world.ledartroja).post(url("ending_lardom", world.own), bare)
    assert own(world).is_ended
    assert Lesson.objects.count() == 1


def test_without_any_lesson_nothing_ends(world):
    LessonFactory(initiative=world.own, removed=True)
    with pytest.raises(DomainError, match="minst en lärdom"):
        end(world, lesson=None)


def test_it_goes_up_only_in_what_goes_on(world, client_for):
    world.other.state, world.other.ended_on = "ended", localdate()
    world.other.save()
    with pytest.raises(DomainError, match="fortsätter"):
        end(world, outcome="sammanslagen", merged_into=world.other)
    answer = client_for(world.ledartroja).post(
        url("ending_sammanslagen", world.own), sent(world, "sammanslagen")
    )
    assert answer.status_code == 422


def test_who_comes_second_is_told(world, client_for):
    end(world)
    late = client_for(world.ledartroja2).post(
        url("ending_lardom", world.own), sent(world, words="Något annat.")
    )
    assert late.status_code == 422
    assert "redan avslutat" in late.text
    assert "Något annat." in late.text
    page = client_for(world.ledartroja2).get(url("ending_lardom", world.own), follow=True)
    assert "redan avslutat" in page.text


def test_what_has_not_begun_does_not_end(world):
    with pytest.raises(DomainError, match="inte igång"):
        end_initiative(
            by=world.lots,
            initiative=InitiativeFactory(round=world.round),
            outcome="lardom",
            words=WORDS,
            lesson=LESSON,
        )


def test_it_ends_also_when_the_round_is_over(world, client_for):
    end_round(world)
    answer = client_for(world.lots).post(url("ending_lardom", world.own), sent(world))
    assert answer.status_code == 302
    assert own(world).is_ended


def test_hostile_words_are_shown_as_text(world, client_for):
    end(world, words="<script>alert(1)</script>")
    for address in (world.own.get_absolute_url(), reverse("programme:overview")):
        page = client_for(world.lots).get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


# --- What an end changes -----------------------------------------------------------------------
def test_nothing_is_wanted_of_what_has_ended(world, client_for):
    Initiative.objects.filter(pk=world.own.pk).update(
        started_on=in_days(-80), paused_until=in_days(9), pause_reason="Vila."
    )
    free = places_left(world.round)
    end(world)
    (row,) = read_portfolio(Initiative.objects.filter(pk=world.own.pk))
    assert (row.is_running, row.is_silent, row.update_due_on) == (False, False, None)
    assert (row.rigg.gaps, row.paused_until) == ((), None)
    assert (row.outcome_label, row.ended_on) == ("avslutad med lärdom", localdate())
    assert places_left(world.round) == free + 1
    assert not Initiative.objects.running().filter(pk=world.own.pk).exists()
    moves = {move.name for move in available_moves(world.lots, own(world))}
    assert moves == {"initiative_edit"}
    assert not [item for item in build_my_page(world.ledartroja).waiting if item.label == "Mandat"]


def test_helheten_tells_of_it_beside_the_others(world, client_for):
    end(world)
    page = client_for(world.lots).get(reverse("programme:overview"))
    assert [row.id for row in page.context["rows"]] == [world.other.pk]
    assert WORDS in page.text


def test_the_list_finds_it(world, client_for):
    end(world)
    page = client_for(world.medarbetare).get("/initiativ/?lage=ended").text
    assert "Eget initiativ" in page
    assert "Avslutad med lärdom" in page
    assert "Annat initiativ" not in page


def test_the_pack_leaves_it_out_and_says_that_it_ended(world):
    end(world)
    pack = build_pack(world.round)
    assert [one.name for one in pack.sections] == ["Annat initiativ"]
    assert [(one.name, one.outcome_label, one.words) for one in pack.ended] == [
        ("Eget initiativ", "avslutad med lärdom", WORDS)
    ]


def test_stopped_well_is_found_and_nothing_else(world):
    end(world)
    assert list(Initiative.objects.ended_with_lesson()) == [world.own]
    reopen_initiative(by=world.lots, ending=Ending.objects.get())
    end(world, outcome="sammanslagen", merged_into=world.other, lesson=None)
    assert not Initiative.objects.ended_with_lesson().exists()


# --- Told ---------------------------------------------------------------------------------------
def test_those_who_worked_with_it_are_told_in_warm_words(world):
    ended = end(world)
    mails = list(OutgoingMail.objects.filter(kind="avslut").select_related("recipient"))
    told = ("ledartroja2", "fadder", "coach", "lots", "teammedlem", "external_member")
    assert {mail.recipient for mail in mails} == {getattr(world, name) for name in told}
    content = next(iter(render_endings(mails[:1]).values()))
    assert content.subject == "Eget initiativ är avslutat med lärdom. Tack!"
    for said in (WORDS, LESSON.text, "ett bra resultat", world.own.get_absolute_url()):
        assert said in content.text
    reopen_initiative(by=world.lots, ending=ended)
    assert render_endings(mails[:1]) == {mails[0].pk: None}


def test_who_takes_over_is_told_and_those_it_goes_up_in(world):
    end(world, outcome="nyttiggjord", processledare=world.medarbetare, unit=world.medarbetare.unit)
    (mail,) = OutgoingMail.objects.filter(kind="avslut", recipient=world.medarbetare)
    assert "Du är processledare" in render_endings([mail])[mail.pk].text
    reopen_initiative(by=world.lots, ending=Ending.objects.get())
    end(world, outcome="sammanslagen", merged_into=world.other, lesson=None)
    assert OutgoingMail.objects.filter(kind="avslut", recipient=world.other_ledartroja).exists()


# --- Opened again ------------------------------------------------------------------------------
def test_a_lots_opens_it_again(world, client_for):
    ended = end(world)
    page = client_for(world.lots).get(world.own.get_absolute_url()).text
    assert url("ending_reopen", ended) in page
    assert (
        url("ending_reopen", ended)
        not in client_for(world.ledartroja).get(world.own.get_absolute_url()).text
    )
    for _ in range(2):
        assert client_for(world.lots).post(url("ending_reopen", ended)).status_code == 302
    assert (own(world).state, own(world).ended_on) == ("running", None)
    assert own(world).resumed_on == localdate()
    assert Ending.objects.get().reopened_by == world.lots


@pytest.mark.parametrize("reason", ["two weeks", "full", "over"])
def test_it_stays_ended_when(world, client_for, frozen_time, reason):
    ended = end(world)
    if reason == "two weeks":
        frozen_time(now() + timedelta(days=15))
    elif reason == "full":
        world.round.cap = 1
        world.round.save()
    else:
        end_round(world)
    answer = client_for(world.lots).post(url("ending_reopen", ended), follow=True)
    assert own(world).is_ended
    said = {"two weeks": "De har gått.", "full": "platser är tagna", "over": "avslutad"}
    assert said[reason] in answer.text


def test_the_only_lesson_of_what_has_ended_stays(world):
    end(world)
    lesson = Lesson.objects.get()
    with pytest.raises(DomainError, match="enda lärdom"):
        services.remove_lesson(by=world.lots, row=lesson)
    written.add(
        Lesson,
        by=world.lots,
        initiative=world.own,
        phase="test",
        kind="teknik",
        text="En till.",
        advice="Så här.",
    )
    assert services.remove_lesson(by=world.lots, row=lesson).is_gone


# --- Who -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["teammedlem", "coach", "fadder", "klg", "medarbetare", "ended"])
def test_others_do_not_end_it(world, client_for, who):
    browser = client_for(getattr(world, who))
    for outcome in OUTCOMES:
        assert browser.get(url(f"ending_{outcome}", world.own)).status_code == 403
        assert browser.post(url(f"ending_{outcome}", world.own), sent(world)).status_code == 403
    assert browser.get(url("ending", world.own)).status_code == 403
    assert (
        browser.post(url("ending_reopen", EndingFactory(initiative=world.own))).status_code == 403
    )


def test_outsiders_and_wrong_methods(world, client_for):
    ended = EndingFactory(initiative=world.own)
    assert client_for(world.external).get(url("ending", world.own)).status_code == 404
    assert client_for(world.external).post(url("ending_reopen", ended)).status_code == 404
    assert client_for(world.lots).post(url("ending", world.own)).status_code == 405
    assert client_for(world.lots).get(url("ending_reopen", ended)).status_code == 405
