"""Lindåsa kommun with something on every page, and the list of pages: read from the URLconf."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.timezone import now

from checkpoints.models import (
    Action,
    Checkpoint,
    Decision,
    FinalReport,
    Gathering,
    Invitation,
    PreparationQuestion,
)
from initiatives.models import (
    Actor,
    AdoptionStep,
    Attachment,
    Benefit,
    BenefitYear,
    CoachNote,
    CommunicationActivity,
    ContactNote,
    Effect,
    Ending,
    FollowUp,
    Goal,
    Idea,
    Initiative,
    Insight,
    Lesson,
    Link,
    Mandate,
    Measurement,
    Obstacle,
    RetrospectiveNote,
    Round,
    StatusUpdate,
    Test,
    ToMeet,
)
from prioinit.models import MailState, OutgoingMail
from programme.demo.load import NOW_ROUND, load
from programme.models import Pack, Slutrapport, UploadedWorkbook
from programme.services import finalise_pack
from roles.models import Assignment, LeadershipMembership, Person, Unit
from tests.accessibility.seen_by import (
    EVERYONE,
    FADDER,
    LEDARTROJA,
    LOTS,
    NOT_A_PAGE,
    OTHER_LOTS,
    SEEN_BY,
)
from tests.client import AppClient
from tests.factories import OutgoingMailFactory
from tests.matrix.actors import key_of, model_of
from tests.matrix.test_matrix import URLS

WORKBOOK_WITH_ERRORS = Path(__file__).parent.parent / "data" / "tyreso-2024-med-fel.xlsx"


@dataclass(frozen=True)
class View:
    """One address as one person sees it."""

    name: str
    path: str
    who: str | None

    def __str__(self):
        return f"{self.name} ({self.who or 'ingen'}) {self.path}"

    @property
    def file_name(self) -> str:
        name = self.name.replace(":", "-").replace(" ", "-")
        return f"{name}--{(self.who or 'ingen').lower()}"


class Site:
    """The demo municipality and who lives there."""

    def __init__(self):
        load()
        self.people = {person.name.split()[0]: person for person in Person.objects.all()}
        self.initiatives = {row.code: row for row in Initiative.objects.all()}
        self.round = Round.objects.get(name=NOW_ROUND)
        self.checkpoint = Checkpoint.objects.get(name="Checkpoint 3")
        self.pack = finalise_pack(
            by=self.person(LOTS), round_=self.round, meeting_on=date(2026, 12, 3)
        )
        self.person(LOTS).set_password("en lång och hemlig mening")
        self.person(LOTS).save()
        self.mails = self._mails()
        self._workbooks()
        self.rows = self._rows()

    def person(self, who: str | None) -> Person | None:
        return self.people[who] if who else None

    def _mails(self) -> list[OutgoingMail]:
        kinds = [
            {"state": MailState.SENT, "sent_at": now(), "next_try_at": None},
            {
                "state": MailState.FAILED,
                "attempts": 8,
                "next_try_at": None,
                "reason": "Okänd adress",
            },
            {"state": MailState.UNCERTAIN, "possible_double": True, "reason": "Kontakten bröts"},
            {"state": MailState.HELD, "next_try_at": None, "reason": "Stoppat av Leila"},
        ]
        return [
            OutgoingMailFactory(
                recipient=self.person(LEDARTROJA), subject="Påminnelse: Checkpoint 3", **kind
            )
            for kind in kinds
        ]

    def _workbooks(self) -> None:
        UploadedWorkbook.objects.create(
            person=self.person(LOTS),
            name="omgang-3.xlsx",
            data=WORKBOOK_WITH_ERRORS.read_bytes(),
            uploaded_at=now(),
        )
        done = UploadedWorkbook.objects.create(
            person=self.person(OTHER_LOTS),
            name="omgang-2.xlsx",
            uploaded_at=now(),
            imported_at=now(),
            round=self.round,
        )
        done.new_people.set([self.people["Nora"], self.people["Karl"]])

    def _rows(self) -> dict[type, object]:
        station, leader = self.initiatives["STATIONEN"], self.person(LEDARTROJA)
        return {
            Initiative: station,
            Round: self.round,
            Mandate: station.mandates.first(),
            StatusUpdate: station.updates.final().last(),
            Obstacle: station.obstacles.get(),
            ContactNote: station.contact_notes.first(),
            Insight: station.insights.first(),
            ToMeet: station.to_meet.waiting().first(),
            Actor: station.actors.first(),
            Idea: station.ideas.filter(state="open").first(),
            Test: station.tests.running().first(),
            Effect: station.effects.get(is_main=True),
            Measurement: Measurement.objects.filter(effect__initiative=station).first(),
            Benefit: station.benefits.first(),
            BenefitYear: BenefitYear.objects.filter(benefit__initiative=station).first(),
            FollowUp: FollowUp.objects.unanswered().first(),
            AdoptionStep: AdoptionStep.objects.first(),
            CommunicationActivity: station.communication.first(),
            Link: station.links.first(),
            Attachment: station.attachments.first(),
            Lesson: station.lessons.first(),
            CoachNote: station.coach_notes.first(),
            Ending: Ending.objects.first(),
            RetrospectiveNote: RetrospectiveNote.objects.first(),
            Slutrapport: Slutrapport.objects.first(),
            Decision: station.decisions.decided().get(),
            Action: station.actions.get(responsible=leader),
            Checkpoint: self.checkpoint,
            PreparationQuestion: self._question(),
            Gathering: Gathering.objects.held().filter(round=self.round).last(),
            Invitation: Invitation.objects.get(checkpoint=self.checkpoint, person=leader),
            Assignment: station.assignments.get(person=leader),
            LeadershipMembership: LeadershipMembership.objects.first(),
            Person: leader,
            Unit: leader.unit,
            Goal: Goal.objects.first(),
            Pack: self.pack,
            FinalReport: FinalReport.objects.get(),
            OutgoingMail: self.mails[0],
        }

    def _question(self) -> PreparationQuestion:
        """Of the coming checkpoint, with the link for all open."""
        Checkpoint.objects.filter(pk=self.checkpoint.pk).update(guest_link="open")
        return PreparationQuestion.objects.filter(
            preparation__checkpoint=self.checkpoint, preparation__state="ready"
        ).first()

    def path(self, name: str) -> str:
        if name in OWN_PATHS:
            return OWN_PATHS[name](self)
        pattern = URLS[name]
        values = {
            argument: key_of(argument, self.rows[model_of(argument, pattern)])
            for argument in pattern.pattern.converters
        }
        return reverse(name, kwargs=values)

    def client(self, who: str | None) -> AppClient:
        browser = AppClient()
        if who:
            browser.force_login(self.person(who))
        return browser


# Rows that the page says something about.
OWN_PATHS = {
    "initiatives:initiative_start": lambda site: reverse(
        "initiatives:initiative_start", args=[site.initiatives["SKOLGÅRD"].pk]
    ),
    "checkpoints:checkpoint_attendance": lambda site: reverse(
        "checkpoints:checkpoint_attendance", args=[Checkpoint.objects.get(name="Checkpoint 2").pk]
    ),
    "checkpoints:report_after": lambda site: reverse(
        "checkpoints:report_after", args=[Checkpoint.objects.get(name="Checkpoint 2").pk]
    ),
    "checkpoints:gathering_attendance": lambda site: reverse(
        "checkpoints:gathering_attendance", args=[Gathering.objects.earliest("starts_at").pk]
    ),
    "programme:calendar_feed": lambda site: reverse("programme:calendar_feed", args=["x"]),
    "roles:demo_login": lambda site: reverse("roles:demo_login", args=[site.people["Nora"].pk]),
    "account_reset_password_from_key": lambda site: _password_link(site.people["Nora"]),
}


def _password_link(person: Person) -> str:
    key = default_token_generator.make_token(person)
    values = {"uidb36": user_pk_to_url_str(person), "key": key}
    return reverse("account_reset_password_from_key", kwargs=values)


# The same pages in another state: (what, path, who).
def further(site: Site):
    unready = site.initiatives["SKOLGÅRD"].pk
    ended = site.initiatives["CYKEL"].pk
    past = Checkpoint.objects.get(name="Checkpoint 2").pk
    station_rows = site.rows[Initiative]
    station = station_rows.pk
    school = site.initiatives["SKOLAN"].pk
    waiting = Decision.objects.waiting().get(asked_of="fadder").pk
    answered = Obstacle.objects.get(state="answered").pk
    insight, met, actor = (site.rows[model] for model in (Insight, ToMeet, Actor))
    idea, test = site.rows[Idea], site.rows[Test]
    miss = station_rows.tests.successful_misses().first()
    struck = station_rows.to_meet.exclude(dropped_at=None).get()
    unwritten = site.initiatives["TILLSAMMANS"].pk
    for what, name, arguments, query, who in [
        (
            "behov med oppnad insikt",
            "initiatives:need",
            [station],
            f"?andra={insight.anchor}",
            LEDARTROJA,
        ),
        (
            "behov med oppnad aktor",
            "initiatives:need",
            [station],
            f"?andra={actor.anchor}",
            LEDARTROJA,
        ),
        ("behov som bockas av", "initiatives:need", [station], f"?mott={met.pk}", LEDARTROJA),
        ("behov att angra", "initiatives:need", [station], f"?angra={struck.anchor}", LEDARTROJA),
        ("behov tomt", "initiatives:need", [unwritten], "", LOTS),
        ("behov avslutat", "initiatives:need", [ended], "", LOTS),
        ("behov filtrerat", "initiatives:need", [station], "?kalla=data", LOTS),
        ("ideer tomt", "initiatives:ideas", [unwritten], "", LOTS),
        ("tester tomt", "initiatives:tests", [unwritten], "", LOTS),
        ("tester avslutat", "initiatives:tests", [ended], "", LOTS),
        ("ide oppnad", "initiatives:ideas", [station], f"?andra={idea.anchor}", LEDARTROJA),
        ("ide som provas", "initiatives:tests", [station], f"?ide={idea.pk}", LEDARTROJA),
        ("test oppnat", "initiatives:tests", [station], f"?andra={test.anchor}", LEDARTROJA),
        ("test avslutas", "initiatives:tests", [station], f"?andra={test.closing}", LEDARTROJA),
        ("test rattas", "initiatives:tests", [station], f"?andra={miss.correcting}", LEDARTROJA),
        ("test lyckad miss", "initiatives:test", [miss.pk], "", LOTS),
        ("missar utan traff", "initiatives:misses", [], "?q=finnsinte", LOTS),
        *_effects(site, station, unready, ended),
        ("beslut som fadder tar", "checkpoints:decision", [waiting], "", FADDER),
        ("hinder for fadder", "initiatives:obstacle", [site.rows[Obstacle].pk], "", FADDER),
        ("hinder med svar", "initiatives:obstacle", [answered], "", LOTS),
        ("atgarder utan traff", "checkpoints:actions", [], "?visa=forsenade&vem=mina", LOTS),
        ("initiativ ej startat", "initiatives:initiative", [unready], "", LOTS),
        ("rigg trasig", "initiatives:rigg", [unready], "", LOTS),
        ("mandat tomt", "initiatives:mandates", [unready], "", LOTS),
        ("initiativ i forra omgangen", "initiatives:initiative", [ended], "", LOTS),
        ("initiativ utan en ledartroja", "initiatives:initiative", [school], "", LOTS),
        ("lista utan traff", "initiatives:list", [], "?q=finnsinte", LOTS),
        ("lista filtrerad", "initiatives:list", [], "?q=sko", LOTS),
        ("manniskor utan traff", "roles:person_list", [], "?q=finnsinte", LOTS),
        ("forberedelse fryst", "checkpoints:preparation", [past, station], "", LEDARTROJA),
        ("checkpoint som varit", "checkpoints:checkpoint", [past], "", LOTS),
        ("korordning som varit", "checkpoints:agenda", [past], "", LOTS),
        (
            "forberedelse ny",
            "checkpoints:preparation_edit",
            [site.checkpoint.pk, school],
            "",
            "Karl",
        ),
        ("min sida utan mandat", "programme:my_page", [], "", "Petra"),
    ]:
        yield View(what, reverse(name, args=arguments) + query, who)


def _effects(site: Site, station: int, unready: int, ended: int) -> list[tuple]:
    rows = [site.rows[model] for model in (Effect, Measurement, Benefit, BenefitYear)]
    opened = [
        (f"effekter {row.anchor}", "initiatives:effects", [station], f"?andra={row.anchor}", LOTS)
        for row in rows
    ]
    answered = FollowUp.objects.exclude(answered_at=None).first()
    return [
        *opened,
        ("effekter tomt", "initiatives:effects", [unready], "", LOTS),
        ("effekter avslutat", "initiatives:effects", [ended], "", LOTS),
        ("uppfoljning besvarad", "initiatives:follow_up", [answered.pk], "", LOTS),
    ]


def main_views(site: Site) -> list[View]:
    """Every page of the URLconf, as the one who sees most of it."""
    found, unclear = [], []
    for name in URLS:
        who = SEEN_BY.get(name, LOTS)
        view = View(name, site.path(name), who)
        response = site.client(who).get(view.path, follow=name in OWN_PATHS)
        if response.status_code == 405 or name in NOT_A_PAGE:
            continue
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            found.append(view)
        else:
            unclear.append(f"{view} answers {response.status_code}")
    assert not unclear, "\n".join(["Say in seen_by.py who sees it, or what it is:", *unclear])
    return found


def role_views(site: Site, names) -> list[View]:
    """The same addresses as all the others who may open them."""
    found = []
    for name in (one for one in names if one not in NOT_A_PAGE):
        for who in EVERYONE:
            view = View(name, site.path(name), who)
            if who != SEEN_BY.get(name, LOTS) and _opens(site, view):
                found.append(view)
    return found


def _opens(site: Site, view: View) -> bool:
    return site.client(view.who).get(view.path).status_code == 200
