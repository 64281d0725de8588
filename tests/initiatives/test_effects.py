"""Effekter: effect goals, readings, benefits and follow-ups, on one page that is written on."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import Benefit, BenefitYear, Effect, Measurement
from initiatives.services import effects as services
from initiatives.services import written
from prioinit.errors import DomainError
from tests.factories import (
    BenefitFactory,
    BenefitYearFactory,
    EffectFactory,
    FollowUpFactory,
    MeasurementFactory,
    in_days,
)

WHAT = "av unga känner sig trygga på kvällen"
IN_PLACE = {"HX-Request": "true", "HX-Target": "effekter"}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def effect_data(**fields):
    usual = {
        "what": WHAT,
        "unit": "%",
        "baseline": "29",
        "baseline_on": in_days(-30).isoformat(),
        "target": "60",
        "target_on": in_days(400).isoformat(),
        "every_months": "3",
        "source": "Enkäten i skolan",
    }
    return {**usual, **fields}


def reading_data(**fields):
    return {"value": "38,5", "on": localdate().isoformat(), "note": "", **fields}


def benefit_data(**fields):
    usual = {"who": "Föräldrar", "kind": "tid", "what": "Slipper hämta.", "yearly_cost": "1 200"}
    return {**usual, **fields}


def year_data(**fields):
    return {"year": "2027", "planned": "100", "realised": "", "words": "", **fields}


def end_round(world):
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()


# --- An effect goal ----------------------------------------------------------------------------
def test_the_first_effect_is_one_load_and_one_press(world, client_for):
    browser = client_for(world.teammedlem)
    page = browser.get(url("effects", world.own)).text
    assert re.search(r'name="is_main"[^>]*checked', page)
    data = effect_data(baseline="1 234,5", target="\N{MINUS SIGN}0.25", is_main="on")
    answer = browser.post(url("effect_new", world.own), data, follow=True)
    assert "Effektmålet är sparat." in answer.text
    assert "ännu inte mätt" in answer.text
    stored = Effect.objects.get()
    assert (stored.baseline, stored.target) == (Decimal("1234.5"), Decimal("-0.25"))
    assert (stored.is_main, stored.goes_down) == (True, True)
    assert "1\N{NO-BREAK SPACE}234,5\N{NO-BREAK SPACE}%" in answer.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": ""}, "Skriv vad som ska bli annorlunda."),
        ({"what": "Anna 811218-9876"}, "personnummer"),
        ({"what": "x" * 10_000}, "200 tecken"),
        ({"unit": ""}, "Skriv vad det mäts i."),
        ({"baseline": ""}, "Skriv hur det är nu."),
        ({"baseline": "många"}, "tal"),
        ({"baseline": "NaN"}, "tal"),
        ({"baseline": "1e400"}, "siffror"),
        ({"target": "29"}, "Målet är detsamma som utgångsläget."),
        ({"target": "1.234"}, "decimal"),
        ({"target": "900000000000"}, "Talet är för stort."),
        ({"target_on": in_days(-30).isoformat()}, "Målet nås efter den dag"),
        ({"target_on": "2200-01-01"}, "Året är mellan 2000 och 2100."),
        ({"baseline_on": "2999-01-01"}, "inte en dag framåt"),
        ({"every_months": "2"}, "giltigt"),
        ({"source": "Ring 811218-9876"}, "personnummer"),
    ],
)
def test_an_effect_that_will_not_do_comes_back(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("effect_new", world.own), effect_data(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert wrong.get("what", WHAT) in answer.text
    assert not Effect.objects.exists()


def test_a_new_main_effect_takes_the_place_of_the_old(world):
    first = EffectFactory(initiative=world.own, main=True)
    other = EffectFactory(initiative=world.other, main=True)
    fields = {"what": "mindre svinn", "unit": "kg", "baseline": 9, "target": 3, "is_main": True}
    days = {"baseline_on": in_days(-1), "target_on": in_days(9)}
    for _ in range(2):  # an impatient thumb
        second = services.add_effect(by=world.lots, initiative=world.own, **fields, **days)
    assert world.own.effects.count() == 2
    assert list(Effect.objects.filter(is_main=True).order_by("pk")) == [other, second]
    first.refresh_from_db()
    assert first.version == 2
    services.change_effect(
        by=world.lots, row=first, version=2, is_main=True, baseline_on=first.baseline_on
    )
    assert services.main_effect(world.own) == first


def test_a_main_effect_put_back_is_one_among_the_others(world):
    gone = EffectFactory(initiative=world.own, main=True, removed=True)
    alone = services.restore_effect(by=world.lots, row=gone)
    assert alone.is_main
    written.remove(by=world.lots, row=alone)
    EffectFactory(initiative=world.own, main=True)
    assert not services.restore_effect(by=world.lots, row=gone).is_main


def test_what_stays_the_main_effect_stays_so(world):
    main = EffectFactory(initiative=world.own, main=True)
    restored = services.restore_effect(by=world.lots, row=main)  # it was never taken away
    assert (restored.is_main, restored.version) == (True, 1)
    beside = EffectFactory.build(initiative=world.own)
    fields = ("what", "unit", "baseline", "baseline_on", "target", "target_on", "is_main")
    services.add_effect(
        by=world.lots, initiative=world.own, **{name: getattr(beside, name) for name in fields}
    )
    assert services.main_effect(world.own) == main


def test_a_baseline_is_older_than_the_readings(world, client_for):
    reading = MeasurementFactory(effect__initiative=world.own, on=in_days(-100))
    data = effect_data(baseline_on=in_days(-99).isoformat(), version=1)
    refused = client_for(world.ledartroja).post(url("effect_edit", reading.effect), data)
    assert refused.status_code == 422
    assert "Utgångsläget är äldre än mätningarna." in refused.text


# --- Readings ----------------------------------------------------------------------------------
def test_a_reading_is_written_in_place_and_seen_at_once(world, client_for):
    effect = EffectFactory(initiative=world.own, main=True)
    browser = client_for(world.ledartroja)
    page = browser.get(url("effects", world.own)).text
    assert f'value="{localdate().isoformat()}"' in page
    for _ in range(2):
        answer = browser.post(url("measurement_new", effect), reading_data(), follow=True)
    assert "Mätningen är sparad." in answer.text
    assert "1 mätning" in answer.text
    stored = Measurement.objects.get()
    assert (stored.value, stored.created_by) == (Decimal("38.5"), world.ledartroja)
    assert 'data-state="under_way"' in answer.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": ""}, "Skriv vad ni mätte."),
        ({"on": "2999-01-01"}, "inte en dag framåt"),
        ({"on": in_days(-301).isoformat()}, "äldre än utgångsläget"),
        ({"on": in_days(-9).isoformat()}, "Det finns redan en mätning den dagen."),
        ({"note": "x" * 10_001}, "10000 tecken"),
        ({"note": "811218-9876"}, "personnummer"),
    ],
)
def test_a_reading_that_will_not_do_comes_back(world, client_for, wrong, said):
    effect = MeasurementFactory(effect__initiative=world.own, on=in_days(-9)).effect
    EffectFactory(initiative=world.own)
    data = reading_data(**{"note": "Enkäten", **wrong})
    answer = client_for(world.ledartroja).post(url("measurement_new", effect), data)
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert answer.text.count(data["note"]) == 1
    assert Measurement.objects.count() == 1


def test_readings_go_on_when_the_round_is_over_and_the_rest_does_not(world, client_for):
    reading = MeasurementFactory(effect__initiative=world.own, on=in_days(-9))
    benefit = BenefitYearFactory(benefit__initiative=world.own)
    end_round(world)
    browser = client_for(world.ledartroja)
    page = browser.get(f"{url('effects', world.own)}?andra={reading.anchor}").text
    assert "nya mätningar går att skriva" in page
    assert f'action="{url("measurement_edit", reading)}"' in page
    assert url("effect_new", world.own) not in page
    assert (
        url("effect_edit", reading.effect)
        not in browser.get(f"{url('effects', world.own)}?andra={reading.effect.anchor}").text
    )
    assert browser.post(url("measurement_new", reading.effect), reading_data()).status_code == 302
    for name in ("measurement_remove", "measurement_restore"):
        assert browser.post(url(name, reading)).status_code == 302
    for name, row, data in [
        ("effect_new", world.own, effect_data()),
        ("effect_edit", reading.effect, effect_data(version=1)),
        ("effect_remove", reading.effect, {}),
        ("effect_restore", reading.effect, {}),
        ("benefit_new", world.own, benefit_data()),
        ("benefit_edit", benefit.benefit, benefit_data(version=1)),
        ("benefit_remove", benefit.benefit, {}),
        ("benefit_year_new", benefit.benefit, year_data()),
        ("benefit_year_edit", benefit, year_data(version=1)),
        ("benefit_year_remove", benefit, {}),
    ]:
        refused = browser.post(url(name, row), data)
        assert (name, refused.status_code) == (name, 409)
        assert "Omgången är avslutad" in refused.text


def test_nothing_is_added_below_what_is_taken_away(world, client_for):
    gone = EffectFactory(initiative=world.own, removed=True)
    answer = client_for(world.ledartroja).post(url("measurement_new", gone), reading_data())
    assert answer.status_code == 409
    assert "Någon har tagit bort den" in answer.text
    assert not Measurement.objects.exists()
    with pytest.raises(DomainError, match="tagit bort"):
        written.add_below(
            Measurement,
            by=world.lots,
            initiative=world.own,
            above={"effect": gone},
            value=3,
            on=localdate(),
        )


# --- Benefits ----------------------------------------------------------------------------------
def test_a_benefit_and_its_years(world, client_for):
    browser = client_for(world.ledartroja)
    for _ in range(2):
        browser.post(url("benefit_new", world.own), benefit_data())
    benefit = Benefit.objects.get()
    assert (benefit.kind, benefit.one_off_cost, benefit.yearly_cost) == ("tid", 0, 1200)
    for _ in range(2):
        answer = browser.post(url("benefit_year_new", benefit), year_data(), follow=True)
    assert "Tillagt." in answer.text
    (year,) = BenefitYear.objects.all()
    taken = browser.post(url("benefit_year_new", benefit), year_data(planned="90"))
    assert taken.status_code == 422
    assert "Det året finns redan." in taken.text
    words = browser.post(url("benefit_edit", benefit), benefit_data(kind="kvalitet", version=1))
    assert "Åren har tal i sig." in words.text
    data = year_data(version=1, realised="95")
    assert browser.post(url("benefit_year_edit", year), data).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"year": ""}, "Skriv vilket år"),
        ({"year": "1999"}, "Året är mellan 2000 och 2100."),
        ({"planned": ""}, "Skriv vad som är planerat"),
        ({"planned": "-1"}, "Talet är för stort"),
        ({"words": "811218-9876"}, "personnummer"),
    ],
)
def test_a_year_that_will_not_do_comes_back(world, client_for, wrong, said):
    benefit = BenefitFactory(initiative=world.own)
    answer = client_for(world.lots).post(url("benefit_year_new", benefit), year_data(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())


def test_quality_is_told_in_words(world, client_for):
    benefit = BenefitFactory(initiative=world.own, kind="kvalitet")
    browser = client_for(world.ledartroja)
    assert 'name="planned"' not in browser.get(url("effects", world.own)).text
    browser.post(url("benefit_year_new", benefit), year_data(words="Lugnare kvällar."))
    year = BenefitYear.objects.get()
    assert (year.planned, year.words) == (None, "Lugnare kvällar.")
    with pytest.raises(DomainError, match="i ord"):
        written.add(
            BenefitYear, by=world.lots, initiative=world.own, benefit=benefit, year=2030, planned=1
        )


# --- In place ----------------------------------------------------------------------------------
def without_tokens(html: str) -> str:
    html = re.sub(r'<div role="status".*?</div>', "", html, flags=re.DOTALL)
    return re.sub(r'value="\w{64}"', "", html).strip()


@pytest.mark.parametrize("press", ["effect", "read", "change", "remove", "benefit", "year"])
def test_a_fragment_put_in_the_old_page_is_a_fresh_page(world, client_for, press):
    reading = MeasurementFactory(effect__initiative=world.own, on=in_days(-40))
    benefit = BenefitFactory(initiative=world.own)
    address, data = {
        "effect": (url("effect_new", world.own), effect_data()),
        "read": (url("measurement_new", reading.effect), reading_data()),
        "change": (url("measurement_edit", reading), reading_data(version=1)),
        "remove": (url("effect_remove", reading.effect), {}),
        "benefit": (url("benefit_new", world.own), benefit_data()),
        "year": (url("benefit_year_new", benefit), year_data()),
    }[press]
    browser = client_for(world.ledartroja)
    answer = browser.post(address, data, headers=IN_PLACE)
    assert answer.status_code == 200
    fragment = without_tokens(answer.text)
    assert fragment.startswith('<div id="effekter"')
    assert fragment in without_tokens(browser.get(url("effects", world.own)).text)


@pytest.mark.parametrize("noun", ["effect", "measurement", "benefit", "benefit_year"])
def test_what_is_taken_away_can_be_put_back(world, client_for, noun):
    reading = MeasurementFactory(effect__initiative=world.own)
    year = BenefitYearFactory(benefit__initiative=world.own)
    row = {"effect": reading.effect, "benefit": year.benefit, "benefit_year": year}.get(
        noun, reading
    )
    browser = client_for(world.ledartroja)
    for _ in range(2):  # an impatient thumb
        gone = browser.post(url(f"{noun}_remove", row), follow=True)
    assert f'action="{url(f"{noun}_restore", row)}"' in gone.text
    assert f"?andra={row.anchor}" not in gone.text
    for _ in range(2):
        back = browser.post(url(f"{noun}_restore", row), follow=True)
    assert "Tillbaka igen." in back.text
    assert f"?andra={row.anchor}" in back.text


def test_a_row_of_another_initiative_is_not_opened(world, client_for):
    theirs = MeasurementFactory(effect__initiative=world.other, note="Deras enkät.")
    page = client_for(world.ledartroja).get(f"{url('effects', world.own)}?andra={theirs.anchor}")
    assert "Deras enkät." not in page.text


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(("who", "number"), [("ledartroja", 10), ("medarbetare", 10)])
def test_the_page_asks_the_same_few_questions(world, client_for, queries, rows, who, number):
    for months in (6, 12, 24):
        FollowUpFactory(initiative=world.own, months=months)
    for _ in range(rows):
        MeasurementFactory(effect__initiative=world.own)
        BenefitYearFactory(benefit__initiative=world.own)
    browser = client_for(getattr(world, who))
    with queries(number):
        browser.get(url("effects", world.own))


def test_readers_read_and_the_team_writes(world, client_for):
    effect = MeasurementFactory(effect__initiative=world.own).effect
    for who in (world.medarbetare, world.coach, world.fadder, world.klg):
        page = client_for(who).get(url("effects", world.own)).text
        assert "känner sig trygga" in page
        assert '<form method="post"' not in page.partition("<main")[2]
        refused = client_for(who).post(url("measurement_new", effect), reading_data())
        assert refused.status_code == 403
