"""What teams write down goes out in the workbook and comes in again."""

from datetime import date, datetime

import pytest
from django.db import connection

from initiatives.models import (
    Actor,
    Effect,
    FollowUp,
    Idea,
    Initiative,
    Insight,
    NeedStatement,
    Round,
    Test,
)
from initiatives.services import written
from programme.workbook.importing import examine, import_workbook
from programme.workbook.layout import IDEAS, TESTS
from programme.workbook.layout.ending import LESSONS
from programme.workbook.layout.need import ACTORS, INSIGHTS, NEEDS, TO_MEET
from programme.workbook.writing import export
from roles.models import Person
from roles.permissions import Role
from tests import factories
from tests.factories import (
    AttachmentFactory,
    CoachNoteFactory,
    EndingFactory,
    IdeaFactory,
    InitiativeFactory,
    PersonFactory,
    give,
)
from tests.programme.workbooks import content_of
from tests.programme.written import (
    CODE,
    IMPORTED,
    ROWS,
    errors_in,
    reader,
    with_cell,
    workbook_with,
)

pytestmark = pytest.mark.django_db


def empty_municipality() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "TRUNCATE roles_person, roles_unit, initiatives_round, initiatives_goal CASCADE"
        )
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def plain(rows: list[tuple]) -> list[tuple]:
    """As the sheet has it: days without a time of day."""
    return [
        tuple(cell.date() if isinstance(cell, datetime) else cell for cell in row) for row in rows
    ]


def test_every_sheet_comes_back_as_it_was():
    import_workbook(workbook_with(ROWS), by=reader())
    first = content_of(export(Round.objects.get(), by=None))
    for sheet in IMPORTED:
        head, *rows = first[sheet.name]
        written = [
            tuple("LEDARE" if isinstance(cell, str) and "@" in cell else cell for cell in row)
            for row in plain(rows)
        ]
        assert written == ROWS[sheet.name], sheet.name
        assert all(any(row[n] is not None for row in rows) for n in range(len(head))), sheet.name


def test_the_export_fills_an_empty_municipality():
    import_workbook(workbook_with(ROWS), by=reader())
    first = export(Round.objects.get(), by=None)
    empty_municipality()
    import_workbook(first, by=reader())
    second = content_of(export(Round.objects.get(), by=None))
    assert {name: second[name] for name in second if name != "Uppföljningar"} == {
        name: rows for name, rows in content_of(first).items() if name != "Uppföljningar"
    }


def test_the_export_read_in_again_changes_nothing():
    import_workbook(workbook_with(ROWS), by=reader())
    assert examine(export(Round.objects.get(), by=None), by=None).plan.changes_nothing


# --- What is there already -----------------------------------------------------------------------
@pytest.fixture
def imported(frozen_time):
    frozen_time("2024-11-15 10:00")
    by = reader()
    import_workbook(workbook_with(ROWS), by=by)
    give(by, Role.LOTS, Round.objects.get())
    return Person.objects.get(pk=by.pk)


def notes(data: bytes, by, sheet) -> list[tuple]:
    plan = examine(data, by=by).plan
    assert plan.changes_nothing
    return [(item.row, *item.notes) for item in plan.of(sheet).items if item.notes]


def test_a_changed_cell_changes_the_row_that_is_there(imported):
    data = workbook_with(with_cell(ACTORS, 2, "Bidrar med", "Lokaler."))
    (change,) = examine(data, by=imported).plan.of(ACTORS).changed[0].changes
    assert (change.title, change.before, change.after) == (
        "Bidrar med",
        "Tid och erfarenhet.",
        "Lokaler.",
    )
    import_workbook(data, by=imported)
    actor = Actor.objects.get()
    assert (actor.brings, actor.version) == ("Lokaler.", 2)


def test_what_is_taken_away_or_reworded_here_does_not_come_back(imported):
    insight = Insight.objects.get(text__startswith="De slänger")
    written.change(by=imported, row=insight, version=1, text="De slänger mindre nu.")
    written.remove(by=imported, row=Idea.objects.get(title="Appen"))
    assert notes(workbook_with(ROWS), imported, INSIGHTS) == [
        (2, "Är borttaget eller omskrivet här, och lämnas så.")
    ]
    assert notes(workbook_with(ROWS), imported, IDEAS) == [
        (3, "Är borttaget eller omskrivet här, och lämnas så.")
    ]
    assert notes(workbook_with(ROWS), imported, TO_MEET) == [
        (2, "Är borttaget eller omskrivet här, och lämnas så.")
    ]


