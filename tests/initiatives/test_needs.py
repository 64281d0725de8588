"""Behov: insights, the need in one sentence, whom to meet, and actors, on one page that is written on."""

import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import Initiative, Insight, NeedStatement, ToMeet
from initiatives.services import needs as services
from initiatives.services import written
from initiatives.work import with_work, work_of
from prioinit.errors import DomainError, EditConflict
from tests.factories import (
    ActorFactory,
    InsightFactory,
    NeedStatementFactory,
    ToMeetFactory,
    in_days,
)

TEXT = "Elva av fjorton sa: det är det enda som är öppet."
POSTED = {"text": TEXT, "source": "intervju", "people": "14", "from_target_group": "on", "link": ""}
IN_PLACE = {"HX-Request": "true", "HX-Target": "behov"}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def posted(**fields):
    return {**POSTED, "on": localdate().isoformat(), **fields}


def end_round(world):
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()


def need_of(initiative):
    return work_of(with_work(Initiative.objects.all()).get(pk=initiative.pk)).need


# --- A new insight -----------------------------------------------------------------------------
def test_an_insight_is_one_load_and_one_press(world, client_for):
    InsightFactory(initiative=world.own, source="workshop")
    browser = client_for(world.teammedlem)
    page = browser.get(url("need", world.own)).text
    assert re.search(r'value="workshop"[^>]*checked', page)
    assert f'value="{localdate().isoformat()}"' in page
    answer = browser.post(url("insight_new", world.own), posted(), follow=True)
    assert "Insikten är sparad." in answer.text
    stored = Insight.objects.get(text=TEXT)
    assert (stored.people, stored.from_target_group, stored.created_by) == (
        14,
        True,
        world.teammedlem,
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Skriv vad ni lärde er."),
        ({"source": ""}, "Välj var ni lärde er det."),
        ({"source": "skvaller"}, "giltigt"),
        ({"people": ""}, "Skriv hur många ur målgruppen ni mötte."),
        ({"people": "0"}, "Antalet är mellan 1 och 10 000."),
        ({"people": "10001"}, "Antalet är mellan 1 och 10 000."),
        ({"source": "data"}, "Data och omvärld möter ingen."),
        ({"source": "data", "from_target_group": ""}, "inget antal personer"),
        ({"on": "2999-01-01"}, "inte en dag framåt"),
        ({"on": ""}, "Skriv vilken dag det var."),
        ({"link": "javascript:alert(1)"}, "Skriv hela adressen"),
    ],
)
def test_what_will_not_do_comes_back_with_the_text_in_it(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("insight_new", world.own), posted(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert wrong.get("text", TEXT) in answer.text
    assert not world.own.insights.exists()


def test_a_link_leads_where_it_says(world, client_for):
    data = posted(link="kommun.se/a?b=1&c=2")
    page = client_for(world.ledartroja).post(url("insight_new", world.own), data, follow=True)
    assert 'href="https://kommun.se/a?b=1&amp;c=2"' in page.text


# --- In place ----------------------------------------------------------------------------------
def without_tokens(html: str) -> str:
    html = re.sub(r'<div role="status".*?</div>', "", html, flags=re.DOTALL)
    return re.sub(r'value="\w{64}"', "", html).strip()


@pytest.mark.parametrize("press", ["add", "change", "remove", "drop", "say", "actor"])
def test_a_fragment_put_in_the_old_page_is_a_fresh_page(world, client_for, press):
    kept = InsightFactory(initiative=world.own, people=3, from_target_group=True)
    InsightFactory(initiative=world.own, people=5, from_target_group=True)
    to_meet = ToMeetFactory(initiative=world.own)
    address, data = {
        "add": (url("insight_new", world.own), posted()),
        "change": (url("insight_edit", kept), posted(version=1)),
        "remove": (url("insight_remove", kept), {}),
        "drop": (url("to_meet_drop", to_meet), {}),
        "say": (url("need_say", world.own), {"text": "Unga behöver rum.", "version": 0}),
        "actor": (url("actor_new", world.own), {"name": "Biblioteket", "side": "inside"}),
    }[press]
    browser = client_for(world.ledartroja)
    answer = browser.post(address, data, headers=IN_PLACE)
    assert answer.status_code == 200
    fragment = without_tokens(answer.text)
    assert fragment.startswith('<div id="behov"')
    assert fragment in without_tokens(browser.get(url("need", world.own)).text)


def test_an_insight_is_opened_and_changed_in_place(world, client_for):
    insight = InsightFactory(initiative=world.own, link="https://kommun.se/")
    browser = client_for(world.ledartroja)
    opened = browser.get(f"{url('need', world.own)}?andra=insikt-{insight.pk}").text
    assert f'action="{url("insight_edit", insight)}"' in opened
    changed = browser.post(url("insight_edit", insight), posted(version=1, people="15"))
    assert changed.url == url("need", world.own)
    insight.refresh_from_db()
    assert (insight.people, insight.version) == (15, 2)
    refused = browser.post(url("insight_edit", insight), posted(version=2, text=""))
    assert refused.status_code == 422
    assert f'action="{url("insight_edit", insight)}"' in refused.text


@pytest.mark.parametrize(
    "key", ["insikt-", "insikt-x", "mote-1", "hemligt-1", "insikt-99999999999"]
)
def test_an_unknown_name_in_the_address_opens_nothing(world, client_for, key):
    page = client_for(world.ledartroja).get(f"{url('need', world.own)}?andra={key}&angra={key}")
    assert page.status_code == 200
    assert "/andra/" not in page.text


def test_a_row_of_another_initiative_is_not_opened(world, client_for):
    theirs = InsightFactory(initiative=world.other, text="Deras insikt.")
    page = client_for(world.ledartroja).get(f"{url('need', world.own)}?andra={theirs.anchor}")
    assert "Deras insikt." not in page.text


def test_without_a_version_it_is_a_conflict_and_never_an_overwrite(world, client_for):
    insight = InsightFactory(initiative=world.own)
    answer = client_for(world.ledartroja).post(url("insight_edit", insight), posted())
    assert answer.status_code == 409


# --- Removed, and put back ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("factory", "remove", "restore"),
    [
        (InsightFactory, "insight_remove", "insight_restore"),
        (ActorFactory, "actor_remove", "actor_restore"),
        (ToMeetFactory, "to_meet_drop", "to_meet_reopen"),
    ],
)
def test_what_is_taken_away_can_be_put_back(world, client_for, factory, remove, restore):
    row = factory(initiative=world.own)
    browser = client_for(world.ledartroja)
    for _ in range(2):  # an impatient thumb
        gone = browser.post(url(remove, row), follow=True)
    assert f'action="{url(restore, row)}"' in gone.text
    assert "?andra=" not in gone.text
    for _ in range(2):
        back = browser.post(url(restore, row), follow=True)
    assert "Tillbaka igen." in back.text
    assert f"?andra={row.anchor}" in back.text


def test_a_removed_insight_is_not_counted_nor_changed(world):
    insight = InsightFactory(initiative=world.own, people=9, from_target_group=True)
    assert Insight.objects.target_group_met() == 9
    written.remove(by=world.lots, row=insight)
    assert Insight.objects.target_group_met() == 0
    assert need_of(world.own).target_group_met == 0
    with pytest.raises(DomainError, match="tagit bort"):
        written.change(by=world.lots, row=insight, version=2, text="Nytt.")


# --- The sentence ------------------------------------------------------------------------------
def test_every_wording_is_kept(world, client_for):
    browser, say = client_for(world.ledartroja), url("need_say", world.own)
    browser.post(say, {"text": "Unga behöver\r\nett rum.", "version": 0})
    refused = browser.post(say, {"text": "Unga behöver en vuxen.", "version": 1, "why": ""})
    assert refused.status_code == 422
    assert "Skriv varför ni ändrar meningen." in refused.text
    second = {"text": "Unga behöver en vuxen.", "version": 1, "why": "De har redan rum."}
    for _ in range(2):
        assert browser.post(say, second).status_code == 302
    page = browser.get(url("need", world.own)).text
    assert "1 tidigare version" in page
    texts = list(world.own.need_statements.values_list("number", "text"))
    assert texts == [(2, "Unga behöver en vuxen."), (1, "Unga behöver ett rum.")]


def test_two_who_write_the_first_sentence_see_both(world, client_for):
    data = {"text": "Den första.", "version": 0}
    client_for(world.lots).post(url("need_say", world.own), data)
    browser = client_for(world.ledartroja)
    late = browser.post(url("need_say", world.own), {**data, "text": "Den andra."})
    assert late.status_code == 409
    assert "Den första." in late.text
    assert "Den andra." in late.text
    assert 'name="version" value="1"' in late.text
    with pytest.raises(EditConflict):
        services.say_need(
            by=world.lots, initiative=world.own, version=0, text="Den tredje.", why="x"
        )


@pytest.mark.parametrize("text", ["", "x" * 301, "Anna 811218-9876 behöver hjälp."])
def test_a_sentence_that_will_not_do(world, client_for, text):
    data = {"text": text, "version": 0}
    answer = client_for(world.ledartroja).post(url("need_say", world.own), data)
    assert answer.status_code == 422
    assert not NeedStatement.objects.exists()


# --- Whom to meet ------------------------------------------------------------------------------
def test_who_is_met_is_ticked_off_into_an_insight(world, client_for):
    to_meet = ToMeetFactory(initiative=world.own, who="Nattvandrare")
    browser = client_for(world.ledartroja)
    page = browser.get(f"{url('need', world.own)}?mott={to_meet.pk}").text
    assert "<strong>Nattvandrare</strong>" in page
    assert f'name="mott" value="{to_meet.pk}"' in page
    browser.post(url("insight_new", world.own), posted(mott=to_meet.pk))
    assert ToMeet.objects.get().insight == Insight.objects.get()
    assert not ToMeet.objects.waiting().exists()
    written.remove(by=world.lots, row=Insight.objects.get())
    assert ToMeet.objects.waiting().get() == to_meet


def test_another_initiatives_row_is_not_ticked_off(world, client_for):
    theirs = ToMeetFactory(initiative=world.other)
    client_for(world.ledartroja).post(url("insight_new", world.own), posted(mott=theirs.pk))
    assert ToMeet.objects.waiting().get() == theirs


def test_the_same_one_to_meet_is_written_once_while_they_wait(world):
    given = {"by": world.lots, "initiative": world.own, "who": "Väktare", "why": "De ser."}
    first = services.add_to_meet(**given)
    assert services.add_to_meet(**given) == first
    assert services.add_to_meet(**given | {"who": "Vakter"}) != first
    for _ in range(2):
        services.drop(by=world.lots, row=first)
    assert services.add_to_meet(**given) != first
    again = [services.reopen(by=world.lots, row=first).version for _ in range(2)]
    assert again[0] == again[1]


def test_neither_personnummer_nor_a_round_that_is_over_without_a_form_either(world):
    said = {"by": world.lots, "initiative": world.own, "why": ""}
    with pytest.raises(DomainError, match="personnummer"):
        services.add_to_meet(who="811218-9876", **said)
    with pytest.raises(DomainError, match="personnummer"):
        services.say_need(version=0, text="Ring 811218-9876.", **said)
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()
    to_meet = ToMeetFactory(initiative=world.own)
    for press in (services.drop, services.reopen):
        with pytest.raises(DomainError, match="Omgången är avslutad"):
            press(by=world.lots, row=to_meet)


def test_who_has_been_met_is_not_struck_out(world):
    met = ToMeetFactory(initiative=world.own, insight=InsightFactory(initiative=world.own))
    with pytest.raises(DomainError, match="redan mött"):
        services.drop(by=world.lots, row=met)


# --- The list ----------------------------------------------------------------------------------
def test_the_list_is_newest_first_and_filtered(world, client_for):
    InsightFactory(
        initiative=world.own, text="Äldst av dem.", on=in_days(-9), source="data", people=None
    )
    InsightFactory(initiative=world.own, text="Yngst av dem.", on=in_days(-1))
    browser = client_for(world.medarbetare)
    page = browser.get(url("need", world.own)).text
    assert page.index("Yngst av dem.") < page.index("Äldst av dem.")
    assert 'id="filter_q"' not in page
    narrowed = {"HX-Request": "true", "HX-Target": "insikter"}
    only = browser.get(f"{url('need', world.own)}?kalla=data", headers=narrowed).text
    assert only.strip().startswith("<section")
    assert "Yngst av dem." not in only
    assert "Äldst av dem." in only
    assert "Yngst" in browser.get(f"{url('need', world.own)}?kalla=okänd").text


def test_many_are_searched_and_stand_on_pages(world, client_for):
    for n in range(25):
        InsightFactory(initiative=world.own, text=f"Insikt nummer {n:02}.")
    browser = client_for(world.ledartroja)
    page = browser.get(url("need", world.own)).text
    assert 'id="filter_q"' in page
    assert "Sida 1 av 2" in page
    found = browser.get(f"{url('need', world.own)}?q=nummer 07").text
    assert "1 insikt" in found
    (insight,) = Insight.objects.filter(text="Insikt nummer 07.")
    removed = browser.post(f"{url('insight_remove', insight)}?q=nummer+0&x=1")
    assert removed.url == f"{url('need', world.own)}?q=nummer+0&angra={insight.anchor}"


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(("who", "number"), [("ledartroja", 11), ("medarbetare", 9)])
def test_the_page_asks_the_same_few_questions(world, client_for, queries, rows, who, number):
    for _ in range(rows):
        InsightFactory(initiative=world.own)
        NeedStatementFactory(initiative=world.own)
        ToMeetFactory(initiative=world.own, insight=InsightFactory(initiative=world.own))
        ActorFactory(initiative=world.own, unit=world.lots.unit)
    browser = client_for(getattr(world, who))
    with queries(number):
        browser.get(url("need", world.own))


# --- Who and when ------------------------------------------------------------------------------
def test_readers_read_and_the_team_writes(world, client_for):
    InsightFactory(initiative=world.own)
    for who in (world.medarbetare, world.coach, world.fadder, world.klg):
        page = client_for(who).get(url("need", world.own)).text
        assert "De går omvägen" in page
        assert '<form method="post"' not in page.partition("<main")[2]
        assert client_for(who).post(url("insight_new", world.own), posted()).status_code == 403
    assert client_for(world.external).get(url("need", world.own)).status_code == 404
    assert client_for(world.ended).post(url("need_say", world.own), {}).status_code == 403
    assert client_for(world.ledartroja).post(url("need", world.own)).status_code == 405


WRITES = {
    "need_say": lambda w: (w.own, {"text": "Nytt.", "version": 0}),
    "insight_new": lambda w: (w.own, posted()),
    "to_meet_new": lambda w: (w.own, {"who": "Väktare"}),
    "actor_new": lambda w: (w.own, {"name": "Biblioteket", "side": "inside"}),
    "insight_edit": lambda w: (InsightFactory(initiative=w.own), posted(version=1)),
    "insight_remove": lambda w: (InsightFactory(initiative=w.own), {}),
    "insight_restore": lambda w: (InsightFactory(initiative=w.own, removed=True), {}),
    "to_meet_edit": lambda w: (ToMeetFactory(initiative=w.own), {"who": "V", "version": 1}),
    "to_meet_drop": lambda w: (ToMeetFactory(initiative=w.own), {}),
    "to_meet_reopen": lambda w: (ToMeetFactory(initiative=w.own), {}),
    "actor_edit": lambda w: (
        ActorFactory(initiative=w.own),
        {"name": "B", "side": "inside", "version": 1},
    ),
    "actor_remove": lambda w: (ActorFactory(initiative=w.own), {}),
    "actor_restore": lambda w: (ActorFactory(initiative=w.own), {}),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_round_that_is_over_is_only_read(world, client_for, name):
    row, data = WRITES[name](world)
    end_round(world)
    answer = client_for(world.lots).post(url(name, row), data)
    assert answer.status_code == 409
    assert "Omgången är avslutad" in answer.text
    page = client_for(world.lots).get(url("need", world.own)).text
    assert "Behovet går att läsa, men inte att ändra." in page
    assert "Spara insikten" not in page
