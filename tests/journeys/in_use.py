"""UNGA-TJEJER, step by step: its need, an idea with others, tests, effects, and somebody who takes over."""

from datetime import date
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from checkpoints.models import Checkpoint, Preparation
from initiatives.models import Initiative
from programme.models import Slutrapport
from roles.models import Assignment
from tests.journeys.desk import Desk
from tests.journeys.story import LISA, Story, words

SOFIA = "sofia.rehn@tyreso.example"  # its ledartröjor
ALI = "ali.haddad@tyreso.example"
PETRA = "petra.vinter@tyreso.example"  # its coach
DANIEL = "daniel.ost@tyreso.example"  # holds no role at all
ULRIKA = "ulrika.ceder@tyreso.example"  # leads another initiative

MET = "Elva av fjorton berättar hellre för en idrottsledare än för någon i skolan."
NEED = "Tjejer i Tyresö behöver en vuxen de redan känner för att våga säga hur de mår."
NEED_AGAIN = "Tjejer i Tyresö behöver en vuxen de själva har valt, innan det blir allvar."
IDEA = "Ledarna i föreningarna får en väg in"
PARKED = "En chatt på kommunens webb"
BELIEVED = "Ledare frågar oss om råd när de har ett nummer att ringa."
CHANGED = "Ledarna ville hjälpa, men inte ringa någon de aldrig hade träffat."
CONTINUED = "När de har träffat kuratorn en gång räcker ett sms."
EFFECT = "av tjejer 13–18 år vet vart de kan vända sig"
AGREED = "Sofia ringer tre föreningar före fredag."
DECISION = "Varje förening har en namngiven kurator, och ledarna har träffat henne."
LESSON = "Tjejerna hade redan valt sin vuxna. Vi behövde bara fråga vem."


def learn_the_need(story: Story, initiative: Initiative) -> None:
    """On her phone, after the interviews."""
    story.clock("2024-01-30 13:00")
    sofia = Desk(story, SOFIA, width=390)
    sofia.come("/")
    sofia.follow(initiative.name)
    with sofia.step(MET):
        sofia.tab("Behov")
        sofia.press(
            "Spara insikten", text=MET, source="intervju", people=14, from_target_group=True
        )
    waited = "Det går ett år mellan första tanken och det första samtalet."
    with sofia.step(waited):
        sofia.press("Spara insikten", text=waited, source="data")
    with sofia.step("Skolsköterskorna"):
        sofia.press("Lägg till", who="Skolsköterskorna", why="Vad hör de först?")
    heard = "Magont är det första de hör, långt före orden."
    with sofia.step(heard):
        sofia.follow("Vi har mött dem: Skolsköterskorna")
        sofia.press("Spara insikten", text=heard, source="intervju", people=3)
    with sofia.step("Tyresö FF"):
        sofia.press("Lägg till", name="Tyresö FF", side="outside", brings="Tjugo ledare.")
    with sofia.step(NEED):
        sofia.press("Spara meningen", text=NEED)
    expect(sofia.page.locator(".stats")).to_contain_text("14")
    assert initiative.to_meet.get().insight.text == heard


def say_it_again(story: Story, initiative: Initiative) -> None:
    """The other ledartröja, two weeks later: the update from the mail, then the sentence."""
    story.clock("2024-02-13 07:10")
    story.tick()
    mail = story.mails_to(ALI, "ägesuppdatering")[-1]
    ali = Desk(story, ALI)
    with ali.step("Lägesuppdateringen är publicerad"):
        ali.come(story.link_in(mail))
        ali.page.locator("label.scale-step", has_text="4").click()
        ali.press(
            "Publicera", since_last="Vi har mött fjorton tjejer.", next_step="Fem ledare till."
        )
    ali.come(initiative.get_absolute_url())
    with ali.step("1 tidigare version"):
        ali.tab("Behov")
        ali.press("Spara meningen", text=NEED_AGAIN, why="Det är de som väljer, inte vi.")
    assert [one.text for one in initiative.need_statements.all()] == [NEED_AGAIN, NEED]