def test_a_closed_test_keeps_its_card_and_takes_a_corrected_learning(imported):
    card = with_cell(TESTS, 2, "Med vem", "Tre skolor")
    assert notes(workbook_with(card), imported, TESTS) == [
        (2, "Testet är avslutat, och testkortet ändras inte.")
    ]
    import_workbook(workbook_with(with_cell(TESTS, 2, "Vi lärde", "Trängseln.")), by=imported)
    test = Test.objects.closed().get()
    assert (test.learned, test.corrections, test.corrected_by) == ("Trängseln.", 1, imported)
    assert test.with_whom == "Två skolor"


def test_a_test_that_is_read_in_is_closed_by_its_decision(imported):
    rows = with_cell(TESTS, 3, "Därför", "ändra")
    assert errors_in(workbook_with(rows), imported) == [
        (
            "Tester",
            3,
            "L Vi lärde",
            "Ett test avslutas med vad ni såg, vad ni lärde och vad ni gör därför.",
        )
    ]
    rows = {
        **rows,
        "Tester": [rows["Tester"][0], (*rows["Tester"][1][:11], "Allt.", "ändra", None, None)],
    }
    import_workbook(workbook_with(rows), by=imported)
    test = Test.objects.get(learned="Allt.")
    assert (test.closed_by, test.closed_on) == (imported, date(2024, 11, 15))


def test_a_wording_or_a_decision_that_is_there_is_never_changed(imported):
    assert notes(
        workbook_with(with_cell(NEEDS, 3, "Behovet i en mening", "Något annat.")), imported, NEEDS
    ) == [(3, "Ändras inte: skriv en ny rad med nästa nummer.")]
    assert NeedStatement.objects.count() == 2


def test_an_idea_is_tried_when_a_test_of_it_comes(imported):
    idea = IdeaFactory(initiative=Initiative.objects.get(code=CODE), title="Skylten", chosen=True)
    test = ROWS["Tester"][1]
    rows = {"Tester": [(test[0], "Skylten", "Annat.", *test[3:])]}
    import_workbook(workbook_with(rows), by=imported)
    idea.refresh_from_db()
    assert (idea.state, idea.decided_by) == (Idea.State.TRIED, imported)
    stale = {"Idéer": [(CODE, "Skylten", *[None] * 5, "vald", None, None, None)]}
    assert notes(workbook_with(stale), imported, IDEAS) == [
        (2, "Idén är provad, och det lämnas så.")
    ]


def test_a_decision_to_adopt_plans_the_follow_ups(imported):
    assert list(FollowUp.objects.values_list("due_on", flat=True)) == [
        date(2025, 4, 3),
        date(2025, 10, 3),
        date(2026, 10, 3),
    ]


def test_another_main_effect_takes_over_when_the_first_is_let_go(imported):
    first = ROWS["Effektmål"][0]
    second = (CODE, "kilo mat", *first[2:])
    assert errors_in(workbook_with({"Effektmål": [second]}), imported) == [
        ("Effektmål", 2, "J Målgruppen märker",
         "Ett annat effektmål är redan det som målgruppen märker.")
    ]  # fmt: skip
    import_workbook(workbook_with({"Effektmål": [second, (*first[:-1], "nej")]}), by=imported)
    assert Effect.objects.get(is_main=True).what == "kilo mat"
    import_workbook(workbook_with({"Effektmål": [(*second[:-1], "nej"), first]}), by=imported)
    assert Effect.objects.get(is_main=True).what == "matsvinn per elev"


def test_the_same_row_twice_is_one(imported):
    rows = {"Lärdomar": [*ROWS["Lärdomar"], *ROWS["Lärdomar"]]}
    assert notes(workbook_with(rows), imported, LESSONS) == [(3, "Står redan på rad 2.")]


