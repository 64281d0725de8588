"""Test: cards that are written, closed with what they taught, put right and never lost."""

import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.services import tests as services
from prioinit.errors import DomainError
from tests.factories import IdeaFactory, TestFactory, in_days

BELIEVE = "Öppet till 22 lockar nya besökare."
CARD = {
    "believe": BELIEVE,
    "try_by": "Fyra fredagar.",
    "right_when": "Minst 15 nya per kväll.",
    "with_whom": "",
    "ends_on": "",
    "responsible": "",
    "anchoring": "",
}
LEARNING = {
    "saw": "21 av 64 var nya.",
    "learned": "Värdarna betyder mer än programmet.",
    "decision": "change",
    "therefore": "Betala en värd.",
}
IN_PLACE = {"HX-Request": "true", "HX-Target": "tester"}


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def card(**fields):
    return {**CARD, "starts_on": localdate().isoformat(), **fields}


def end_round(world):
    world.round.starts_on, world.round.ends_on = in_days(-100), in_days(-1)
    world.round.save()


@pytest.fixture
def running(world):
    return TestFactory(initiative=world.own, saw="11 kom första kvällen.")


@pytest.fixture
def closed(world):
    return TestFactory(initiative=world.own, closed=True)


# --- The test card -----------------------------------------------------------------------------
def test_a_test_is_one_load_and_one_press_also_when_pressed_twice(world, client_for):
    browser = client_for(world.teammedlem)
    page = browser.get(url("tests", world.own)).text
    assert f'value="{localdate().isoformat()}"' in page
    assert re.search(rf'<option value="{world.teammedlem.pk}"\s+selected', page)
    for _ in range(2):
        data = card(responsible=world.teammedlem.pk)
        answer = browser.post(url("test_new", world.own), data, follow=True)
    assert "Testet är sparat." in answer.text
    (test,) = world.own.tests.all()
    assert (test.believe, test.responsible, test.created_by) == (
        BELIEVE,
        world.teammedlem,
        world.teammedlem,
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"believe": ""}, "Skriv vad ni tror."),
        ({"try_by": ""}, "Skriv hur ni provar."),
        ({"right_when": ""}, "Skriv när ni vet att ni har rätt."),
        ({"starts_on": ""}, "Skriv vilken dag ni börjar."),
        ({"ends_on": "2020-01-01"}, "slutar tidigast den dag det börjar"),
    ],
)
def test_what_will_not_do_comes_back_with_the_text_in_it(world, client_for, wrong, said):
    answer = client_for(world.ledartroja).post(url("test_new", world.own), card(**wrong))
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert wrong.get("believe", BELIEVE) in answer.text
    assert not world.own.tests.exists()


@pytest.mark.parametrize("who", ["lots", "medarbetare", "other_ledartroja"])
def test_who_is_not_in_the_team_is_not_responsible(world, client_for, who):
    data = card(responsible=getattr(world, who).pk)
    answer = client_for(world.lots).post(url("test_new", world.own), data)
    assert answer.status_code == 422
    assert not world.own.tests.exists()


def test_who_has_left_the_team_stays_responsible_until_it_is_changed(world, client_for):
    test = TestFactory(initiative=world.own, responsible=world.ended)
    data = card(responsible=world.ended.pk, version=1, saw="")
    assert client_for(world.lots).post(url("test_edit", test), data).status_code == 302


def test_hostile_words_are_words(world, client_for):
    hostile = "<script>alert(1)</script>"
    data = card(believe=hostile, right_when=hostile + "å" * 9_975)
    browser = client_for(world.ledartroja)
    page = browser.post(url("test_new", world.own), data, follow=True).text
    page += browser.get(world.own.tests.get().get_absolute_url()).text
    assert page.count("&lt;script&gt;alert(1)") >= 4
    assert hostile not in page


def test_who_closes_a_test_that_was_changed_meanwhile_sees_both_texts(world, client_for, running):
    theirs = card(saw="Deras syn.", version=1)
    assert client_for(world.lots).post(url("test_edit", running), theirs).status_code == 302
    mine = LEARNING | {"learned": "Min tro."}
    late = client_for(world.ledartroja).post(url("test_close", running), mine | {"version": 1})
    assert late.status_code == 409
    assert "Deras syn." in late.text
    assert "Min tro." in late.text


