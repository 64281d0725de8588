"""Behov on other pages: the initiative, the pack, the checkpoint report, the change of phase."""

import pytest
from django.urls import reverse

from checkpoints.reports import build_checkpoint_report
from checkpoints.reports.shapes import CheckpointReport
from initiatives.models import Initiative, Phase
from initiatives.policy.initiatives import missing_evidence
from initiatives.work import with_work, work_of
from programme.pack_data import PackReport
from programme.reports import build_pack
from tests.factories import (
    CheckpointFactory,
    InsightFactory,
    NeedStatementFactory,
    in_days,
)


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def need_of(initiative):
    return work_of(with_work(Initiative.objects.all()).get(pk=initiative.pk)).need


@pytest.fixture
def known(world):
    NeedStatementFactory(initiative=world.own, text="Unga behöver ett rum.")
    for people in (30, 4):
        InsightFactory(initiative=world.own, people=people, from_target_group=True, on=in_days(-3))
    InsightFactory(initiative=world.own, people=7, text="Nyast av alla.")
    InsightFactory(initiative=world.own, people=99, from_target_group=True, removed=True)
    return world


def test_the_work_tells_of_the_need(known):
    need = need_of(known.own)
    assert (need.sentence, need.target_group_met) == ("Unga behöver ett rum.", 34)
    assert need.newest[0].text == "Nyast av alla."
    assert (need.insights, len(need.newest)) == (3, 2)
    assert need_of(known.other) == type(need)("", 0, 0, ())


def test_the_initiative_page_shows_it_to_all_and_the_form_to_the_team(known, client_for):
    team = client_for(known.ledartroja).get(known.own.get_absolute_url()).text
    for said in ("Unga behöver ett rum.", "34 ur målgruppen mötta.", "Nyast av alla."):
        assert said in team
    assert f"{url('need', known.own)}#ny-insikt" in team
    others = client_for(known.medarbetare).get(known.own.get_absolute_url()).text
    assert "Nyast av alla." in others
    assert "#ny-insikt" not in others


def test_the_pack_and_the_checkpoint_report_carry_the_figure(known, client_for):
    pack = build_pack(known.round)
    met = {one.name: one.target_group_met for one in pack.sections}
    assert met == {"Eget initiativ": 34, "Annat initiativ": 0}
    checkpoint = CheckpointFactory(round=known.round)
    report = build_checkpoint_report(checkpoint, None, "before")
    assert {one.name: one.target_group_met for one in report.before.pages} == met
    page = client_for(known.lots).get(reverse("checkpoints:report_before", args=[checkpoint.pk]))
    assert "Mötta ur målgruppen: 34" in page.text


def test_reports_from_before_it_was_counted_still_load(known, client_for):
    pack = build_pack(known.round).to_json()
    report = build_checkpoint_report(CheckpointFactory(round=known.round), None, "before").to_json()
    for one in (*pack["sections"], *report["before"]["pages"]):
        del one["target_group_met"]
    assert {one.target_group_met for one in PackReport.from_json(pack).sections} == {None}
    pages = CheckpointReport.from_json(report).before.pages
    assert {one.target_group_met for one in pages} == {None}


def test_leaving_behov_without_the_target_group_is_noted_and_never_stopped(world):
    said = "Ingen insikt kommer från målgruppen än."
    InsightFactory(initiative=world.own, people=7)
    InsightFactory(initiative=world.own, from_target_group=True, removed=True)
    assert said in missing_evidence(world.own, Phase.IDE)
    InsightFactory(initiative=world.own, from_target_group=True)
    assert said not in missing_evidence(world.own, Phase.IDE)
    world.own.phase = Phase.TEST
    assert said not in missing_evidence(world.own, Phase.FORVERKLIGA)