def test_only_what_lives_on_is_read_into_a_round_that_is_over(imported, frozen_time):
    frozen_time("2025-06-02 10:00")
    reading = {"Mätningar": [(CODE, "matsvinn per elev", 19, date(2025, 6, 1), None)]}
    import_workbook(workbook_with(reading), by=imported)
    lesson = {"Lärdomar": [(*ROWS["Lärdomar"][0][:3], "Ny.", *ROWS["Lärdomar"][0][4:])]}
    assert errors_in(workbook_with(lesson), imported) == [
        ("Omgång", None, "", "Omgången är avslutad, så inget nytt kan läsas in i den.")
    ]


def test_the_console_writes_nothing_in_nobodys_name():
    assert errors_in(workbook_with({"Länkar": ROWS["Länkar"]}), None) == [
        ("Länkar", None, "", "Det som står i bladet behöver någon som skriver det.")
    ]


# --- What only goes out --------------------------------------------------------------------------
def test_what_only_goes_out_is_left_kindly(imported):
    initiative = Initiative.objects.get(code=CODE)
    AttachmentFactory(initiative=initiative, title="Rapport")
    CoachNoteFactory(initiative=initiative)
    EndingFactory(initiative=initiative)
    data = export(Round.objects.get(), by=imported)
    examined = examine(data, by=imported)
    assert examined.plan.changes_nothing
    assert [(each.sheet, each.what) for each in examined.findings.warnings] == [
        (name, "Bladet är bara export: det läses inte in.")
        for name in ("Uppföljningar", "Avslut", "Bilagor", "Coachlogg")
    ]


def test_the_export_holds_the_coach_log_for_those_who_may_read_it(imported):
    CoachNoteFactory(initiative=Initiative.objects.get(code=CODE), next_step="Ring köken.")
    own, admin = PersonFactory(), PersonFactory()
    give(own, Role.LOTS, Round.objects.get())
    give(admin, Role.ADMIN)
    for by, is_there in ((own, True), (admin, False), (None, True)):
        rows = content_of(export(Round.objects.get(), by=by))["Coachlogg"]
        assert ("Ring köken." in str(rows)) is is_there


def furnish(initiative) -> None:
    """Something of every sort, and what each of them points to."""
    insight = factories.InsightFactory(initiative=initiative)
    factories.ToMeetFactory(initiative=initiative, insight=insight)
    factories.NeedStatementFactory(initiative=initiative)
    factories.ActorFactory(initiative=initiative, unit=factories.UnitFactory())
    idea = factories.IdeaFactory(initiative=initiative)
    factories.TestFactory(initiative=initiative, idea=idea, responsible=PersonFactory())
    effect = factories.EffectFactory(initiative=initiative)
    reading = factories.MeasurementFactory(effect=effect)
    factories.BenefitYearFactory(benefit__initiative=initiative)
    factories.FollowUpFactory(
        initiative=initiative,
        measurement=reading,
        answered_by=PersonFactory(),
        answered_at=reading.created_at,
    )
    factories.AdoptionFactory(initiative=initiative, receiving_unit=factories.UnitFactory())
    factories.AdoptionStepFactory(initiative=initiative)
    factories.CommunicationActivityFactory(initiative=initiative)
    factories.InformationClassificationFactory(initiative=initiative)
    factories.LinkFactory(initiative=initiative)
    AttachmentFactory(initiative=initiative)
    factories.LessonFactory(initiative=initiative)
    EndingFactory(initiative=initiative, in_use=True)
    factories.RetrospectiveNoteFactory(round=initiative.round)
    CoachNoteFactory(initiative=initiative)


@pytest.mark.parametrize("times", [1, 4])
def test_queries_of_the_export(world, expect_queries, times):
    for initiative in [
        world.own,
        world.other,
        *InitiativeFactory.create_batch(2, round=world.round),
    ][:times]:
        furnish(initiative)
    with expect_queries(32):
        export(world.round, by=world.lots)


def test_queries_of_the_preview(imported, expect_queries):
    """Of 17 sheets in a round that is there: what is stored, and how it once stood. The first reads roles too."""
    _code, *rest = ROWS["Lärdomar"][0]
    many = [(CODE, *rest[:2], f"Lärdom {n}.", *rest[3:]) for n in range(200)]
    with expect_queries(39):
        examine(workbook_with(ROWS), by=imported)
    with expect_queries(38):
        examine(workbook_with({**ROWS, "Lärdomar": many}), by=imported)