# --- Of an idea --------------------------------------------------------------------------------
def test_an_idea_that_is_tried_says_so_and_prefills_the_card(world, client_for):
    idea = IdeaFactory(initiative=world.own, title="Värdar", others="Idrottsklubben")
    browser = client_for(world.ledartroja)
    page = browser.get(f"{url('tests', world.own)}?ide={idea.pk}").text
    assert "Ni provar idén: <strong>Värdar</strong>" in page
    assert re.search(r'name="with_whom"[^>]*>\s*Idrottsklubben', page)
    browser.post(url("test_new", world.own), card(ide=idea.pk))
    idea.refresh_from_db()
    assert (idea.state, idea.decided_by) == ("tried", world.ledartroja)
    test = world.own.tests.get()
    assert test.idea == idea
    browser.post(url("test_remove", test))
    idea.refresh_from_db()
    assert idea.state == "chosen"
    browser.post(url("test_restore", test))
    idea.refresh_from_db()
    assert idea.state == "tried"


def test_an_idea_is_tried_as_long_as_one_test_of_it_stands(world):
    idea = IdeaFactory(initiative=world.own, chosen=True, state="tried")
    first, second = TestFactory.create_batch(2, initiative=world.own, idea=idea)
    for row, state in ((first, "tried"), (second, "chosen")):
        services.remove_test(by=world.ledartroja, row=row)
        idea.refresh_from_db()
        assert idea.state == state


def test_what_a_closed_test_taught_is_not_removed(world, closed):
    with pytest.raises(DomainError, match="finns kvar"):
        services.remove_test(by=world.lots, row=closed)


@pytest.mark.parametrize("named", ["x", "99999999999999999999", "-1", "theirs"])
def test_another_initiatives_idea_is_not_tried(world, client_for, named):
    theirs = IdeaFactory(initiative=world.other)
    key = theirs.pk if named == "theirs" else named
    browser = client_for(world.ledartroja)
    assert "Ni provar idén" not in browser.get(f"{url('tests', world.own)}?ide={key}").text
    browser.post(url("test_new", world.own), card(ide=key))
    assert world.own.tests.get().idea is None
    theirs.refresh_from_db()
    assert theirs.state == "open"


# --- The learning card -------------------------------------------------------------------------
def test_a_test_is_closed_in_place_with_what_was_seen(world, client_for, running):
    browser = client_for(world.teammedlem)
    opened = browser.get(f"{url('tests', world.own)}?andra={running.closing}").text
    assert f'action="{url("test_close", running)}"' in opened
    assert "11 kom första kvällen." in opened
    for _ in range(2):
        data = LEARNING | {"version": 1}
        page = browser.post(url("test_close", running), data, follow=True)
    assert "Testet är avslutat." in page.text
    running.refresh_from_db()
    assert (running.decision, running.closed_by) == ("change", world.teammedlem)
    assert running.closed_at is not None
    assert not running.successful_miss


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"saw": ""}, "Skriv vad ni såg."),
        ({"learned": ""}, "Skriv vad ni lärde er."),
        ({"decision": ""}, "Välj vad ni gör nu."),
        ({"decision": "kanske"}, "giltigt"),
        ({"therefore": "x" * 201}, "200 tecken"),
        ({"learned": "Ring 811218-9876"}, "personnummer"),
    ],
)
def test_a_test_is_not_closed_without_its_learning(world, client_for, running, wrong, said):
    data = LEARNING | {"version": 1} | wrong
    answer = client_for(world.ledartroja).post(url("test_close", running), data, headers=IN_PLACE)
    assert answer.status_code == 422
    assert said in " ".join(answer.text.split())
    assert f'action="{url("test_close", running)}"' in answer.text
    running.refresh_from_db()
    assert running.closed_at is None


