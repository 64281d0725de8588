"""Effekter on other pages: the initiative, the pack and the checkpoint report."""

from datetime import date

import pytest
from django.urls import reverse

from checkpoints.reports import build_checkpoint_report
from checkpoints.reports.shapes import CheckpointReport
from initiatives.models import Initiative
from initiatives.work import with_work, work_of
from programme.pack_data import PackReport
from programme.reports import build_pack
from tests.factories import (
    CheckpointFactory,
    EffectFactory,
    MeasurementFactory,
)


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def effects_of(initiative):
    return work_of(with_work(Initiative.objects.all()).get(pk=initiative.pk)).effects


@pytest.fixture
def known(world):
    effect = EffectFactory(
        initiative=world.own,
        main=True,
        baseline_on=date(2026, 1, 12),
        target_on=date(2027, 12, 1),
    )
    MeasurementFactory(effect=effect, value=33, on=date(2026, 5, 1))
    MeasurementFactory(effect=effect, value=38, on=date(2026, 10, 1))
    MeasurementFactory(effect=effect, value=99, on=date(2026, 11, 1), removed=True)
    EffectFactory(initiative=world.own, unit="dagar")
    EffectFactory(initiative=world.own, removed=True)
    return world


LINE = "från 29 till 38\N{NO-BREAK SPACE}% (mål 60\N{NO-BREAK SPACE}% dec 2027)"


def test_the_work_tells_of_the_main_effect(known):
    effects = effects_of(known.own)
    assert (effects.number, effects.measured, effects.main.line) == (2, 1, LINE)
    nothing = effects_of(known.other)
    assert (nothing.main, nothing.number, nothing.measured) == (None, 0, 0)


def test_the_initiative_page_shows_what_the_target_group_notices(known, client_for):
    page = client_for(known.medarbetare).get(known.own.get_absolute_url()).text
    assert "38\N{NO-BREAK SPACE}%" in page
    assert "2 effektmål, 1 mätta" in page
    assert 'class="effect-bar" data-state="under_way"' in page


def test_the_reports_carry_the_line(known, client_for):
    pack = build_pack(known.round)
    lines = {one.name: one.effect and one.effect.line for one in pack.sections}
    assert lines == {"Eget initiativ": LINE, "Annat initiativ": None}
    checkpoint = CheckpointFactory(round=known.round)
    report = build_checkpoint_report(checkpoint, None, "before")
    assert {one.name: one.effect and one.effect.line for one in report.before.pages} == lines
    page = client_for(known.lots).get(reverse("checkpoints:report_before", args=[checkpoint.pk]))
    assert LINE in page.text
    assert PackReport.from_json(pack.to_json()) == pack


def test_reports_from_before_effects_still_load(known):
    pack = build_pack(known.round).to_json()
    report = build_checkpoint_report(CheckpointFactory(round=known.round), None, "before").to_json()
    for one in (*pack["sections"], *report["before"]["pages"]):
        del one["effect"]
    assert {one.effect for one in PackReport.from_json(pack).sections} == {None}
    assert {one.effect for one in CheckpointReport.from_json(report).before.pages} == {None}
