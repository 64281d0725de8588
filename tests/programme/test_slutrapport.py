"""The slutrapport: made of what is already written, read as a page and as a PDF, fastställd once."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from initiatives.services.endings import LessonText, end_initiative
from prioinit.errors import DomainError
from programme.models import Slutrapport
from programme.slutrapport import Closing, build_slutrapport
from programme.slutrapport.finalising import finalise_slutrapport
from programme.slutrapport.report import SECTIONS
from tests.factories import (
    AdoptionFactory,
    AdoptionStepFactory,
    AttachmentFactory,
    BenefitFactory,
    BenefitYearFactory,
    CommunicationActivityFactory,
    DecisionFactory,
    EffectFactory,
    EndingFactory,
    FollowUpFactory,
    IdeaFactory,
    InputFactory,
    InsightFactory,
    LessonFactory,
    LinkFactory,
    MeasurementFactory,
    NeedStatementFactory,
    ObstacleFactory,
    PersonFactory,
    SlutrapportFactory,
    StatusUpdateFactory,
    TestFactory,
    in_days,
)
from tests.paper import sheets_of_pdf, squeezed, text_of_page

WORDS = "Grannarna hjälper redan till."


def url(name, row):
    return reverse(f"programme:{name}", args=[row.pk])


@pytest.fixture
def told(world):
    """An initiative with something in every section."""
    NeedStatementFactory(initiative=world.own, text="Unga behöver ett rum.")
    InsightFactory(initiative=world.own, people=9, from_target_group=True)
    InsightFactory(initiative=world.own, people=5, removed=True, text="Borttagen insikt.")
    for n in (1, 2):
        StatusUpdateFactory(initiative=world.own, published=True, since_last=f"Läge {n}.")
    StatusUpdateFactory(initiative=world.own, since_last="Utkastet syns inte.")
    ObstacleFactory(initiative=world.own, stops_us="Bygglovet.")
    DecisionFactory(initiative=world.own, decided=True)
    InputFactory(
        initiative=world.own, checkpoint__round=world.round, text="Fråga de unga!", shown=True
    )
    LessonFactory(initiative=world.own, advice="Fråga först.")
    IdeaFactory(initiative=world.own, title="Öppet till 22", chosen=True, others="Scouterna")
    IdeaFactory(initiative=world.own, title="Bygg ett hus", parked=True)
    TestFactory(initiative=world.own, closed=True, believe="Öppet lockar.")
    TestFactory(initiative=world.own, closed=True, believe="Musik lugnar.", decision="stop")
    effect = EffectFactory(initiative=world.own, main=True)
    MeasurementFactory(effect=effect, value="34.5", on=in_days(-60), note="Halva skolan.")
    MeasurementFactory(effect=effect, value=41, on=in_days(-9))
    benefit = BenefitFactory(initiative=world.own)
    BenefitYearFactory(benefit=benefit, year=2026, planned=9000, realised="6000.50")
    AdoptionFactory(initiative=world.own, decided=True)
    AdoptionStepFactory(initiative=world.own, step=1, reached_on=in_days(-30))
    CommunicationActivityFactory(initiative=world.own, activity="Frukost", done=True)
    LinkFactory(initiative=world.own, title="Rummet")
    AttachmentFactory(initiative=world.own, name="affisch.pdf")
    return world


def end(world):
    end_initiative(
        by=world.ledartroja,
        initiative=world.own,
        outcome="lardom",
        words=WORDS,
        lesson=LessonText("teknik", "Vi mätte fel.", "Mät tidigt."),
    )
    world.own.refresh_from_db()


def test_every_section_says_what_there_is(told):
    end(told)
    report = build_slutrapport(told.own, None)
    assert [name for name in SECTIONS if getattr(report, name) is None] == []
    assert (report.outcome.label, report.outcome.words) == ("avslutad med lärdom", WORDS)
    assert (report.need.target_group_met, len(report.need.insights)) == (9, 1)
    assert (report.updates.number, report.updates.latest.since_last) == (2, "Läge 2.")
    assert [one.advice for one in report.lessons.learned] == ["Mät tidigt.", "Fråga först."]
    assert report.trail.ended_on == told.own.ended_on


def test_the_work_is_told_as_a_story(told):
    removed = {"initiative": told.own, "removed": True}
    for factory in (IdeaFactory, TestFactory, CommunicationActivityFactory, LinkFactory):
        factory(**removed)
    TestFactory(initiative=told.own, believe="Pågår.")
    CommunicationActivityFactory(initiative=told.own, activity="Film")
    report = build_slutrapport(told.own, None)
    assert [(one.title, one.others) for one in report.ideas.settled] == [
        ("Öppet till 22", "Scouterna")
    ]
    assert [one.parked_why for one in report.ideas.parked] == ["Den kräver en ny lag."]
    assert [one.believe for one in report.tests.went_on] == ["Öppet lockar."]
    assert [one.believe for one in report.tests.misses] == ["Musik lugnar."]
    assert [one.believe for one in report.tests.unfinished] == ["Pågår."]
    assert (report.adoption.reached, len(report.adoption.remaining)) == (1, 8)
    assert report.adoption.handed.decision == "Vi har öppet till nio."
    assert [(one.activity, one.gave) for one in report.communication.done] == [
        ("Frukost", "Tolv kom.")
    ]
    assert [one.activity for one in report.communication.not_done] == ["Film"]
    assert [one.title for one in report.documents.links] == ["Rummet"]
    assert [one.name for one in report.documents.files] == ["affisch.pdf"]


def test_an_effect_is_told_with_its_readings_and_what_the_processledare_said(told):
    main = told.own.effects.get()
    EffectFactory(initiative=told.own, what="larm", unit="per kväll")
    last = main.measurements.latest("on")
    words = {"answered_by": told.lots, "answered_at": last.created_at}
    FollowUpFactory(initiative=told.own, months=6, measurement=last, answer="Kön är lång.", **words)
    FollowUpFactory(initiative=told.own, months=12, due_on=in_days(100))
    effects = build_slutrapport(told.own, None).effects
    measured, unmeasured = effects.aimed
    assert [(one.value, one.note, one.months, one.answer) for one in measured.readings] == [
        ("34.50", "Halva skolan.", None, None),
        ("41.00", "", 6, "Kön är lång."),
    ]
    assert measured.figures.line.startswith("från 29 till 41")
    assert measured.line is not None
    assert (unmeasured.figures.is_measured, unmeasured.line) == (False, None)
    assert [one.months for one in effects.followed] == [12]  # the other is among the readings


def test_what_has_no_end_is_cut_and_says_so(told, client_for):
    long = "ord " * 2000
    told.own.adoption_steps.update(evidence=long)
    told.own.links.update(what=long)
    for n in range(25):
        IdeaFactory(initiative=told.own, title=f"Idé {n}", chosen=True, text=long)
    report = build_slutrapport(told.own, None)
    assert (len(report.ideas.thought), report.ideas.left_out) == (20, 7)
    assert report.ideas.thought[-1].title == "Idé 24"
    texts = (
        report.ideas.thought[-1].text,
        report.adoption.treads[0].evidence,
        report.documents.links[0].what,
    )
    assert all(text.endswith(" …") and len(text) <= 602 for text in texts)
    page = client_for(told.lots).get(url("slutrapport_preview", told.own)).text
    assert "Dessutom 7 äldre idéer." in page


def test_the_benefits_are_summed_as_on_their_page(told):
    benefits = build_slutrapport(told.own, None).benefits
    assert (benefits.totals.money.planned, benefits.totals.money.realised) == (9000, 6000.5)
    assert [(one.year, one.planned) for one in benefits.gains[0].years] == [(2026, 9000)]


def test_who_took_over_is_said_once_and_a_later_one_as_the_one_now(told, client_for):
    taking = told.processledare
    ending = EndingFactory(
        initiative=told.own, in_use=True, processledare=taking, unit=taking.unit, by=told.lots
    )
    told.own.adoption.receiving_unit = ending.unit
    told.own.adoption.save()
    lots = client_for(told.lots)
    page = lots.get(url("slutrapport_preview", told.own)).text
    assert f"{taking.name}, {taking.unit}, är processledare" in page
    assert page.count(taking.name) == 1
    assert "Tar emot" not in page
    later = PersonFactory(name="Berit Efterträdare")
    told.own.assignments.filter(person=taking).update(person=later)
    page = lots.get(url("slutrapport_preview", told.own)).text
    assert "<strong>Processledare nu:</strong> Berit Efterträdare" in page


def test_what_is_empty_is_left_out(world):
    report = build_slutrapport(world.own, None)
    assert [template.split("/_")[1] for template, _part in report.parts] == [
        "mission.html",
        "trail.html",
        "adoption.html",  # who is named to take over
    ]


def test_one_from_before_the_work_was_told_still_opens(told, client_for):
    end(told)
    later = ("ideas", "tests", "effects", "benefits", "adoption", "communication", "documents")
    data = SlutrapportFactory(initiative=told.own).data
    before = {name: said for name, said in data.items() if name not in later}
    final = SlutrapportFactory(initiative=told.own, data=before)
    page = client_for(told.lots).get(url("slutrapport", final)).text
    assert "Unga behöver ett rum." in page
    assert "Det teamet provade" not in page


def test_it_is_the_same_after_years_in_the_archive(told):
    end(told)
    report = build_slutrapport(told.own, None)
    assert Closing.from_json(report.to_json()) == report


@pytest.mark.parametrize("rows", [1, 30])
def test_it_asks_the_same_few_questions(told, rows, expect_queries):
    for _ in range(rows):
        InsightFactory(initiative=told.own)
        LessonFactory(initiative=told.own)
        ObstacleFactory(initiative=told.own)
        IdeaFactory(initiative=told.own)
        TestFactory(initiative=told.own, closed=True)
        MeasurementFactory(effect=EffectFactory(initiative=told.own))
        BenefitYearFactory(benefit=BenefitFactory(initiative=told.own))
        CommunicationActivityFactory(initiative=told.own)
        LinkFactory(initiative=told.own)
    with expect_queries(25):
        build_slutrapport(told.own, None)


def test_it_is_made_final_by_a_lots_when_it_has_ended(told, client_for):
    lots = client_for(told.lots)
    early = lots.get(url("slutrapport_preview", told.own))
    assert "fastställs när initiativet är avslutat" in early.text
    assert "Fastställ<" not in early.text
    with pytest.raises(DomainError, match="avslutat"):
        finalise_slutrapport(by=told.lots, initiative=told.own)
    end(told)
    page = lots.get(url("slutrapport_preview", told.own))
    seen = page.context["seen"]
    answer = lots.post(url("slutrapport_finalise", told.own), {"seen": seen}, follow=True)
    final = Slutrapport.objects.get()
    assert final.reference.startswith("SR-")
    for said in (final.reference, "Unga behöver ett rum.", "Läge 1.", "Fråga först.", WORDS):
        assert said in answer.text
    for hidden in ("Borttagen insikt.", "Utkastet syns inte."):
        assert hidden not in answer.text
    again = lots.post(url("slutrapport_finalise", told.own), {"seen": seen})
    assert again.status_code == 409
    for said in ("Öppet lockar.", "Lyckade missar", "Ring biblioteket först.", "Tolv kom."):
        assert said in answer.text
    paper = "".join(sheets_of_pdf(bytes(final.pdf)))
    assert squeezed("Det teamet lämnar efter sig") in paper
    for said in ("Slutrapport", "Unga behöver ett rum.", "Det här lever vidare", "Mät tidigt."):
        assert squeezed(said) in paper
    assert "Fråga de unga!" in answer.text
    assert squeezed("Fråga de unga!") in text_of_page(answer.text)
    served = lots.get(url("slutrapport_pdf", final))
    assert served.content == bytes(final.pdf)


def test_hostile_words_are_text(told, client_for):
    LessonFactory(initiative=told.own, advice="<script>alert(1)</script>")
    page = client_for(told.ledartroja).get(url("slutrapport_preview", told.own)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_final_one_is_frozen(world):
    SlutrapportFactory(initiative=world.own)
    with pytest.raises(DatabaseError), transaction.atomic():
        Slutrapport.objects.update(year=2000)
    with pytest.raises(DatabaseError), transaction.atomic():
        Slutrapport.objects.all().delete()


def test_who_reads_and_who_makes_it_final(world, client_for):
    preview, finalise = (
        url("slutrapport_preview", world.own),
        url("slutrapport_finalise", world.own),
    )
    for who in (world.ledartroja, world.teammedlem, world.coach, world.fadder):
        assert client_for(who).get(preview).status_code == 200
        assert client_for(who).post(finalise).status_code == 403
    said = client_for(world.medarbetare).get(preview, follow=True)
    assert "inte fastställd än" in said.text
    final = SlutrapportFactory(initiative=world.own)
    for who in (world.medarbetare, world.external_member, world.klg):
        assert client_for(who).get(url("slutrapport", final)).status_code == 200
    assert client_for(world.medarbetare).get(preview).url == url("slutrapport", final)
    for name in ("slutrapport", "slutrapport_pdf"):
        assert client_for(world.external).get(url(name, final)).status_code == 404
        assert client_for(world.lots).post(url(name, final)).status_code == 405
    assert client_for(world.external).get(preview).status_code == 404
    assert client_for(world.lots).get(finalise).status_code == 405