def test_another_closing_does_not_overwrite_the_first(world, client_for, closed):
    data = LEARNING | {"version": closed.version - 1}
    answer = client_for(world.ledartroja).post(url("test_close", closed), data)
    assert answer.status_code == 409
    closed.refresh_from_db()
    assert closed.decision == "continue"


def test_a_closed_test_is_not_changed_nor_taken_away(world, client_for, closed):
    browser = client_for(world.ledartroja)
    page = browser.get(f"{url('tests', world.own)}?andra={closed.anchor}").text
    assert url("test_edit", closed) not in page
    changed = browser.post(url("test_edit", closed), card(saw="", version=1))
    assert changed.status_code == 422
    assert "Testet är avslutat, och kortet ändras inte längre." in changed.text
    assert browser.post(url("test_remove", closed)).status_code == 409
    closed.refresh_from_db()
    assert (closed.believe, closed.removed_at) == ("Öppet till 22 lockar nya.", None)


def test_a_learning_is_put_right_and_the_earlier_one_is_kept(world, client_for, closed):
    browser = client_for(world.ledartroja)
    opened = browser.get(f"{url('tests', world.own)}?andra={closed.correcting}").text
    assert f'action="{url("test_correct", closed)}"' in opened
    for version, learned in [(1, "Andra lärdomen."), (2, "Tredje lärdomen.")]:
        data = LEARNING | {"learned": learned, "decision": "stop", "version": version}
        for _ in range(2):
            assert browser.post(url("test_correct", closed), data).status_code == 302
    page = browser.get(closed.get_absolute_url()).text
    assert "Version 3" in page
    assert "2 tidigare versioner" in page
    told = [page.index(one) for one in ("Tredje", "Andra", "Värdarna betyder mer")]
    assert told == sorted(told)
    closed.refresh_from_db()
    assert (closed.corrections, closed.corrected_by) == (2, world.ledartroja)
    assert closed.successful_miss


def test_a_learning_is_not_put_right_before_there_is_one(world, running):
    with pytest.raises(DomainError, match="inte avslutat"):
        services.correct_learning(by=world.lots, row=running, version=1, **LEARNING)


def test_who_learned_that_it_is_not_the_way_is_led_to_a_warm_stop(world, client_for):
    TestFactory(initiative=world.own, closed=True, decision="stop")
    stop = url("ending_lardom", world.own)

    def offered(person):
        return stop in client_for(person).get(url("tests", world.own)).content.decode()

    assert offered(world.ledartroja)
    assert not offered(world.teammedlem)  # writes on the tests, but does not end
    TestFactory(initiative=world.own)  # something else is being tried
    assert not offered(world.ledartroja)


def test_what_is_taken_away_can_be_put_back(world, client_for, running):
    browser = client_for(world.ledartroja)
    for _ in range(2):  # an impatient thumb
        gone = browser.post(url("test_remove", running), follow=True)
    assert f'action="{url("test_restore", running)}"' in gone.text
    assert browser.get(running.get_absolute_url()).status_code == 404
    for _ in range(2):
        back = browser.post(url("test_restore", running), follow=True)
    assert f"?andra={running.anchor}" in back.text


# --- The pages ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "standing", "said"),
    [
        ({}, "running", "pågår"),
        ({"starts_on": in_days(3)}, "planned", "planerat"),
        ({"starts_on": in_days(-9), "ends_on": in_days(-1)}, "over", "dags att avsluta"),
        ({"starts_on": in_days(-9), "ends_on": in_days(0)}, "running", "pågår"),
        ({"closed": True}, "continue", "gå vidare"),
        ({"closed": True, "decision": "change"}, "change", "ändra"),
        ({"closed": True, "decision": "stop"}, "stop", "lyckad miss"),
    ],
)
def test_where_a_test_stands_is_said_in_words(world, client_for, fields, standing, said):
    test = TestFactory(initiative=world.own, **fields)
    assert test.standing == standing
    table = client_for(world.medarbetare).get(url("tests", world.own)).text
    assert said in table.partition("<tbody>")[2].partition("</tbody>")[0]
    assert 'data-tone="bad"' not in table


