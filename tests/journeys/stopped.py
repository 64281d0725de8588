"""LÄRANDE, step by step: tried, stopped with a lesson, and the next round begins with it."""

from playwright.sync_api import expect

from initiatives.models import Initiative, Round
from tests.journeys.desk import Desk
from tests.journeys.in_use import ULRIKA, close_test
from tests.journeys.story import LISA, Story

JENNY = "jenny.palm@tyreso.example"  # its ledartröjor
OSKAR = "oskar.lund@tyreso.example"

IDEA = "Eleverna väljer var de lär sig"
BELIEVED = "Elever som väljer rum själva stannar kvar hela dagen."
LEARNED = "Rummen var inte det svåra. Eleverna saknade någon som väntade på dem."
LESSON = "Vi byggde rum innan vi hade frågat varför de gick hem."
ADVICE = "Fråga tio som gick hem innan ni bygger något."
NEXT_TIME = "Börja med en vecka bland målgruppen innan mandatet skrivs."


def learn_and_try(story: Story, initiative: Initiative) -> None:
    story.clock("2024-02-01 14:00")
    jenny = Desk(story, JENNY, width=390)
    jenny.come(initiative.get_absolute_url())
    met = "Nio av tolv går hem före lunch, och ingen har frågat varför."
    with jenny.step(met):
        jenny.tab("Behov")
        jenny.press(
            "Spara insikten", text=met, source="observation", people=12, from_target_group=True
        )
    with jenny.step(IDEA):
        jenny.tab("Idéer")
        jenny.press("Spara idén", title=IDEA, others="Biblioteket och elevrådet")
    with jenny.step("Testet är sparat."):
        jenny.follow(f"Prova den: {IDEA}")
        jenny.press("Spara testet", believe=BELIEVED, right_when="Tio av tolv stannar till tre.")
    story.clock("2024-03-22 14:00")
    learned = {"saw": "Tre av tolv stannade.", "learned": LEARNED, "decision": "stop"}
    close_test(story, OSKAR, BELIEVED, **learned)
    oskar = Desk(story, OSKAR)
    oskar.come("/lyckade-missar/")
    expect(oskar.main).to_contain_text(LEARNED)


def stop_well(story: Story, initiative: Initiative) -> None:
    """From the test that said it: thanked, and no word of failing."""
    story.clock("2024-04-10 14:00")
    oskar = Desk(story, OSKAR)
    oskar.come(f"/initiativ/{initiative.pk}/tester/")
    with oskar.step("Alla som har varit med får veta det."):
        oskar.follow("Sluta här, med en lärdom")
        expect(oskar.main).to_contain_text("Tack för att ni vågade prova")
        oskar.press(
            "Avsluta med lärdom",
            words="Vi har provat färdigt, och vet nu vad nästa team ska börja med.",
            lesson_text=LESSON,
            lesson_advice=ADVICE,
            lesson_kind="malgrupp",
        )
    expect(oskar.main).to_contain_text("Avslutad med lärdom 10 april 2024")
    story.tick()
    mail = story.mails_to(JENNY)[-1]
    assert LESSON in mail.text
    for cold in ("misslyck", "nedlagd", "avbruten"):
        assert cold not in (oskar.main.inner_text() + mail.text).lower()


def others_learn_from_it(story: Story, initiative: Initiative) -> None:
    ulrika = Desk(story, ULRIKA)
    ulrika.come("/initiativ/")
    with ulrika.step(ADVICE):
        ulrika.follow("Lärdomar")
    expect(ulrika.main).to_contain_text(initiative.name)
    ulrika.come("/lyckade-missar/")
    for told in (LEARNED, initiative.name):
        expect(ulrika.main).to_contain_text(told)


def look_back(story: Story, initiative: Initiative) -> None:
    """Version 2.0: what the next round should keep, change and try."""
    story.clock("2025-01-20 10:00")
    lisa = Desk(story, LISA)
    lisa.come(initiative.round.get_absolute_url())
    with lisa.step(NEXT_TIME):
        lisa.follow("Tillbakablick: behåll, ändra, prova")
        lisa.press("Spara", kind="change", text=NEXT_TIME)


def the_next_round_begins_with_it(story: Story, initiative: Initiative) -> None:
    story.clock("2025-01-27 10:00")
    lisa = Desk(story, LISA)
    lisa.come("/omgangar/")
    with lisa.step("Kommungemensamma utmaningar 2025 finns nu."):
        lisa.follow("Ny omgång")
        for told in (NEXT_TIME, ADVICE):
            expect(lisa.main).to_contain_text(told)
        lisa.press(
            "Spara",
            name="Kommungemensamma utmaningar 2025",
            starts_on="2025-02-03",
            ends_on="2026-01-31",
        )
    assert Round.objects.filter(name="Kommungemensamma utmaningar 2025").exists()
    for told in (NEXT_TIME, ADVICE):
        expect(lisa.main).to_contain_text(told)
