"""Körordning: the proposal, the changes, the clock, who may what, and two who change at once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from checkpoints.agenda import changes, running_order
from checkpoints.agenda.entries import Entry, order_of, version_of
from checkpoints.agenda.proposal import laid_out, propose, rotated
from checkpoints.models import AgendaItem, Checkpoint, Invitation, Showing
from checkpoints.policy.agenda import AGENDA_MOVES, Standing, agenda_moves, standing_of
from checkpoints.services.agenda import save_order
from initiatives.models import Initiative
from prioinit.errors import DomainError, EditConflict
from tests.client import parse
from tests.factories import (
    AgendaItemFactory,
    CheckpointFactory,
    InitiativeFactory,
    InvitationFactory,
    PreparationFactory,
    in_days,
)


def order(text: str):
    """ "i1:10 b1:15 o1:5": keys and minutes."""
    lines = [part.split(":") for part in text.split()]
    titles = {"i": "", "b": "Paus", "o": "Punkt"}
    return tuple(Entry(key, int(minutes), titles[key[0]]) for key, minutes in lines)


def keys(entries) -> str:
    return " ".join(one.key for one in entries)


# --- The proposal ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("initiatives", "minutes", "expected"),
    [
        (0, 180, ""),
        (1, 180, "o5 i30 o5"),
        (2, 30, "i15 i15"),
        (3, 90, "o5 i25 i25 i25 o5"),
        (3, 91, "o5 i20 i20 b15 i20 o5"),
        (9, 180, "o5 i15 i15 i15 i15 i15 b15 i15 i15 i15 i15 o5"),
        (4, 330, "o5 i30 i30 b15 i30 i30 o5"),
    ],
)
def test_proposal_fits_the_meeting(initiatives, minutes, expected):
    proposed = laid_out(range(1, initiatives + 1), minutes)
    assert " ".join(f"{one.key[0]}{one.minutes}" for one in proposed) == expected
    assert sum(one.minutes for one in proposed) <= minutes


def test_proposal_of_far_too_many_gives_each_three_minutes_and_says_so():
    proposed = laid_out(range(1, 51), 60)
    assert {one.minutes for one in proposed if one.key[0] == "i"} == {3}
    assert sum(one.minutes for one in proposed) == 160


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ([], [1, 2, 3]),
        ([1, 2, 3], [3, 1, 2]),
        ([3, 1, 2], [2, 3, 1]),
        ([2, 9, 1], [1, 2, 3]),  # 9 has left, 3 is new
    ],
)
def test_rotation(last, expected):
    assert rotated([1, 2, 3], last) == expected


def test_everyone_is_last_once_in_as_many_checkpoints():
    turn, last = [1, 2, 3, 4], []
    for _ in range(4):
        turn = rotated([1, 2, 3, 4], turn)
        last.append(turn[-1])
    assert sorted(last) == [1, 2, 3, 4]


def test_proposal_turns_the_order_of_the_last_checkpoint_held(world):
    earlier = CheckpointFactory(round=world.round, starts_at=now() - timedelta(days=60))
    cancelled = CheckpointFactory(
        round=world.round, starts_at=now() - timedelta(days=30), cancelled=True
    )
    for place, one in enumerate([world.own, world.other], start=1):
        AgendaItemFactory(checkpoint=earlier, initiative=one, position=place)
        AgendaItemFactory(checkpoint=cancelled, initiative=one, position=3 - place)
    coming = CheckpointFactory(round=world.round)
    proposed = propose(coming, list(world.round.initiatives.all()))
    assert keys(one for one in proposed if one.initiative_id) == (
        f"i{world.other.pk} i{world.own.pk}"
    )


def test_proposal_leaves_out_who_is_paused_that_day(world):
    world.own.paused_until, world.own.pause_reason = in_days(20), "Föräldraledigt."
    world.own.save()
    proposed = propose(CheckpointFactory(round=world.round), list(world.round.initiatives.all()))
    assert [one.initiative_id for one in proposed if one.initiative_id] == [world.other.pk]


# --- The changes -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "step", "shown", "expected"),
    [
        ("i2", -1, 0, "i2 i1 b1 i3"),
        ("i2", 1, 0, "i1 b1 i2 i3"),
        ("i1", -1, 0, "i1 i2 b1 i3"),
        ("i3", 1, 0, "i1 i2 b1 i3"),
        ("i2", -1, 1, "i1 i2 b1 i3"),  # what stands before it has been shown
        ("i1", 1, 1, "i1 i2 b1 i3"),
        ("i99", 1, 0, "i1 i2 b1 i3"),
    ],
)
def test_moved(key, step, shown, expected):
    before = order("i1:10 i2:10 b1:15 i3:10")
    assert keys(changes.moved(before, key, step, shown)) == expected


@pytest.mark.parametrize(
    ("before", "shown", "expected"),
    [
        ("i1:10 i2:10 i3:10 i4:10", 0, "i1 i2 bx1 i3 i4"),
        ("o1:5 i1:10 i2:10 b1:15 i3:10 i4:10 i5:10", 0, "o1 i1 i2 b1 i3 i4 bx1 i5"),
        ("i1:10 i2:10 i3:10 i4:10", 2, "i1 i2 i3 bx1 i4"),
        ("i1:10", 0, "i1 bx1"),
        ("", 0, "bx1"),
    ],
)
def test_a_break_goes_where_it_is_needed_most(before, shown, expected):
    changed, key = changes.with_break(order(before), shown)
    assert (keys(changed), key) == (expected, "bx1")


def test_a_new_initiative_comes_after_the_last_with_the_usual_minutes():
    changed, _key = changes.with_initiative(order("o1:5 i1:12 i2:12 i3:20 o2:5"), 7)
    assert keys(changed) == "o1 i1 i2 i3 i7 o2"
    assert changed[4].minutes == 12
    assert changes.with_initiative(changed, 7)[0] == changed


@pytest.mark.parametrize(
    ("before", "too_long", "shown", "expected"),
    [
        ("i1:15 i2:15 b1:15 i3:15", 7, 0, [12, 12, 15, 12]),
        ("i1:4 i2:20 i3:20", 10, 0, [3, 15, 15]),
        ("i1:15 i2:15 i3:15", 4, 1, [15, 13, 13]),
        ("i1:4 i2:4", 5, 0, None),
        ("b1:30", 5, 0, None),
    ],
)
def test_shortened(before, too_long, shown, expected):
    after = changes.shortened(order(before), too_long, shown)
    assert (after and [one.minutes for one in after]) == expected


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("i1:15 b1:15 i2:15", "i1:12 b1:15 i2:12", "12 minuter i stället för 15"),
        ("i1:15 i2:20", "i1:12 i2:17", "3 minuter kortare för varje initiativ"),
        ("i1:4 i2:20", "i1:3 i2:15", "3–15 minuter för varje initiativ"),
    ],
)
def test_what_shortening_gives_in_words(before, after, said):
    assert changes.shortening_in_words(order(before), order(after)) == said


def test_version_is_of_what_is_said_and_in_which_order():
    one = order("i1:10 b1:15")
    assert version_of(one) == version_of(order("i1:10 b7:15"))
    different = [order("b1:15 i1:10"), order("i1:11 b1:15"), order("i1:10"), ()]
    assert len({version_of(other) for other in [one, *different]}) == 5


# --- The service -------------------------------------------------------------------------------
@pytest.fixture
def checkpoint(world):
    return CheckpointFactory(round=world.round)


@pytest.fixture
def saved(world, checkpoint):
    """own, a break, other: 10 minutes each."""
    rows = [(world.own, 1), (None, 2), (world.other, 3)]
    for initiative, place in rows:
        AgendaItemFactory(checkpoint=checkpoint, initiative=initiative, position=place)
    return checkpoint


def stored(checkpoint):
    return order_of(checkpoint.agenda.all())


def save(world, checkpoint, wanted, version=None):
    return save_order(
        by=world.lots,
        checkpoint=checkpoint,
        version=version_of(stored(checkpoint)) if version is None else version,
        order=wanted,
    )


def test_saved_whole_and_a_line_that_stays_keeps_its_row(world, saved):
    before = {item.pk for item in saved.agenda.all()}
    first, pause, last = stored(saved)
    save(world, saved, (last, first, Entry("ox1", 5, "Tack")))
    after = list(saved.agenda.all())
    assert [(str(item), item.position, item.minutes) for item in after] == [
        ("Annat initiativ", 1, 10),
        ("Eget initiativ", 2, 10),
        ("Tack", 3, 5),
    ]
    assert {item.pk for item in after[:2]} < before
    assert not AgendaItem.objects.filter(pk=pause.key[1:]).exists()


def test_the_same_order_sent_twice_does_nothing_twice(world, checkpoint, saved):
    version = version_of(stored(saved))
    added, _key = changes.with_break(stored(saved))
    save(world, saved, added, version)
    once = list(saved.agenda.values_list("pk", "position"))
    save(world, saved, added, version)
    assert list(saved.agenda.values_list("pk", "position")) == once


def test_another_order_on_top_of_what_another_saved_conflicts(world, saved):
    version = version_of(stored(saved))
    first, pause, last = stored(saved)
    save(world, saved, (last, pause, first), version)
    with pytest.raises(EditConflict) as conflict:
        save(world, saved, (first, last), version)
    assert conflict.value.stored == (last, pause, first)
    assert keys(stored(saved)) == keys((last, pause, first))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("i{far}:10", "Bara initiativ som är igång i omgången kan vara med."),
        ("i{planned}:10", "Bara initiativ som är igång i omgången kan vara med."),
        ("i{own}:10 i{own}:5", "Något står två gånger i körordningen. Ladda om sidan."),
        (" ".join(f"ox{n}:1" for n in range(1, 102)), "En körordning har högst 100 punkter."),
    ],
)
def test_refused(world, checkpoint, wanted, said):
    planned = InitiativeFactory(round=world.round)
    ids = {"far": world.far.pk, "own": world.own.pk, "planned": planned.pk}
    with pytest.raises(DomainError, match=re.escape(said)):
        save(world, checkpoint, order(wanted.format(**ids)))
    assert stored(checkpoint) == ()


@pytest.mark.parametrize("title", ["", "x" * 121, "Fråga 811228-9874"])
def test_a_title_the_row_refuses(world, checkpoint, title):
    with pytest.raises(DomainError):
        save(world, checkpoint, (Entry("ox1", 5, title),))
    assert stored(checkpoint) == ()


# --- When --------------------------------------------------------------------------------------
def show(checkpoint, item, world, **fields):
    at = now()
    return Showing.objects.create(
        checkpoint=checkpoint, item=item, began_at=at, item_began_at=at, by=world.lots, **fields
    )


def test_what_has_been_shown_stands_and_the_rest_can_change(world, saved):
    first, pause, last = stored(saved)
    show(saved, saved.agenda.first(), world)
    save(world, saved, (first, last, pause))
    assert keys(stored(saved)) == keys((first, last, pause))
    with pytest.raises(DomainError, match="Det som har visats står fast"):
        save(world, saved, (last, first, pause))


def test_after_the_last_item_all_that_was_shown_stands(world, saved):
    first, pause, last = stored(saved)
    items = list(saved.agenda.all())
    show(saved, None, world, spent={str(item.pk): 60 for item in items[:2]})
    with pytest.raises(DomainError, match="Det som har visats står fast"):
        save(world, saved, (pause, first, last))


@pytest.mark.parametrize(
    ("begins", "cancelled", "showing", "expected"),
    [
        (timedelta(days=3), False, None, Standing.OPEN),
        (timedelta(hours=-1), False, None, Standing.OPEN),
        (timedelta(hours=-1), False, "running", Standing.UNDER_WAY),
        (timedelta(hours=-9), False, "running", Standing.UNDER_WAY),  # it has run over time
        (timedelta(days=1), False, "ended", Standing.OPEN),  # tried the day before
        (timedelta(hours=-9), False, "ended", Standing.CLOSED),
        (timedelta(hours=-9), False, None, Standing.CLOSED),
        (timedelta(days=3), True, None, Standing.CLOSED),
    ],
)
def test_standing(world, begins, cancelled, showing, expected):
    checkpoint = CheckpointFactory(round=world.round, starts_at=now() + begins, cancelled=cancelled)
    ended = {"ended_at": now()} if showing == "ended" else {}
    row = show(checkpoint, None, world, **ended) if showing else None
    assert standing_of(checkpoint, row) == expected
    allowed = set(agenda_moves(world.lots, checkpoint, row))
    assert allowed == {one.name for one in AGENDA_MOVES if expected in one.from_states}
    assert agenda_moves(world.ledartroja, checkpoint, row) == {}


def test_nothing_changes_in_a_round_that_is_over(world, saved):
    world.round.starts_on, world.round.ends_on = in_days(-90), in_days(-1)
    world.round.save()
    saved.refresh_from_db()
    assert agenda_moves(world.lots, saved, None) == {}
    with pytest.raises(DomainError, match="Omgången är avslutad"):
        save(world, saved, ())


@pytest.mark.parametrize("fields", [{"cancelled": True}, {"starts_at": now() - timedelta(days=2)}])
def test_nothing_changes_in_a_checkpoint_that_is_cancelled_or_over(world, fields):
    checkpoint = CheckpointFactory(round=world.round, **fields)
    with pytest.raises(DomainError, match="Körordningen kan inte ändras"):
        save(world, checkpoint, order("ox1:5"))


# --- The page ----------------------------------------------------------------------------------
def page(checkpoint):
    return reverse("checkpoints:agenda", args=[checkpoint.pk])


def change(checkpoint):
    return reverse("checkpoints:agenda_change", args=[checkpoint.pk])


def sent(entries, version, do="spara", **fields):
    data = {"rad": [one.key for one in entries], "version": version, "gor": do}
    for one in entries:
        data[f"minuter-{one.key}"] = one.minutes
        if one.title:
            data[f"rubrik-{one.key}"] = one.title
    return data | fields


def post(browser, checkpoint, do="spara", **fields):
    now_stored = stored(checkpoint)
    return browser.post(change(checkpoint), sent(now_stored, version_of(now_stored), do, **fields))


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
    with expect_queries(19):
        assert htmx.post(change(checkpoint), data).status_code == 200
    Checkpoint.objects.filter(pk=checkpoint.pk).update(name="Utan ordning")
    checkpoint.agenda.all().delete()
    with expect_queries(11):
        lots.get(page(checkpoint))
    assert Initiative.objects.filter(round=world.round).count() == n + 2