def change_phase(desk: Desk, initiative: Initiative, to: str, reason: str) -> None:
    desk.come(initiative.get_absolute_url())
    with desk.step("Nu är ni i fasen"):
        desk.follow("Byt fas")
        desk.press("Byt fas", to=to, reason=reason)
    initiative.refresh_from_db()
    assert initiative.phase == to


def choose_an_idea(story: Story, initiative: Initiative) -> None:
    story.clock("2024-02-20 10:00")
    sofia = Desk(story, SOFIA)
    change_phase(sofia, initiative, "ide", "Vi vet vem de redan litar på.")
    with sofia.step(IDEA):
        sofia.tab("Idéer")
        sofia.press(
            "Spara idén", title=IDEA, others="Tyresö FF och ridklubben", fit="väl", effort="en del"
        )
    with sofia.step("Jämför idéerna"):
        sofia.press("Spara idén", title=PARKED, fit="lite", effort="mycket", courage="trygg")
    expect(sofia.page.locator(".rows strong").first).to_have_text(IDEA)  # others take part: on top
    with sofia.step("Idén är vald."):
        sofia.press(f"Välj idén: {IDEA}")
    with sofia.step("Idén är parkerad."):
        why = "Ingen av de fjorton skulle skriva till kommunen."
        sofia.press("Parkera", row=PARKED, text=why)
    assert [one.state for one in initiative.ideas.order_by("pk")] == ["chosen", "parked"]


def prepare_without_retyping(story: Story, initiative: Initiative) -> None:
    """What has happened is there to tick; how far they have come stands as they last told it."""
    story.clock("2024-03-05 09:00")
    checkpoint = Checkpoint.objects.get(name="Checkpoint 1")
    sofia = Desk(story, SOFIA)
    sofia.come("/")
    with sofia.step("Förberedelsen är redo"):
        sofia.follow(f"Förbered: {initiative.name}")
        expect(sofia.page.get_by_label("Så långt har vi kommit")).to_have_value(
            "Vi har mött fjorton tjejer."
        )
        for told in (MET[:40], "Vi vet vem de redan litar på."):
            sofia.page.get_by_role("checkbox", name=told).check()
        sofia.press("Vi är redo", question_1="Vilken vuxen valde du själv som trettonåring?")
    expect(sofia.main).to_contain_text(MET)
    ready = Preparation.objects.get(checkpoint=checkpoint, initiative=initiative)
    assert [one.text for one in ready.picked if one.text] != []
    assert ready.state == "ready"


def try_it_twice(story: Story, initiative: Initiative) -> None:
    story.clock("2024-03-20 10:00")
    ali = Desk(story, ALI)
    change_phase(ali, initiative, "test", "Två föreningar vill prova redan nu.")
    ali.tab("Idéer")
    first = {"believe": BELIEVED, "right_when": "Tio ledare har ringt inom fyra veckor."}
    with ali.step("Testet är sparat."):
        ali.follow(f"Prova den: {IDEA}")  # what the idea says is filled in
        ali.press("Spara testet", **first)

    story.clock("2024-04-19 10:00")
    learned = {"saw": "Två ledare ringde.", "learned": CHANGED, "decision": "change"}
    close_test(story, ALI, BELIEVED, **learned, therefore="Vi går till träningarna.")
    ali = Desk(story, ALI)
    ali.come(f"/initiativ/{initiative.pk}/tester/")
    again = "Ledare hör av sig till en kurator som de har träffat."
    second = {"believe": again, "try_by": "Kuratorn är med på en träning.", **_RIGHT}
    with ali.step("Testet är sparat."):
        ali.press("Spara testet", **second)

    story.clock("2024-05-24 10:00")
    learned = {"saw": "Fjorton hörde av sig.", "learned": CONTINUED, "decision": "continue"}
    close_test(story, SOFIA, again, **learned)
    tests = initiative.tests.order_by("pk")
    assert [(one.decision, one.idea_id) for one in tests] == [
        ("change", initiative.ideas.get(title=IDEA).pk),
        ("continue", None),
    ]


