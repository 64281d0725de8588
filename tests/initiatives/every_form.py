"""Every form that a team writes in the phases: its address, what it is written on, and what makes it whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import (
    Actor,
    Adoption,
    AdoptionStep,
    Attachment,
    Benefit,
    BenefitYear,
    CoachNote,
    CommunicationActivity,
    Effect,
    Ending,
    FollowUp,
    Idea,
    InformationClassification,
    Initiative,
    Insight,
    Lesson,
    Link,
    Measurement,
    NeedStatement,
    RetrospectiveNote,
    Test,
    ToMeet,
)
from tests.factories import (
    ActorFactory,
    AttachmentFactory,
    BenefitFactory,
    BenefitYearFactory,
    CoachNoteFactory,
    CommunicationActivityFactory,
    EffectFactory,
    FollowUpFactory,
    IdeaFactory,
    InsightFactory,
    LessonFactory,
    LinkFactory,
    MeasurementFactory,
    RetrospectiveNoteFactory,
    TestFactory,
    ToMeetFactory,
    in_days,
)

Texts = dict[str, tuple[type[Model], str]]


def said(model: type[Model], *names: str, **others: str) -> Texts:
    """The fields for free words, and the columns they end up in."""
    return {name: (model, others.get(name, name)) for name in (*names, *others)}


@dataclass(frozen=True)
class Case:
    """`shared`: two may have it open at once, so it carries a version. `once`: it cannot be sent again."""

    name: str
    model: type[Model]  # its rows are counted
    texts: Texts
    rest: Callable[[Any], dict]  # what else a whole form holds
    on: Callable[[Any], Model] = lambda world: world.own
    who: str = "ledartroja"
    shared: bool = False
    version: int = 1
    adds: int = 0
    args: tuple = ()

    def __str__(self):
        return self.name

    def url(self, row: Model) -> str:
        return reverse(f"initiatives:{self.name}", args=[row.pk, *self.args])

    def data(self, world, **texts: str) -> dict:
        words = dict.fromkeys(self.texts, "Ord")
        version = {"version": self.version} if self.shared else {}
        return {**words, **self.rest(world), **version, **texts}

    def limits(self) -> dict[str, int]:
        found = {name: model._meta.get_field(at) for name, (model, at) in self.texts.items()}
        return {name: field.max_length for name, field in found.items()}


def pair(noun: str, model, factory, texts: Texts, rest=lambda world: {}, **more) -> list[Case]:
    """A noun that is added, and changed where it stands."""
    owner = more.pop("owner", lambda world: {"initiative": world.own})
    on_new = more.pop("on_new", lambda world: world.own)
    return [
        Case(f"{noun}_new", model, texts, rest, on=on_new, adds=1, **more),
        Case(
            f"{noun}_edit", model, texts, rest, lambda w: factory(**owner(w)), shared=True, **more
        ),
    ]


def today() -> str:
    return localdate().isoformat()


PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
LEARNING = said(Test, "saw", "learned", "therefore")
ASPECTS = InformationClassification.ASPECTS


def ending(outcome: str, rest=lambda world: {}) -> Case:
    texts = said(Ending, "words") | said(Lesson, lesson_text="text", lesson_advice="advice")
    kind = {"lesson_kind": "malgrupp"}
    return Case(f"ending_{outcome}", Ending, texts, lambda world: kind | rest(world), adds=1)


CASES = [
    # Behov
    Case(
        "need_say",
        NeedStatement,
        said(NeedStatement, "text"),
        lambda world: {},
        shared=True,
        version=0,
        adds=1,
    ),
    *pair(
        "insight",
        Insight,
        InsightFactory,
        said(Insight, "text"),
        lambda world: {"source": "intervju", "people": "3", "on": today(), "link": ""},
    ),
    *pair("to_meet", ToMeet, ToMeetFactory, said(ToMeet, "who", "why")),
    *pair(
        "actor",
        Actor,
        ActorFactory,
        said(Actor, "name", "brings"),
        lambda world: {"side": "inside"},
    ),
    # Idé and test
    *pair("idea", Idea, IdeaFactory, said(Idea, "title", "text", "others")),
    Case(
        "idea_park",
        Idea,
        said(Idea, text="parked_why"),
        lambda world: {},
        lambda world: IdeaFactory(initiative=world.own),
    ),
    *pair(
        "test",
        Test,
        TestFactory,
        said(Test, "believe", "try_by", "right_when", "with_whom", "anchoring"),
        lambda world: {"starts_on": today(), "saw": ""},
    ),
    Case(
        "test_close",
        Test,
        LEARNING,
        lambda world: {"decision": "change"},
        lambda world: TestFactory(initiative=world.own),
        shared=True,
    ),
    Case(
        "test_correct",
        Test,
        LEARNING,
        lambda world: {"decision": "change"},
        lambda world: TestFactory(initiative=world.own, closed=True),
        shared=True,
    ),
    # Effekter
    *pair(
        "effect",
        Effect,
        EffectFactory,
        said(Effect, "what", "unit", "source"),
        lambda world: {
            "baseline": "29",
            "baseline_on": in_days(-30).isoformat(),
            "target": "60",
            "target_on": in_days(400).isoformat(),
            "every_months": "3",
        },
    ),
    *pair(
        "measurement",
        Measurement,
        MeasurementFactory,
        said(Measurement, "note"),
        lambda world: {"value": "38,5", "on": today()},
        owner=lambda world: {"effect": EffectFactory(initiative=world.own)},
        on_new=lambda world: EffectFactory(initiative=world.own),
    ),
    *pair(
        "benefit",
        Benefit,
        BenefitFactory,
        said(Benefit, "who", "what"),
        lambda world: {"kind": "tid"},
    ),
    *pair(
        "benefit_year",
        BenefitYear,
        BenefitYearFactory,
        said(BenefitYear, "words"),
        lambda world: {"year": "2027", "planned": "100"},
        owner=lambda world: {"benefit": BenefitFactory(initiative=world.own)},
        on_new=lambda world: BenefitFactory(initiative=world.own),
    ),
    Case(
        "follow_up",
        FollowUp,
        said(FollowUp, "answer"),
        lambda world: {},
        lambda world: FollowUpFactory(initiative=world.own),
        who="processledare",
    ),
    # Förverkliga
    Case(
        "step_write",
        AdoptionStep,
        said(AdoptionStep, "evidence", "responsible"),
        lambda world: {"reached_on": today()},
        shared=True,
        version=0,
        adds=1,
        args=(4,),
    ),
    Case(
        "handover_write",
        Adoption,
        said(Adoption, "handover_note"),
        lambda world: {},
        shared=True,
        version=0,
        adds=1,
    ),
    Case(
        "adoption_decide",
        Adoption,
        said(Adoption, "decision", "decided_by_name"),
        lambda world: {"decided_on": today()},
        shared=True,
        version=0,
        adds=1,
    ),
    # Communication, documents
    *pair(
        "activity",
        CommunicationActivity,
        CommunicationActivityFactory,
        said(
            CommunicationActivity,
            *("activity", "target_group", "channel", "responsible", "why", "how"),
        ),
        lambda world: {"planned_on": today(), "side": "internal"},
    ),
    Case(
        "activity_gave",
        CommunicationActivity,
        said(CommunicationActivity, "gave"),
        lambda world: {},
        lambda world: CommunicationActivityFactory(initiative=world.own, done_on=localdate()),
        shared=True,
    ),
    *pair(
        "link",
        Link,
        LinkFactory,
        said(Link, "title", "what"),
        lambda world: {"url": "https://kommun.example/rum"},
    ),
    *pair(
        "attachment",
        Attachment,
        AttachmentFactory,
        said(Attachment, "title"),
        lambda world: {"file": SimpleUploadedFile("rapport.pdf", PDF)},
    ),
    Case(
        "classify",
        InformationClassification,
        said(InformationClassification, *(f"{one}_reason" for one in ASPECTS), "decided_by"),
        lambda world: dict.fromkeys(ASPECTS, "2") | {"decided_on": today()},
        shared=True,
        version=0,
        adds=1,
    ),
    # Ending well
    ending("lardom"),
    ending(
        "nyttiggjord",
        lambda w: {"processledare": w.medarbetare.pk, "unit": w.medarbetare.unit_id},
    ),
    ending("sammanslagen", lambda world: {"merged_into": world.other.pk}),
    Case(
        "initiative_pause",
        Initiative,
        said(Initiative, "pause_reason") | said(Lesson, lesson_text="text", lesson_advice="advice"),
        lambda world: {"paused_until": in_days(60).isoformat(), "lesson_kind": "malgrupp"},
        shared=True,
    ),
    *pair(
        "lesson",
        Lesson,
        LessonFactory,
        said(Lesson, "text", "advice"),
        lambda world: {"kind": "malgrupp", "phase": "behov"},
    ),
    *pair(
        "coach_note",
        CoachNote,
        CoachNoteFactory,
        said(CoachNote, "next_step"),
        lambda world: {"on": today(), "due_on": ""},
        who="coach",
    ),
    *pair(
        "look_back",
        RetrospectiveNote,
        RetrospectiveNoteFactory,
        said(RetrospectiveNote, "text"),
        lambda world: {"kind": "try"},
        who="lots",
        owner=lambda world: {"round": world.round},
        on_new=lambda world: world.round,
    ),
]
