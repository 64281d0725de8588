"""Every form of the phases stands hostile words, 10 000 characters, two presses and two editors."""

import re

import pytest
from django.urls import URLPattern

from tests.initiatives.every_form import CASES
from tests.matrix.test_matrix import URLS

# Each fits a line, so that they are one hostile text where there is room for all.
HOSTILE = (
    "<script>alert('å')</script>",
    "\"'&amp;<!--]]>",
    "\u202eomvänt\u202c",
    "noll\u200bbredd",
    "👩\u200d👩\u200d👧 🇸🇪",
    "x" * 60,
)
every = pytest.mark.parametrize("case", CASES, ids=str)


@pytest.fixture
def form(world, client_for):
    """`form(case)`: its row, and a browser of someone who may write it."""

    def opened(case):
        return case.on(world), client_for(getattr(world, case.who))

    return opened


def stored(case, row) -> dict[str, str]:
    """What the database holds of the words."""

    def one(model):
        return model._default_manager.get(pk=row.pk) if isinstance(row, model) else newest(model)

    def newest(model):
        return model._default_manager.order_by("-pk").first()

    return {name: getattr(one(model), column) for name, (model, column) in case.texts.items()}


def hostile(limit: int) -> str:
    text = ""
    for one in HOSTILE:
        text = f"{text} {one}".strip() if len(text) + len(one) < limit else text
    return text or HOSTILE[0][:limit].strip()


def refused(page: str) -> str:
    """The form that came back: others on the page have fields of the same names."""
    (form,) = (one for one in page.split("<form ") if 'aria-invalid="true"' in one)
    return form


def value_of(form: str, name: str) -> str:
    """What stands in a field."""
    area = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    line = re.search(rf'<input[^>]* name="{name}" value="([^"]*)"', form)
    return (area or line)[1]


def error_of(form: str, name: str) -> str:
    """What is said at the field, which points at the words that say it."""
    control = re.search(
        rf'<(?:textarea|input)[^>]*name="{name}"[^>]*aria-invalid="true"[^>]*>', form
    )
    described = re.search(r'aria-describedby="([^"]*_error)', control[0])[1].split()[-1]
    return re.search(rf'id="{described}">([^<]+)', form)[1]


@every
def test_hostile_words_are_kept_whole_and_are_only_words(world, form, case):
    row, browser = form(case)
    words = {name: hostile(limit) for name, limit in case.limits().items()}
    answer = browser.post(case.url(row), case.data(world, **words), follow=True)
    assert answer.status_code == 200
    assert stored(case, row) == words
    assert "<script>alert" not in answer.text  # and the client lets no inline script through


@every
def test_what_postgresql_cannot_hold_is_refused_at_the_field(world, form, case):
    row, browser = form(case)
    browser.reads_html = False  # a NUL is no HTML either
    for name in case.texts:
        words = dict.fromkeys(case.texts, "Kvar") | {name: "Noll\0tecken"}
        answer = browser.post(case.url(row), case.data(world, **words))
        assert answer.status_code == 422
        assert "tecken" in error_of(refused(answer.text), name)
        assert all(value_of(refused(answer.text), one) == text for one, text in words.items())


@every
def test_long_words_are_kept_whole_or_come_back_whole(world, form, case):
    row, browser = form(case)
    limits = case.limits()
    too_long = {name: "å" * max(10_000, limit + 1) for name, limit in limits.items()}
    too_long |= {name: "å" * 10_001 for name, limit in limits.items() if limit == 10_000}
    answer = browser.post(case.url(row), case.data(world, **too_long))
    assert answer.status_code == 422
    for name, text in too_long.items():
        assert f"{limits[name]} tecken" in error_of(refused(answer.text), name)
        assert value_of(refused(answer.text), name) == text
    longest = {name: "å" * limit for name, limit in limits.items()}
    answer = browser.post(case.url(row), case.data(world, **longest), follow=True)
    assert answer.status_code == 200
    assert stored(case, row) == longest


@every
def test_a_personnummer_is_refused_and_the_rest_comes_back(world, form, case):
    row, browser = form(case)
    for name in case.texts:
        words = dict.fromkeys(case.texts, "Kvar") | {name: "811218-9876"}
        answer = browser.post(case.url(row), case.data(world, **words))
        assert answer.status_code == 422
        assert "personnummer" in error_of(refused(answer.text), name)
        assert all(value_of(refused(answer.text), one) == text for one, text in words.items())


@every
def test_two_presses_are_one(world, form, case):
    row, browser = form(case)
    before = case.model._default_manager.count()
    for _ in range(2):
        answer = browser.post(case.url(row), case.data(world))
        assert answer.status_code == 302
    assert case.model._default_manager.count() == before + case.adds


@pytest.mark.parametrize("case", [one for one in CASES if one.shared], ids=str)
def test_two_who_write_the_same_see_both_and_choose(world, form, case, client_for):
    row, browser = form(case)
    first = next(iter(case.texts))
    others = {"coach": world.lots, "lots": world.lots}
    theirs = case.data(world, **{first: "Deras ord."})
    colleague = client_for(world.ledartroja2 if case.who == "ledartroja" else others[case.who])
    if case.who == "coach":
        colleague = browser
    assert colleague.post(case.url(row), theirs).status_code == 302
    mine = case.data(world, **{first: "Mina ord."})
    late = browser.post(case.url(row), mine)
    assert late.status_code == 409
    assert "Deras ord." in late.text
    assert "Mina ord." in late.text
    assert stored(case, row)[first] == "Deras ord."
    seen = re.search(r'name="version" value="(\d+)"', late.text)[1]
    action = re.search(r'action="([^"]+)" data-settles-draft', late.text)[1]
    # A new wording must say why, which the first had no need to.
    chosen = browser.post(action, mine | {"version": seen, "why": mine.get("why", "Vi vet mer.")})
    assert chosen.status_code == 302
    assert stored(case, row)[first] == "Mina ord."


# --- No form is left out -----------------------------------------------------------------------
WITHOUT_WORDS = re.compile(
    r"_(remove|restore|drop|reopen|choose|done|not_done|undo|resume|accept|discard|take)$"
)
# What comes from before the phases, each with tests of its own.
EARLIER = {
    "goal_new",
    "goal_edit",
    "round_new",
    "round_edit",
    "initiative_new",
    "initiative_edit",
    "initiative_start",
    "mandate_new",
    "phase_change",
    "update_write",
    "update_save_draft",
    "update_correct",
    "obstacle_new",
    "obstacle_answer",
    "obstacle_lift",
    "obstacle_close",
    "obstacle_withdraw",
    "contact_new",
    "contact_edit",
}
NO_FORM = {"drafts", "processledare_name"}  # words of no person; a choice of two, and no words


def takes_post(pattern: URLPattern) -> bool:
    """A page for reading lets no POST through."""
    view = pattern.callback
    while view:
        methods = (view.__closure__ or ())[:]
        named = [cell.cell_contents for cell in methods if isinstance(cell.cell_contents, list)]
        if any("POST" in methods for methods in named):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_no_form_is_left_out():
    posts = {
        name.removeprefix("initiatives:")
        for name, pattern in URLS.items()
        if name.startswith("initiatives:") and takes_post(pattern)
    }
    forms = {name for name in posts if not WITHOUT_WORDS.search(name)}
    assert forms - EARLIER - NO_FORM == {case.name for case in CASES}