_RIGHT = {"right_when": "Tio ledare har hört av sig inom fyra veckor."}


def close_test(story: Story, email: str, believed: str, **learned: str) -> None:
    """From the page of the tests; the form opens in place."""
    desk = Desk(story, email)
    initiative = Initiative.objects.get(tests__believe=believed)
    desk.come(f"/initiativ/{initiative.pk}/tester/")
    with desk.step("Testet är avslutat."):
        desk.follow(f"Avsluta: {believed}")
        desk.press("Spara", **learned)
    expect(desk.main).to_contain_text(learned["saw"])


def agree_with_the_coach(story: Story, initiative: Initiative) -> None:
    """Nobody has told anything for months: the coach sees which team, and why."""
    story.clock("2024-05-27 08:30")
    petra = Desk(story, PETRA)
    petra.come("/")
    teams = petra.page.locator("section", has=petra.page.locator("#h-team-nu"))
    row = teams.locator("li", has_text=initiative.name)
    expect(row).to_contain_text("Ingen lägesuppdatering på")
    with petra.step(AGREED):
        row.get_by_role("link", name="coachlogg").click()
        petra.press("Spara steget", next_step=AGREED, due_on="2024-05-31")
    sofia = Desk(story, SOFIA)
    sofia.come(initiative.get_absolute_url())
    expect(sofia.main).to_contain_text(AGREED)
    story.clock("2024-06-03 08:30")
    petra = Desk(story, PETRA)
    petra.come("/")
    expect(petra.main).to_contain_text("Ett steg skulle vara klart 31 maj")


def say_what_will_differ(story: Story, initiative: Initiative) -> None:
    story.clock("2024-06-10 10:00")
    sofia = Desk(story, SOFIA)
    sofia.come(initiative.get_absolute_url())
    with sofia.step("ännu inte mätt"):
        sofia.tab("Effekter")
        sofia.press(
            "Spara effektmålet",
            what=EFFECT,
            unit="%",
            baseline="31",
            baseline_on="2024-02-01",
            target="60",
            target_on="2025-12-01",
            source="Elevenkäten, som skolan ändå gör",
            is_main=True,
        )
    with sofia.step("Föräldrarna"):
        told = {"who": "Föräldrarna", "kind": "kvalitet", "what": "Får veta ett år tidigare."}
        sofia.press("Spara nyttan", **told)
    with sofia.step("2025"):
        sofia.press("Lägg till", year=2025, words="Halva vägen.")

    story.clock("2024-10-14 10:00")
    sofia = Desk(story, SOFIA)
    sofia.come(f"/initiativ/{initiative.pk}/effekter/")
    with sofia.step("44 %"):
        sofia.press("Spara mätningen", value="44")
    change_phase(sofia, initiative, "forverkliga", "Ledarna hör av sig utan oss.")


# --- Handed over -------------------------------------------------------------------------------
def climb_the_stairs(story: Story, initiative: Initiative) -> None:
    story.clock("2024-11-11 10:00")
    ali = Desk(story, ALI)
    ali.come(initiative.get_absolute_url())
    ali.tab("Förverkliga")
    seen = ((1, "Kartlagd", "Ritad med ledarna."), (3, "Mål finns", "60 % hösten 2025."))
    for number, step, evidence in seen:
        with ali.step(f"Steg {number} är sparat."):
            ali.follow(f"Vi är här: {step}")
            ali.press("Spara", evidence=evidence)
    with ali.step("Daniel Öst"):
        ali.press("Spara", person="Daniel Öst", unit="Tyresö Bostäder AB")
    with ali.step("Överlämningen är sparad."):
        ali.press("Spara överlämningen", handover_note="Ring Tyresö FF först. Kuratorn är nyckeln.")
    with ali.step("Beslutet är sparat."):
        decided = {"decision": DECISION, "decided_by_name": "Henrik Ålander, förvaltningschef"}
        ali.press("Spara beslutet", **decided)
    expect(ali.main).to_contain_text("2 av 9 steg")
    assert [one.role for one in Assignment.objects.filter(person__email=DANIEL)] == [
        "processledare"
    ]


