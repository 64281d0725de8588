"""English all the way: a complete catalogue, and no Swedish left on the pages and in the mails."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import get_format
from django.utils.timezone import now

from checkpoints.reminders.clockwork import prepare
from checkpoints.reminders.digest import render
from initiatives.models import Initiative, Phase
from initiatives.portfolio import read_portfolio
from initiatives.services.running import change_phase
from prioinit.models import MailState, OutgoingMail
from prioinit.templatetags import ui
from roles.models import Person
from roles.services import invite
from scripts import check_translations
from tests import factories
from tests.matrix.actors import furnish

# Words that every Swedish sentence has some of, and no English one.
TELLTALES = re.compile(
    r"\b(och|för|är|inte|att|som|till|av|när|på|med|ett|har|den|det|du|dina|initiativ|initiativet|"
    r"omgång|tilltro|sedan|dagar|skriv|visa|alla)\b|[åäö]",
    re.IGNORECASE,
)
KEPT = re.compile(r"ledartröja|ledartröjor", re.IGNORECASE)  # English has no word for them
LINK = re.compile(r"https?://\S+")
MARKUP = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(
    r'\b(?:aria-label|placeholder|title|alt|data-(?:label|confirm|cancel))="([^"]*)"'
)
SWEDISH_PARTS = re.compile(  # the pack itself
    r'<p class="lead" lang="sv">.*?</p>|<div class="card" lang="sv">.*?</main>', re.DOTALL
)

PAGES = [
    *[("lots", name) for name in ("programme:my_page", "programme:overview", "initiatives:list")],
    *[
        ("lots", name)
        for name in ("initiatives:round_list", "checkpoints:list", "initiatives:goals")
    ],
    *[("lots", name) for name in ("checkpoints:mail_list", "checkpoints:mail_coming")],
    *[("lots", name) for name in ("roles:person_list", "roles:unit_list", "roles:leadership")],
    *[("lots", name) for name in ("programme:pack_list", "programme:workbook_upload")],
    *[("lots", name) for name in ("programme:accessibility", "roles:profile")],
    *[("lots", f"initiatives:{name}") for name in ("round", "initiative_new", "round_edit")],
    *[("lots", f"initiatives:{name}") for name in ("initiative", "initiative_edit", "mandate_new")],
    *[("lots", f"roles:{name}") for name in ("round_role_new", "person", "unit")],
    *[("lots", f"checkpoints:{name}") for name in ("checkpoint_new", "checkpoint_edit")],
    *[("lots", f"checkpoints:{name}") for name in ("checkpoint", "checkpoint_cancel", "mail")],
    *[("lots", f"programme:{name}") for name in ("pack_preview", "pack")],
    *[("lots", f"checkpoints:{name}") for name in ("report_before", "report")],
    *[("ledartroja", f"initiatives:{name}") for name in ("rigg", "mandates", "phase_change")],
    *[("ledartroja", f"initiatives:{name}") for name in ("update_write", "update_list", "update")],
    ("ledartroja", "programme:my_page"),
    *[("ledartroja", f"initiatives:{name}") for name in ("ending", "initiative_lessons")],
    *[
        ("ledartroja", f"initiatives:ending_{name}")
        for name in ("nyttiggjord", "lardom", "sammanslagen")
    ],
    *[("lots", f"initiatives:{name}") for name in ("lessons", "retrospective")],
    ("coach", "initiatives:coach_log"),
    ("lots", "programme:slutrapport_preview"),
    ("ledartroja", "checkpoints:preparation_edit"),
    ("lots", "checkpoints:agenda"),
    *[("lots", f"checkpoints:{name}") for name in ("checkpoint_invitations", "gathering_new")],
    *[
        ("lots", f"checkpoints:{name}")
        for name in ("checkpoint_series", "moderation", "input_list")
    ],
    *[("lots", f"checkpoints:{name}") for name in ("decisions", "actions", "mail_preferences")],
    *[("lots", f"checkpoints:{name}") for name in ("show", "control")],
    *[("lots", f"checkpoints:{name}") for name in ("gathering", "decision", "action", "posters")],
    *[("lots", f"initiatives:{name}") for name in ("obstacle", "obstacles", "contacts")],
    *[("lots", f"initiatives:{name}") for name in ("initiative_pause", "obstacle_new")],
    ("lots", "initiatives:need"),
    ("lots", "programme:timeline"),
    *[("lots", f"initiatives:{name}") for name in ("ideas", "tests", "test", "misses")],
    *[("lots", f"initiatives:{name}") for name in ("effects", "follow_up")],
    *[("lots", f"initiatives:{name}") for name in ("adoption", "communication", "documents")],
    *[("lots", f"programme:{name}") for name in ("year_wheel", "my_calendar")],
]


@pytest.fixture
def plain(world, settings):
    """The world, with names and texts that cannot be taken for Swedish."""
    settings.ORGANISATION_NAME = "Testville"
    rows = furnish(world)
    world.rows = {model.__name__: found[0] for model, found in rows.items()}
    for model, fields in ENGLISH_DATA.items():
        for row in type(world.rows[model]).objects.all():
            values = {name: f"{text} {row.pk}" for name, text in fields.items()}
            type(row).objects.filter(pk=row.pk).update(**values)
    Person.objects.update(language="en")
    return world


ENGLISH_DATA = {
    "Person": {"name": "Robin Smith"},
    "Unit": {"name": "Unit", "code": "U"},
    "Round": {"name": "Round", "purpose": "Purpose"},
    "Goal": {"name": "Goal", "code": "G"},
    "Initiative": {
        "name": "Safe streets",
        "question": "How can we",
        "target_group": "Children",
        "difference": "Faster",
    },
    "Checkpoint": {"name": "Gathering", "place": "City hall"},
    "Gathering": {"name": "Workshop"},
    "Insight": {"text": "They walk around the station"},
    "ToMeet": {"who": "Night patrols", "why": "They see it"},
    "Actor": {"name": "Club", "brings": "Hosts"},
    "Idea": {"title": "Open late"},
    "Test": {"believe": "It helps", "try_by": "Four evenings", "right_when": "Fifteen come"},
    "Effect": {"what": "feel safe"},
    "Benefit": {"who": "Club", "what": "Saves rent"},
    "AdoptionStep": {"evidence": "The routine is there", "responsible": "The boss"},
    "CommunicationActivity": {
        "activity": "Breakfast",
        "how": "Coffee",
        "why": "So that they know",
        "target_group": "Staff",
        "channel": "Meeting",
        "responsible": "The boss",
    },
    "Link": {"title": "Room", "what": "Notes"},
    "Attachment": {"title": "Report"},
    "Lesson": {"text": "We asked late", "advice": "Ask first"},
    "CoachNote": {"next_step": "Call three parents"},
    "RetrospectiveNote": {"text": "Six weeks between"},
    "OutgoingMail": {"subject": "Subject", "text_body": "Text"},
}


def frozen_texts() -> list[str]:
    """What the factories write where nothing can be rewritten."""
    named = {
        factories.MandateFactory: ("text",),
        factories.StatusUpdateFactory: ("since_last", "next_step"),
        factories.PreparationFactory: ("how_far", "learned"),
        factories.ObstacleFactory: ("stops_us", "we_need"),
        factories.ContactNoteFactory: ("next_step",),
        factories.DecisionFactory: ("wanted",),
        factories.ActionFactory: ("what",),
        factories.InputFactory: ("text",),
        factories.AnswerFactory: ("because",),
        factories.EndingFactory: ("words",),
    }
    texts = [one._meta.base_declarations[name] for one, names in named.items() for name in names]
    return ["Omgång ett", *texts]


def swedish_in(html: str) -> list[str]:
    for text in frozen_texts():
        html = html.replace(text, "")
    spoken = " ".join(SPOKEN.findall(html))
    text = KEPT.sub("", LINK.sub("", f"{MARKUP.sub(' ', html)} {spoken}"))
    return [text[max(hit.start() - 30, 0) : hit.end() + 30] for hit in TELLTALES.finditer(text)]


def address(world, name: str) -> str:
    if name == "checkpoints:preparation_edit":
        return reverse(name, args=[world.rows["Checkpoint"].pk, world.own.pk])
    row = {
        "round": "Round",
        "initiative_new": "Round",
        "round_edit": "Round",
        "round_role_new": "Round",
        "checkpoint_new": "Round",
        "pack_preview": "Round",
        "person": "Person",
        "unit": "Unit",
        "checkpoint": "Checkpoint",
        "checkpoint_edit": "Checkpoint",
        "checkpoint_cancel": "Checkpoint",
        "report_before": "Checkpoint",
        "report": "FinalReport",
        "mail": "OutgoingMail",
        "pack": "Pack",
        "update": "StatusUpdate",
        **dict.fromkeys(("initiative", "initiative_edit", "mandate_new"), "Initiative"),
        **dict.fromkeys(("rigg", "mandates", "phase_change"), "Initiative"),
        **dict.fromkeys(("initiative_pause", "obstacle_new", "contacts", "need"), "Initiative"),
        **dict.fromkeys(("timeline", "ideas", "tests"), "Initiative"),
        "test": "Test",
        **dict.fromkeys(("adoption", "communication", "documents"), "Initiative"),
        **dict.fromkeys(("ending", "initiative_lessons", "coach_log"), "Initiative"),
        **dict.fromkeys(("ending_nyttiggjord", "ending_lardom"), "Initiative"),
        "ending_sammanslagen": "Initiative",
        "slutrapport_preview": "Initiative",
        "retrospective": "Round",
        **dict.fromkeys(("checkpoint_series", "gathering_new"), "Round"),
        **dict.fromkeys(
            ("checkpoint_invitations", "moderation", "posters", "input_list"), "Checkpoint"
        ),
        **dict.fromkeys(("show", "control", "agenda"), "Checkpoint"),
        **{model.lower(): model for model in ("Gathering", "Decision", "Action", "Obstacle")},
        **dict.fromkeys(("update_write", "update_list"), "Initiative"),
        **{"effects": "Initiative", "follow_up": "FollowUp"},
    }.get(name.partition(":")[2])
    return reverse(name, args=[world.rows[row].pk] if row else [])


def test_the_english_catalogue_is_complete():
    assert check_translations.check(["en"]) == []


@pytest.mark.parametrize(("who", "name"), PAGES)
def test_no_swedish_on_a_page_in_english(who, name, plain, client_for):
    response = client_for(getattr(plain, who)).get(address(plain, name))

    assert response.status_code == 200
    html = SWEDISH_PARTS.sub("", response.content.decode())
    assert '<html lang="en">' in html
    assert swedish_in(html) == []


def test_a_guest_is_met_in_the_language_of_the_browser(plain, client):
    checkpoint = plain.rows["Checkpoint"]
    for path in (
        reverse("checkpoints:guest", args=[checkpoint.code]),
        reverse("checkpoints:guest_free", args=[checkpoint.code]),
        reverse("checkpoints:guest_privacy"),
    ):
        html = client.get(path, headers={"accept-language": "en"}, follow=True).content.decode()
        assert '<html lang="en"' in html, path
        assert swedish_in(re.sub(r'lang="sv"[^<]*<', "<", html)) == [], path


def test_the_page_knows_swedish_when_it_sees_it(plain, client_for):
    """The guard of the guard: the same page in Swedish is full of it."""
    Person.objects.update(language="sv")

    html = client_for(plain.lots).get(reverse("programme:overview")).content.decode()

    assert len(swedish_in(html)) > 10


@pytest.mark.parametrize(("accept", "expected"), [("en-GB,en", "en"), ("de", "sv"), ("", "sv")])
def test_a_browser_decides_for_nobody(accept, expected, client, db):
    html = client.get(
        reverse("account_login"), headers={"accept-language": accept}
    ).content.decode()

    assert f'<html lang="{expected}">' in html
    assert bool(swedish_in(html.replace(settings.ORGANISATION_NAME, ""))) == (expected == "sv")


def test_a_person_goes_before_the_browser(plain, client_for):
    Person.objects.filter(pk=plain.klg.pk).update(language="sv")
    english = {"accept-language": "en"}

    html = client_for(plain.klg).get("/", headers=english).content.decode()

    assert '<html lang="sv">' in html


# --- What is worked out from data --------------------------------------------------------------
def test_the_trail_and_the_rigg_follow_the_reader(plain):
    own = Initiative.objects.filter(pk=plain.own.pk)
    with translation.override("en"):
        (row,) = read_portfolio(own)
        assert [step.label for step in row.trail.steps] == ["need", "idea", "test", "realise"]
        assert swedish_in(row.trail.text) == []
    with translation.override("sv"):
        (row,) = read_portfolio(own)
        assert [step.label for step in row.trail.steps][-1] == "förverkliga"


def test_what_is_noted_at_a_change_of_phase_is_in_the_language_of_all(plain):
    with translation.override("en"):
        change = change_phase(
            by=plain.ledartroja, initiative=plain.own, to=Phase.FORVERKLIGA, reason="We know"
        )

    assert change.missing.startswith("Ni hoppar över fasen idé.")


def test_a_stored_reason_is_read_in_english():
    mail = OutgoingMail(reason="Mejlservern tog inte emot mejlet: 550 User: unknown")
    with translation.override("en"):
        assert mail.reason_in_words == "The mail server did not accept the mail: 550 User: unknown"
        assert OutgoingMail(reason="Personen har slutat.").reason_in_words == "The person has left."
        assert OutgoingMail(reason="").reason_in_words == ""
    with translation.override("sv"):
        assert mail.reason_in_words == mail.reason


def test_days_and_times_in_english():
    moment = now().replace(year=2026, month=12, day=3, hour=12, minute=0)
    with translation.override("en"):
        assert ui.weekday_date(date(2026, 12, 3)) == "Thursday 3 December"
        assert ui.short_date(date(2020, 12, 3)) == "3 Dec 2020"
        assert ui.clock(moment) == "13:00"
        assert get_format("DATE_INPUT_FORMATS")[:3] == ["%Y-%m-%d", "%Y%m%d", "%d/%m %Y"]


# --- Mails -------------------------------------------------------------------------------------
@pytest.fixture
def two_languages(plain, frozen_time):
    """Monday nine o'clock; both ledartröjor of `own` are to prepare, one of them in English."""
    frozen_time("2026-11-16 09:00")
    Person.objects.exclude(pk=plain.ledartroja.pk).update(language="sv")
    for model in (plain.round, plain.own):
        model.refresh_from_db()
    factories.CheckpointFactory(
        round=plain.round,
        name="Gathering",
        starts_at=factories.at_hour(date(2026, 12, 3), 13),
        preparation_due_on=date(2026, 11, 30),
    )
    return plain


def digest_of(person):
    mail = OutgoingMail.objects.select_related("recipient").get(
        recipient=person, state=MailState.QUEUED, kind="paminnelser"
    )
    return render([mail])[mail.pk]


def test_a_digest_is_in_the_language_of_its_reader(two_languages):
    prepare(now())

    english = digest_of(two_languages.ledartroja)
    swedish = digest_of(two_languages.ledartroja2)

    assert swedish_in(f"{english.subject} {english.text} {english.html}") == []
    assert "preparation" in english.subject
    assert "Förberedelsen" in swedish.subject
    assert swedish_in(swedish.html)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_invitation_is_in_the_language_of_its_reader(language, plain):
    """Whatever the language of the one who invites."""
    Person.objects.filter(pk=plain.klg.pk).update(language=language)
    plain.klg.refresh_from_db()

    with translation.override("en" if language == "sv" else "sv"):
        invite(by=plain.admin, person=plain.klg)

    mail = OutgoingMail.objects.filter(recipient=plain.klg).latest("queued_at")
    said = swedish_in(f"{mail.subject} {mail.text_body} {mail.html_body}")
    assert bool(said) == (language == "sv"), said
