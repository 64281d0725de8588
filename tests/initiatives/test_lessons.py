"""What is written on the way to the end: lessons, the coach log, and the round that looks back."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.handed_on import handed_on_to
from initiatives.models import CoachNote, Lesson, RetrospectiveNote
from initiatives.services.coaching import mark_done, mark_not_done
from initiatives.work import with_work, work_of
from prioinit.errors import DomainError
from tests.factories import (
    CoachNoteFactory,
    InitiativeFactory,
    LessonFactory,
    PersonFactory,
    RetrospectiveNoteFactory,
    RoundFactory,
    in_days,
)

LESSON = {"text": "Min text", "advice": "Fråga först.", "kind": "malgrupp", "phase": "behov"}
STEP = {"next_step": "Min text", "on": "2026-01-02", "due_on": "2026-01-09"}
LOOK_BACK = {"kind": "try", "text": "Min text"}

# model, who writes, where it is added, how it is told, what is sent, and the field with words
WRITTEN = {
    "lesson": (Lesson, "ledartroja", "lesson_new", LESSON, "text"),
    "coach_note": (CoachNote, "coach", "coach_note_new", STEP, "next_step"),
    "look_back": (RetrospectiveNote, "lots", "look_back_new", LOOK_BACK, "text"),
}
PAGES = {
    "lesson": "initiative_lessons",
    "coach_note": "coach_log",
    "look_back": "retrospective",
}
FACTORIES = {
    "lesson": LessonFactory,
    "coach_note": CoachNoteFactory,
    "look_back": RetrospectiveNoteFactory,
}
every = pytest.mark.parametrize("noun", WRITTEN)


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def owner(world, noun):
    return world.round if noun == "look_back" else world.own


def made(world, noun, **fields):
    place = "round" if noun == "look_back" else "initiative"
    return FACTORIES[noun](**{place: owner(world, noun)}, **fields)


def end_round(world):
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()


# --- What the database says --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("noun", "fields", "constraint"),
    [
        ("lesson", {"text": ""}, "lesson_says_what"),
        ("lesson", {"advice": ""}, "lesson_gives_advice"),
        ("lesson", {"removed": True, "removed_by": None}, "lesson_removed_by_someone"),
        ("coach_note", {"next_step": ""}, "coach_note_says_what"),
        ("coach_note", {"due_on": "2020-01-01"}, "coach_note_due_after"),
        ("coach_note", {"done_at": "2026-01-01T00:00Z"}, "coach_note_done_by_someone"),
        ("coach_note", {"removed": True, "removed_by": None}, "coach_note_removed_by_someone"),
        ("look_back", {"text": ""}, "retrospective_says_what"),
        ("look_back", {"removed": True, "removed_by": None}, "retrospective_removed_by_someone"),
    ],
)
def test_what_cannot_be_true_is_refused(world, noun, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        made(world, noun, **fields)


@every
def test_what_can_be_true_is_kept(world, noun):
    assert made(world, noun, removed=True).pk
    assert CoachNoteFactory(initiative=world.own, due_on=localdate()).pk


# --- Written, changed, taken away and put back ----------------------------------------------------
@every
def test_it_is_one_load_and_one_press(world, client_for, noun):
    model, who, add, data, words = WRITTEN[noun]
    browser, page = client_for(getattr(world, who)), url(PAGES[noun], owner(world, noun))
    assert url(add, owner(world, noun)) in browser.get(page).text
    for _ in range(2):  # an impatient thumb
        assert browser.post(url(add, owner(world, noun)), data).url == page
    row = model.objects.get()
    assert (getattr(row, words), row.created_by) == ("Min text", getattr(world, who))
    assert "Min text" in browser.get(page).text


@every
@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Skriv"), ("Ring 811218-9876", "personnummer"), ("x" * 10_001, "10000 tecken")],
)
def test_what_will_not_do_is_said_and_kept_in_the_form(world, client_for, noun, text, said):
    model, who, add, data, words = WRITTEN[noun]
    address = url(add, owner(world, noun))
    answer = client_for(getattr(world, who)).post(address, data | {words: text})
    assert answer.status_code == 422
    assert said in answer.text
    assert text in answer.text
    assert not model.objects.exists()


@pytest.mark.parametrize(
    ("noun", "wrong", "said"),
    [
        ("coach_note", {"on": "2999-01-01"}, "inte en dag framåt"),
        ("coach_note", {"due_on": "2026-01-01"}, "inte vara klart före samtalet"),
        ("lesson", {"kind": ""}, "Välj vad lärdomen handlar om."),
        ("lesson", {"phase": "x"}, "giltigt"),
        ("look_back", {"kind": ""}, "Välj om ni vill behålla"),
    ],
)
def test_what_does_not_fit_is_said(world, client_for, noun, wrong, said):
    _model, who, add, data, _words = WRITTEN[noun]
    address = url(add, owner(world, noun))
    answer = client_for(getattr(world, who)).post(address, data | wrong)
    assert answer.status_code == 422
    assert said in answer.text


@every
def test_two_who_change_the_same_see_both(world, client_for, noun):
    _model, who, _add, data, words = WRITTEN[noun]
    row, browser = made(world, noun), client_for(getattr(world, who))
    theirs = data | {words: "Deras text", "version": 1}
    assert browser.post(url(f"{noun}_edit", row), theirs).status_code == 302
    late = browser.post(url(f"{noun}_edit", row), data | {"version": 1})
    assert late.status_code == 409
    assert "Deras text" in late.text
    assert "Min text" in late.text
    assert browser.post(url(f"{noun}_edit", row), data | {"version": 2}).status_code == 302


@every
def test_what_is_taken_away_can_be_put_back(world, client_for, noun):
    row, browser = made(world, noun), client_for(getattr(world, WRITTEN[noun][1]))
    for _ in range(2):
        gone = browser.post(url(f"{noun}_remove", row), follow=True)
    assert f'action="{url(f"{noun}_restore", row)}"' in gone.text
    for _ in range(2):
        back = browser.post(url(f"{noun}_restore", row), follow=True)
    assert "Tillbaka igen." in back.text
    assert f"?andra={row.anchor}" in back.text


@every
def test_a_fragment_is_the_same_as_a_fresh_page(world, client_for, noun):
    made(world, noun)
    browser, page = (
        client_for(getattr(world, WRITTEN[noun][1])),
        url(PAGES[noun], owner(world, noun)),
    )
    target = {"lesson": "lardomar", "coach_note": "coachlogg", "look_back": "tillbakablick"}[noun]
    part = browser.get(page, headers={"HX-Request": "true", "HX-Target": target}).text.strip()
    assert part.startswith(f'<div id="{target}"')
    assert part.replace(" ", "")[:200] in browser.get(page).text.replace(" ", "")


@every
def test_hostile_words_are_text(world, client_for, noun):
    made(world, noun, **{WRITTEN[noun][4]: "<script>alert(1)</script>"})
    page = client_for(world.lots).get(url(PAGES[noun], owner(world, noun))).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@every
def test_a_round_that_is_over_is_read_and_looked_back_on(world, client_for, noun):
    _model, who, add, data, _words = WRITTEN[noun]
    end_round(world)
    answer = client_for(getattr(world, who)).post(url(add, owner(world, noun)), data)
    assert answer.status_code == (302 if noun == "look_back" else 409)
    assert client_for(world.lots).get(url(PAGES[noun], owner(world, noun))).status_code == 200


@every
@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_asks_the_same_few_questions(world, client_for, queries, noun, rows):
    for _ in range(rows):
        made(world, noun)
    browser = client_for(getattr(world, WRITTEN[noun][1]))
    with queries(4):
        browser.get(url(PAGES[noun], owner(world, noun)))


# --- The coach log -------------------------------------------------------------------------------
def test_a_step_is_done_and_not_done(world, client_for):
    note, browser = CoachNoteFactory(initiative=world.own), client_for(world.coach)
    for _ in range(2):
        page = browser.post(url("coach_note_done", note), follow=True).text
    assert "Steget är gjort." in page
    assert url("coach_note_not_done", note) in page
    browser.post(url("coach_note_not_done", note))
    assert CoachNote.objects.get().done_at is None


def test_a_step_is_done_by_the_first_who_says_so(world):
    note = CoachNoteFactory(initiative=world.own)
    for by in (world.coach, world.lots):
        done = mark_done(by=by, row=note)
    assert (done.done_by, done.version) == (world.coach, 2)
    for by in (world.coach, world.lots):
        again = mark_not_done(by=by, row=note)
    assert (again.done_by, again.version) == (None, 3)


def test_a_step_that_is_gone_or_whose_round_is_over_is_not_done(world):
    note = CoachNoteFactory(initiative=world.own)
    gone = CoachNoteFactory(initiative=world.own, removed=True)
    with pytest.raises(DomainError, match="tagit bort den medan du läste"):
        mark_done(by=world.coach, row=gone)
    end_round(world)
    with pytest.raises(DomainError, match="Omgången är avslutad"):
        mark_done(by=world.coach, row=note)


def test_only_those_it_is_for_see_a_coachs_steps(world, client_for):
    CoachNoteFactory(initiative=world.own, next_step="Ring Maria.")
    for who in (world.coach, world.ledartroja, world.lots):
        page = client_for(who).get(world.own.get_absolute_url()).text
        assert "Ring Maria." in page
        assert url("coach_log", world.own) in page
    for who in (world.teammedlem, world.fadder, world.medarbetare, world.klg, world.other_coach):
        page = client_for(who).get(world.own.get_absolute_url())
        assert page.context["work"].coach is None
        assert "Ring Maria." not in page.text
        assert url("coach_log", world.own) not in page.text


# --- Handed on -----------------------------------------------------------------------------------
def test_the_work_tells_of_the_lessons(world):
    LessonFactory(initiative=world.own, removed=True)
    LessonFactory(initiative=world.own, advice="Fråga först.")
    end = work_of(with_work(type(world.own).objects.all()).get(pk=world.own.pk)).end
    assert (end.ended, end.lessons, [one.advice for one in end.newest]) == (
        None,
        1,
        ["Fråga först."],
    )


@pytest.fixture
def older(world):
    older = RoundFactory(name="Förra", starts_on=in_days(-900), ends_on=in_days(-500))
    initiative = InitiativeFactory(round=older, running=True)
    for n in range(5):
        LessonFactory(initiative=initiative, phase="behov", advice=f"Råd {n}.")
    LessonFactory(initiative=initiative, phase="ide", advice="Råd om idé.", removed=True)
    RetrospectiveNoteFactory(round=older, text="Färre möten.", kind="change")
    RetrospectiveNoteFactory(round=older, text="Borttaget.", removed=True)
    return older


def test_a_round_gets_what_earlier_rounds_learned(world, older):
    LessonFactory(initiative=world.own, advice="Från omgången själv.")
    handed = handed_on_to(world.round, world.lots)
    assert [(label, len(some)) for label, some in handed.lessons] == [("behov", 3)]
    assert [(label, [str(one) for one in some]) for label, some in handed.notes] == [
        ("ändra", ["Färre möten."])
    ]
    assert not handed_on_to(older, world.lots)


def test_it_stands_where_a_round_begins(world, older, client_for):
    browser = client_for(world.lots)
    for address in (reverse("initiatives:round_new"), world.round.get_absolute_url()):
        page = browser.get(address).text
        assert "Färre möten." in page
        assert "Råd 4." in page
        assert "Borttaget." not in page
    assert "Färre möten." not in browser.get(url("round_edit", world.round)).text


def test_lessons_of_all_are_searched(world, older, client_for):
    LessonFactory(initiative=world.own, phase="test", kind="juridik", advice="Ring juristen.")
    browser, everything = client_for(world.medarbetare), reverse("initiatives:lessons")
    page = browser.get(everything).text
    assert "6 lärdomar" in page
    assert page.index("Råd 4.") < page.index("Ring juristen.")
    for query in ("q=juristen", "fas=test", "om=juridik", f"omgang={world.round.pk}"):
        found = browser.get(f"{everything}?{query}").text
        assert "1 lärdom<" in found.replace("\n", "")
        assert "Råd 4." not in found
    assert "6 lärdomar" in browser.get(f"{everything}?fas=okänd&omgang=999999").text
    assert "Ingen lärdom passar" in browser.get(f"{everything}?q=finnsinte").text


def test_someone_from_outside_sees_only_the_lessons_of_their_own(world, older, client_for):
    LessonFactory(initiative=world.own, advice="Ring juristen.")
    page = client_for(world.external_member).get(reverse("initiatives:lessons")).text
    assert "Ring juristen." in page
    assert "Råd 4." not in page
    assert client_for(PersonFactory(external=True)).get(
        reverse("initiatives:lessons")
    ).status_code in (403, 404)


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_asks_the_same_few_questions(world, client_for, queries, rows):
    for _ in range(rows):
        LessonFactory(initiative=world.own)
    browser = client_for(world.medarbetare)
    with queries(5):
        browser.get(reverse("initiatives:lessons"))
