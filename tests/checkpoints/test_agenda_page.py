"""Körordning as it is seen and changed on its page: who may what, and two who change at once."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now

from checkpoints.agenda import running_order
from checkpoints.agenda.entries import version_of
from checkpoints.models import Checkpoint, Invitation
from initiatives.models import Initiative
from tests.checkpoints.ordered import change, keys, page, post, sent, stored, with_order
from tests.client import parse
from tests.factories import (
    AgendaItemFactory,
    CheckpointFactory,
    InitiativeFactory,
    InvitationFactory,
    PreparationFactory,
)


@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round)


@pytest.fixture
def saved(world, checkpoint):
    return with_order(world, checkpoint)


def test_a_lots_accepts_the_proposal_without_typing(world, checkpoint, client_for):
    browser = client_for(world.lots)
    answer = browser.get(page(checkpoint)).content.decode()
    assert "Inget är sparat än" in answer
    data = {
        one.get("name"): one.get("value")
        for one in parse(answer).iter("input")
        if one.get("name").startswith(("version", "minuter-", "rubrik-"))
    }
    data["rad"] = re.findall(r'name="rad" value="(\w+)"', answer)
    done = browser.post(change(checkpoint), data | {"gor": "spara"}, follow=True)
    assert "Sparat. Det får plats" in done.content.decode()
    assert [str(item) for item in checkpoint.agenda.all()] == [
        "Välkomna",
        "Annat initiativ",
        "Paus",
        "Eget initiativ",
        "Tack och nästa steg",
    ]
    assert running_order(checkpoint).minutes_left >= 0


@pytest.mark.parametrize(
    ("do", "expected", "said"),
    [
        ("upp:i{other}", "Eget Annat Paus", "Annat initiativ är nu nummer 2 av 3."),
        ("ner:i{own}", "Paus Eget Annat", "Eget initiativ är nu nummer 2 av 3."),
        ("bort:i{own}", "Paus Annat", "Borttaget."),
        ("punkt", "Eget Paus Annat Ny", "Punkten är med, sist."),
        ("paus", "Eget Paus Annat Paus", "Pausen är med."),
        ("initiativ:{new}", "Eget Paus Annat Nytt", "Initiativet är med."),
        ("spara", "Eget Paus Annat", "Sparat."),
        ("forslag", "Välkomna Annat Eget Paus Nytt Tack", "Här är ett nytt förslag."),
    ],
)
def test_each_button_and_back_again(world, saved, client_for, do, expected, said):
    new = InitiativeFactory(name="Nytt initiativ", round=world.round, running=True)
    ids = {"own": world.own.pk, "other": world.other.pk, "new": new.pk}
    before = stored(saved)
    browser = client_for(world.lots)
    answer = post(browser, saved, do.format(**ids))
    assert answer.status_code == 302
    read = browser.get(answer.url).content.decode()
    assert said in read
    names = " ".join(str(item).split()[0] for item in saved.agenda.all())
    assert names == expected
    post(browser, saved, "angra")
    assert version_of(stored(saved)) == version_of(before)
    post(browser, saved, "angra")  # nothing more to undo
    assert version_of(stored(saved)) == version_of(before)
    assert 'id="angra"' not in browser.get(page(saved)).content.decode()


def test_too_long_and_made_to_fit(world, saved, client_for):
    saved.agenda.filter(kind="initiative").update(minutes=100)
    browser = client_for(world.lots)
    read = browser.get(page(saved)).content.decode()
    assert "30 minuter för långt." in read
    assert "Korta alla lika mycket: 85 minuter i stället för 100" in read
    answer = post(browser, saved, "korta")
    assert "Det får plats precis." in browser.get(answer.url).content.decode()
    assert [one.minutes for one in stored(saved)] == [85, 10, 85]


def test_nobody_else_undoes(world, saved, client_for):
    post(client_for(world.lots), saved, f"bort:i{world.own.pk}")
    other = client_for(world.lots)
    assert 'id="angra"' not in other.get(page(saved)).content.decode()


def test_two_lotsar_at_once_see_both_orders(world, saved, client_for):
    opened = stored(saved)
    version = version_of(opened)
    mine, pause, yours = opened
    client_for(world.lots).post(change(saved), sent((yours, pause, mine), version))
    late = client_for(world.lots)
    answer = late.post(change(saved), sent((pause, mine, yours), version))
    assert answer.status_code == 409
    assert answer.context["orders"] == [
        ("Sparad nu", [("Annat initiativ", 10), ("Paus", 10), ("Eget initiativ", 10)]),
        ("Din ordning", [("Paus", 10), ("Eget initiativ", 10), ("Annat initiativ", 10)]),
    ]
    assert keys(stored(saved)) == keys((yours, pause, mine))
    late.post(change(saved), sent((pause, mine, yours), answer.context["version"]))
    assert keys(stored(saved)) == keys((pause, mine, yours))


def test_a_fragment_put_in_the_old_page_is_a_fresh_page(world, saved, client_for):
    browser = client_for(world.lots, HX_Request="true", HX_Target="korordning")
    fragment = post(browser, saved, f"ner:i{world.own.pk}").content.decode()
    fresh = client_for(world.lots)
    fresh.cookies = browser.cookies
    whole = fresh.get(page(saved)).content.decode()

    def lines(text):
        return re.findall(r'<li class="agenda-line".*?</li>', text, re.DOTALL)

    assert lines(fragment) == lines(whole)
    assert "är nu nummer 2 av 3" in fragment
    assert 'data-hx-swap-oob="innerHTML"' in fragment


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("minuter", "", "Skriv ett antal minuter mellan 1 och 480."),
        ("minuter", "0", "Skriv ett antal minuter mellan 1 och 480."),
        ("minuter", "99999999999999999999", "Skriv ett antal minuter mellan 1 och 480."),
        ("minuter", "<script>", "Skriv ett antal minuter mellan 1 och 480."),
        ("rubrik", "", "Skriv en rubrik."),
        ("rubrik", "x" * 10_000, "högst 120 tecken"),
        ("rubrik", "Ring 811228-9874", "personnummer"),
    ],
)
def test_what_has_to_be_put_right_is_shown_and_nothing_is_saved(
    world, saved, client_for, field, value, said
):
    before = stored(saved)
    pause = before[1].key
    for headers in ({}, {"HX_Request": "true", "HX_Target": "korordning"}):
        browser = client_for(world.lots, **headers)
        answer = post(browser, saved, f"ner:i{world.own.pk}", **{f"{field}-{pause}": value})
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "<script>" not in answer.content.decode().partition("<main")[2]
    assert stored(saved) == before


@pytest.mark.parametrize("lines", [["i1", "i1"], ["x1"], ["i1'"], ["bx1"] * 500, ["i0"]])
def test_lines_that_cannot_be_read(world, saved, client_for, lines):
    before = stored(saved)
    data = {"rad": lines, "version": version_of(before), "gor": "spara"}
    assert client_for(world.lots).post(change(saved), data).status_code == 422
    assert stored(saved) == before


@pytest.mark.parametrize("do", ["", "nej", "upp:", "bort:i99", "initiativ:x", "initiativ:²", ":"])
def test_unknown_buttons_change_nothing(world, saved, client_for, do):
    before = stored(saved)
    assert post(client_for(world.lots), saved, do).status_code in (302, 422)
    assert stored(saved) == before


def test_an_empty_post_never_empties_an_order(world, saved, client_for):
    assert client_for(world.lots).post(change(saved), {}).status_code == 409
    assert len(stored(saved)) == 3


def test_hostile_text_is_text(world, saved, client_for):
    browser = client_for(world.lots)
    pause = stored(saved)[1].key
    post(browser, saved, **{f"rubrik-{pause}": "<script>alert(1)</script> & {{ 1 }}"})
    browser.braces_are_text = True
    for person in (world.lots, world.medarbetare):
        reader = client_for(person)
        reader.braces_are_text = True
        read = reader.get(page(saved)).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 1 }}" in read
        assert "<script>alert" not in read


# --- Who sees and may what ---------------------------------------------------------------------
def test_who_reads_and_who_changes(world, saved, client, client_for):
    read = {
        name: client_for(person).get(page(saved)).status_code
        for name, person in world.people().items()
        if name != "inactive"
    }
    outside = {"external"}
    assert {name for name, status in read.items() if status == 404} == outside
    assert {status for name, status in read.items() if name not in outside} == {200}
    changed = {
        name: post(client_for(person), saved).status_code
        for name, person in world.people().items()
        if name != "inactive"
    }
    assert {name for name, status in changed.items() if status == 302} == {"lots"}
    assert {changed.pop("lots"), changed.pop("external")} == {302, 404}
    assert set(changed.values()) == {403}
    assert client.get(page(saved)).status_code == 302
    lots = client_for(world.lots)
    assert lots.post(page(saved)).status_code == 405
    assert lots.get(change(saved)).status_code == 405


def test_a_reader_sees_times_and_who_but_no_drafts(world, saved, client_for):
    PreparationFactory(
        checkpoint=saved, initiative=world.own, ready=True, presenters=[world.ledartroja]
    )
    PreparationFactory(
        checkpoint=saved, initiative=world.other, presenters=[world.other_ledartroja]
    )
    read = client_for(world.medarbetare).get(page(saved)).content.decode()
    assert "Lea Ledare" in read
    assert "Olle Ledare" not in read
    assert "13.00–13.10" in read
    assert "<form" not in read.partition("<main")[2].partition("</main")[0]
    assert "Är de redo?" not in read


def test_a_reader_of_one_initiative_does_not_learn_of_the_others(world, saved, client_for):
    read = client_for(world.external_member).get(page(saved)).content.decode()
    assert "Eget initiativ" in read
    assert "Annat initiativ" not in read.replace("Ett annat initiativ", "")
    read = client_for(world.external_member).get(saved.get_absolute_url()).content.decode()
    assert "Annat initiativ" not in read.replace("Ett annat initiativ", "")


def test_no_order_yet_is_said_to_readers_and_the_proposal_is_for_the_lots(
    world, checkpoint, client_for
):
    read = client_for(world.medarbetare).get(page(checkpoint)).content.decode()
    assert "Ingen körordning än" in read
    assert "Eget initiativ" not in read


# --- What is ready -----------------------------------------------------------------------------
def ready_table(answer) -> dict[str, list[str]]:
    (table,) = [
        one
        for one in parse(answer.content.decode()).iter("table")
        if "agenda-ready" in one.get("class")
    ]
    found = {}
    for row in table.find("tbody").iter("tr"):
        name, *cells = (" ".join(" ".join(cell.itertext()).split()) for cell in row)
        found[name] = cells
    return found


def test_what_is_ready_is_read_from_where_it_is_written(world, saved, client_for):
    preparation = PreparationFactory(
        checkpoint=saved,
        initiative=world.own,
        ready=True,
        questions=["Vem vet?", "Vem kan?"],
        presenters=[world.ledartroja, world.ledartroja2],
        decision_wanted="Två fordon.",
    )
    called = {"checkpoint": saved, "called_at": now()}
    InvitationFactory(person=world.ledartroja, reply="ja", replied_at=now(), **called)
    late = InvitationFactory(person=world.ledartroja2, **called)
    table = ready_table(client_for(world.lots).get(page(saved)))
    assert table["Eget initiativ"] == [
        "Redo",
        "2 frågor",
        "Lea Ledare, Leo Ledare",
        "Leo Ledare har inte svarat Se kallelserna : Eget initiativ",
        "Önskas",
    ]
    assert table["Annat initiativ"][0] == "Ej påbörjad Skriv : Annat initiativ"
    Invitation.objects.filter(pk=late.pk).update(reply="ja", replied_at=now())
    preparation.decision_wanted = ""
    preparation.save()
    table = ready_table(client_for(world.lots).get(page(saved)))
    assert table["Eget initiativ"][3:] == ["Alla", "Inget"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [("nej", "kommer inte"), ("kanske", "kanske kommer"), (None, "är inte kallad")],
)
def test_presenters_who_do_not_come(world, saved, client_for, reply, said):
    PreparationFactory(checkpoint=saved, initiative=world.own, presenters=[world.ledartroja])
    if reply:
        InvitationFactory(
            checkpoint=saved,
            person=world.ledartroja,
            called_at=now(),
            reply=reply,
            replied_at=now(),
        )
    cells = ready_table(client_for(world.lots).get(page(saved)))["Eget initiativ"]
    assert cells[:2] == ["Utkast Skriv klart : Eget initiativ", "Inga än Ställ en : Eget initiativ"]
    assert f"Lea Ledare {said}" in cells[3]


def test_a_team_sees_only_its_own_and_the_link_it_may_follow(world, saved, client_for):
    PreparationFactory(checkpoint=saved, initiative=world.own)
    table = ready_table(client_for(world.ledartroja).get(page(saved)))
    assert list(table) == ["Eget initiativ"]
    assert table["Eget initiativ"][2] == "Ingen än Utse : Eget initiativ"
    table = ready_table(client_for(world.fadder).get(page(saved)))
    assert table["Eget initiativ"][2] == "Ingen än"


# --- Elsewhere ---------------------------------------------------------------------------------
def test_the_page_of_the_checkpoint_says_the_order(world, saved, client_for):
    PreparationFactory(
        checkpoint=saved, initiative=world.own, ready=True, presenters=[world.ledartroja]
    )
    answer = client_for(world.medarbetare).get(saved.get_absolute_url())
    part = answer.context["agenda"]
    assert [(turn.name, turn.presenters) for turn in part.turns] == [
        ("Eget initiativ", ("Lea Ledare",)),
        ("Paus", ()),
        ("Annat initiativ", ()),
    ]
    assert "Läs och skriv ut" in answer.content.decode()


def test_min_sida_of_a_lots_says_when_an_order_is_missing(world, client_for):
    lots, leader = client_for(world.lots), client_for(world.ledartroja)
    far = CheckpointFactory(round=world.round, starts_at=now() + timedelta(days=20))
    assert page(far) not in lots.get("/").content.decode()
    near = CheckpointFactory(round=world.round)
    assert page(near) in lots.get("/").content.decode()
    assert page(near) not in leader.get("/").content.decode()
    AgendaItemFactory(checkpoint=near, position=1)
    assert page(near) not in lots.get("/").content.decode()


@pytest.mark.parametrize("n", [1, 50])
def test_queries(world, client_for, expect_queries, n):
    checkpoint = CheckpointFactory(round=world.round)
    for number in range(n):
        initiative = InitiativeFactory(round=world.round, running=True)
        PreparationFactory(
            checkpoint=checkpoint,
            initiative=initiative,
            ready=True,
            questions=["Vem?"],
            presenters=[world.ledartroja],
        )
        AgendaItemFactory(checkpoint=checkpoint, initiative=initiative, position=number + 1)
    lots, reader = client_for(world.lots), client_for(world.medarbetare)
    for browser in (lots, reader):
        browser.get(page(checkpoint))
    with expect_queries(10):
        lots.get(page(checkpoint))
    with expect_queries(9):
        reader.get(page(checkpoint))
    htmx = client_for(world.lots, HX_Request="true", HX_Target="korordning")
    data = sent(stored(checkpoint), version_of(stored(checkpoint)), "paus")
    with expect_queries(16):
        assert htmx.post(change(checkpoint), data).status_code == 200
    Checkpoint.objects.filter(pk=checkpoint.pk).update(name="Utan ordning")
    checkpoint.agenda.all().delete()
    with expect_queries(11):
        lots.get(page(checkpoint))
    assert Initiative.objects.filter(round=world.round).count() == n + 2
