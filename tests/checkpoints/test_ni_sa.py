"""Ni sa – vi gjorde, and taking everything out as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now
from openpyxl import load_workbook

from checkpoints.inputs.export import harmless
from checkpoints.inputs.ni_sa import build_ni_sa
from checkpoints.models import Input
from tests.factories import (
    ActionFactory,
    AnswerFactory,
    CheckpointFactory,
    InputFactory,
    at_hour,
    in_days,
)


@pytest.fixture
def last(world):
    day = in_days(-30)
    return CheckpointFactory(
        round=world.round, name="Förra", starts_at=at_hour(day, 9), ends_at=at_hour(day, 12)
    )


@pytest.fixture
def coming(world, last):
    return CheckpointFactory(round=world.round, name="Nästa")


def given(checkpoint, initiative, **fields) -> Input:
    return InputFactory(checkpoint=checkpoint, initiative=initiative, shown=True, **fields)


# --- Ni sa – vi gjorde -------------------------------------------------------------------------
def test_what_was_said_the_answer_and_what_came_of_it(world, last, coming):
    taken = AnswerFactory(initiative=world.own, because="Bra idé.", by=world.ledartroja)
    declined = AnswerFactory(initiative=world.own, verdict="avstar", because="Finns redan.")
    one = given(last, world.own, text="Ett", answer=taken)
    given(last, world.own, text="Två", answer=taken)
    given(last, world.own, text="Tre", answer=declined)
    given(last, world.own, text="Fyra")
    InputFactory(checkpoint=last, initiative=world.own, text="Inte visad")
    done = {"state": "done", "closed_by": world.lots, "closed_at": now()}
    ActionFactory(initiative=world.own, input=one, what="Ringa", **done)
    ActionFactory(initiative=world.own, input=one, what="Boka", due_on=in_days(60))
    report = build_ni_sa(coming)
    assert (report.checkpoint, report.inputs) == ("Förra", 4)
    assert (report.taken, report.tried, report.declined, report.unanswered) == (2, 0, 1, 1)
    assert (report.actions_done, report.actions_open) == (1, 1)
    said = {one.texts: one for one in report.said}
    assert set(said) == {("Ett", "Två"), ("Tre",), ("Fyra",)}
    first = said["Ett", "Två"]
    assert (first.verdict_label, first.because, first.answered_by) == (
        "tar med",
        "Bra idé.",
        "Lea Ledare",
    )
    assert [(action.what, action.is_done) for action in first.actions] == [
        ("Ringa", True),
        ("Boka", False),
    ]


def test_what_was_given_between_two_checkpoints_counts_to_the_first(world, last, coming):
    between = InputFactory(
        checkpoint=None, round=world.round, initiative=world.own, shown=True, text="Mellan"
    )
    assert [one.texts for one in build_ni_sa(coming).said] == [("Mellan",)]
    Input.objects.filter(pk=between.pk).update(created_at=last.starts_at - timedelta(days=1))
    assert build_ni_sa(coming) is None


def test_the_first_checkpoint_has_nothing_to_open_with(world, last, coming):
    assert build_ni_sa(last) is None
    assert build_ni_sa(coming) is None  # nobody said anything


def test_a_cancelled_checkpoint_is_not_the_last(world, last, coming):
    day = in_days(-3)
    CheckpointFactory(
        round=world.round,
        starts_at=at_hour(day, 9),
        ends_at=at_hour(day, 10),
        cancelled=True,
    )
    given(last, world.own)
    assert build_ni_sa(coming).checkpoint == "Förra"


def test_of_one_initiative_and_for_one_reader(world, last, coming):
    given(last, world.own, text="Eget")
    given(last, world.other, text="Annat")
    given(last, None, round=world.round, text="Allt")
    texts = {
        None: {("Eget",), ("Annat",), ("Allt",)},
        world.medarbetare: {("Eget",), ("Annat",), ("Allt",)},
        world.external_member: {("Eget",)},
    }
    for reader, expected in texts.items():
        assert {one.texts for one in build_ni_sa(coming, reader=reader).said} == expected
    assert {one.texts for one in build_ni_sa(coming, world.other).said} == {("Annat",)}


@pytest.mark.parametrize("n", [1, 25])
def test_three_queries(world, last, coming, expect_queries, n):
    for _number in range(n):
        row = given(last, world.own, answer=AnswerFactory(initiative=world.own))
        ActionFactory(initiative=world.own, input=row)
    with expect_queries(3):
        build_ni_sa(coming)


def test_it_opens_the_next_checkpoint_and_the_preparation(world, last, coming, client_for):
    given(last, world.own, text="Börja med scouterna")
    browser = client_for(world.medarbetare)
    preparation = reverse("checkpoints:preparation", args=[coming.pk, world.own.pk])
    for path in (coming.get_absolute_url(), preparation):
        assert "Börja med scouterna" in browser.get(path).text


# --- As a file ---------------------------------------------------------------------------------
FORMULAS = [
    "=1+1",
    "+46 70 123",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =HYPERLINK('x')",
    "\uff1d1+1",
    "\n=cmd",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_words(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Hej", "1 + 1 = 2", "a@b.se", ""])
def test_words_are_left_alone(text):
    assert harmless(text) == text


def export(client, place, ending):
    noun = "checkpoint" if hasattr(place, "starts_at") else "round"
    answer = client.get(reverse(f"checkpoints:{noun}_input_{ending}", args=[place.pk]))
    assert answer.status_code == 200
    if ending == "csv":
        text = answer.content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_file_holds_what_the_reader_may_see(world, last, client_for, ending):
    given(
        last,
        world.own,
        text="Visad",
        name="Kim Gäst",
        contact="kim@example.org",
        consented_at=now(),
        answer=AnswerFactory(initiative=world.own, because="Ja!"),
    )
    InputFactory(checkpoint=last, initiative=world.own, text="Väntar")
    given(last, world.other, text="Annat")
    for place in (last, world.round):
        whole = export(client_for(world.lots), place, ending)
        assert [row[5] for row in whole[1:]] == ["Visad", "Väntar", "Annat"]
        assert "kim@example.org" in whole[1]
        others = export(client_for(world.medarbetare), place, ending)
        assert [row[5] for row in others[1:]] == ["Visad", "Annat"]
        assert "kim@example.org" not in str(others)
        assert "Kim Gäst" not in str(others)
        assert "Ja!" in others[1]
    member = client_for(world.external_member)
    assert [row[5] for row in export(member, last, ending)[1:]] == ["Visad"]


def test_a_sheet_never_calculates_what_someone_wrote(world, last, client_for):
    for text in [*FORMULAS, "Klocka\x0b och klippt"]:
        given(last, world.own, text=text)
    answer = client_for(world.lots).get(
        reverse("checkpoints:checkpoint_input_xlsx", args=[last.pk])
    )
    cells = [
        row[5] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2)
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells[:-1])
    assert cells[0].value == "=1+1"