def hand_over(story: Story, initiative: Initiative) -> None:
    """Who takes over stands there already."""
    story.clock("2024-12-10 10:00")
    sofia = Desk(story, SOFIA)
    sofia.come(f"/initiativ/{initiative.pk}/forverkliga/")
    with sofia.step("Alla som har varit med får veta det."):
        sofia.follow("Det används nu: lämna över")
        expect(sofia.page.get_by_label("Processledare")).to_contain_text("Daniel Öst")
        sofia.press(
            "Lämna över och avsluta",
            words="Sexton föreningar har en egen kurator.",
            lesson_text=LESSON,
            lesson_advice="Fråga vem de redan har valt, innan ni bygger något nytt.",
            lesson_kind="malgrupp",
        )
    expect(sofia.main).to_contain_text("Nyttiggjord 10 december 2024")
    story.tick()
    mail = story.mails_to(DANIEL)[-1]
    assert "Sexton föreningar" in mail.text


def anybody_reads_what_happened(story: Story, initiative: Initiative) -> None:
    """Another initiative's ledartröja: the timeline, and who wrote what."""
    ulrika = Desk(story, ULRIKA)
    ulrika.come(initiative.get_absolute_url())
    with ulrika.step(CHANGED):
        ulrika.tab("Tidslinje")
    for told in (MET, IDEA, "Vi vet vem de redan litar på."):
        expect(ulrika.main).to_contain_text(told)
    with ulrika.step("Sofia Rehn"):
        ulrika.tab("Historik")


def answer_after_six_months(story: Story, initiative: Initiative) -> None:
    """Half a year after the decision; the team has dissolved, the round is over."""
    due = initiative.follow_ups.get(months=6).due_on
    assert due == date(2025, 5, 11)
    story.clock("2025-05-09 07:10")
    story.tick()
    mail = story.mails_to(DANIEL, "6 månader")[-1]
    assert not story.mails_to(SOFIA, "6 månader")
    daniel = Desk(story, DANIEL, width=390)
    daniel.come("/")  # who has lost the mail finds it here
    expect(daniel.main).to_contain_text("Hur har det gått efter 6 månader?")
    with daniel.step("Tack. Svaret är sparat."):
        daniel.come(story.link_in(mail))
        daniel.press("Spara svaret", value="58")
    expect(daniel.main).to_contain_text("58 %")
    expect(
        daniel.page.locator("section", has=daniel.page.locator("#h-uppfoljning"))
    ).to_contain_text("Daniel Öst")
    assert [int(one.value) for one in initiative.effects.get().measurements.order_by("on")] == [
        44,
        58,
    ]


def seal_the_slutrapport(story: Story, initiative: Initiative) -> None:
    story.clock("2025-05-12 10:00")
    lisa = Desk(story, LISA)
    lisa.come(initiative.get_absolute_url())
    with lisa.step("Fastställt med nummer SR-2025-001."):
        lisa.follow("Slutrapport")
        lisa.press("Fastställ")
    final = Slutrapport.objects.get(initiative=initiative)
    paper = words(" ".join(p.extract_text() for p in PdfReader(BytesIO(bytes(final.pdf))).pages))
    said = (NEED_AGAIN, MET, IDEA, CHANGED, CONTINUED, "58 %", "Daniel Öst", DECISION, LESSON)
    for one in said:
        assert words(one) in paper, one
        expect(lisa.main).to_contain_text(one)