def test_open_tests_come_first_and_many_stand_on_pages(world, client_for):
    for n in range(21):
        TestFactory(initiative=world.own, closed=True, believe=f"Avslutat {n:02}.")
    TestFactory(initiative=world.own, believe="Pågår nu.", starts_on=in_days(-200))
    page = client_for(world.medarbetare).get(url("tests", world.own)).text
    assert page.index("Pågår nu.") < page.index("Avslutat 20.") < page.index("Avslutat 10.")
    assert "Sida 1 av 2" in page


def without_tokens(html: str) -> str:
    html = re.sub(r'<div role="status".*?</div>', "", html, flags=re.DOTALL)
    return re.sub(r'value="\w{64}"', "", html).strip()


@pytest.mark.parametrize("press", ["new", "edit", "close", "correct", "remove"])
def test_a_fragment_put_in_the_old_page_is_a_fresh_page(world, client_for, press, running, closed):
    row, data = {
        "new": (world.own, card()),
        "edit": (running, card(saw="Mer.", version=1)),
        "close": (running, LEARNING | {"version": 1}),
        "correct": (closed, LEARNING | {"version": 1}),
        "remove": (running, {}),
    }[press]
    browser = client_for(world.ledartroja)
    answer = browser.post(url(f"test_{press}", row), data, headers=IN_PLACE)
    assert answer.status_code == 200
    fragment = without_tokens(answer.text)
    assert fragment.startswith('<div id="tester"')
    assert fragment in without_tokens(browser.get(url("tests", world.own)).text)


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize(("who", "number"), [("ledartroja", 7), ("medarbetare", 6)])
def test_the_page_asks_the_same_few_questions(world, client_for, queries, rows, who, number):
    for _ in range(rows):
        TestFactory(initiative=world.own, responsible=world.lots)
        idea = IdeaFactory(initiative=world.own)
        TestFactory(initiative=world.own, closed=True, idea=idea)
    browser = client_for(getattr(world, who))
    with queries(number):
        browser.get(url("tests", world.own))


def test_a_test_asks_three_questions_and_its_versions_one_more(world, client_for, queries, closed):
    browser = client_for(world.ledartroja)
    with queries(3):
        browser.get(closed.get_absolute_url())
    for version in (1, 2, 3):
        learning = LEARNING | {"learned": f"Lärdom {version}."}
        services.correct_learning(by=world.lots, row=closed, version=version, **learning)
    with queries(4):
        assert "3 tidigare versioner" in browser.get(closed.get_absolute_url()).text


# --- Who and when ------------------------------------------------------------------------------
def test_readers_read_and_the_team_writes(world, client_for, running):
    for who in (world.medarbetare, world.coach, world.fadder, world.klg):
        for address in (url("tests", world.own), running.get_absolute_url()):
            page = client_for(who).get(address).text
            assert running.believe in page
            assert '<form method="post"' not in page.partition("<main")[2]
        assert client_for(who).post(url("test_close", running), LEARNING).status_code == 403
    for address in (url("tests", world.own), running.get_absolute_url()):
        assert client_for(world.external).get(address).status_code == 404
        assert client_for(world.ledartroja).post(address).status_code == 405


WRITES = {
    "test_new": lambda w: (w.own, card()),
    "test_edit": lambda w: (TestFactory(initiative=w.own), card(saw="", version=1)),
    "test_close": lambda w: (TestFactory(initiative=w.own), LEARNING | {"version": 1}),
    "test_correct": lambda w: (
        TestFactory(initiative=w.own, closed=True),
        LEARNING | {"version": 1},
    ),
    "test_remove": lambda w: (TestFactory(initiative=w.own), {}),
    "test_restore": lambda w: (TestFactory(initiative=w.own, removed=True), {}),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_round_that_is_over_is_only_read(world, client_for, name):
    row, data = WRITES[name](world)
    end_round(world)
    answer = client_for(world.lots).post(url(name, row), data)
    assert answer.status_code == 409
    assert "Omgången är avslutad" in answer.text
    page = client_for(world.lots).get(url("tests", world.own)).text
    assert "Testerna går att läsa, men inte att ändra." in page
    assert "Spara testet" not in page
