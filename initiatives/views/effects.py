"""Effekter: effect goals and their readings, benefits and their years, and the tree they make."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.benefit_totals import benefits_of, totals_of
from initiatives.effect_reading import clock_of, figures_of, line_of
from initiatives.effect_tree import Column, build_tree
from initiatives.forms.effect import BenefitForm, BenefitYearForm, EffectForm, MeasurementForm
from initiatives.models import Benefit, BenefitYear, Effect, Initiative, Measurement, Test
from initiatives.policy.initiatives import may_edit_work
from initiatives.services import effects as services
from initiatives.services import written
from initiatives.views.written import Noun, Visit, WrittenPage
from prioinit.htmx import render_page
from roles.permissions import Perm

FRAGMENTS = {"effekter": "work"}

EFFECT = Noun(
    "effekt", Effect, EffectForm, gettext_lazy("Effektmålet är borttaget."), "effect_restore"
)
MEASUREMENT = Noun(
    "matning",
    Measurement,
    MeasurementForm,
    gettext_lazy("Mätningen är borttagen."),
    "measurement_restore",
    path="effect__initiative",
    write=Perm.FOLLOW_UP,
)
BENEFIT = Noun(
    "nytta", Benefit, BenefitForm, gettext_lazy("Nyttan är borttagen."), "benefit_restore"
)
YEAR = Noun(
    "nyttoar",
    BenefitYear,
    BenefitYearForm,
    gettext_lazy("Året är borttaget."),
    "benefit_year_restore",
    path="benefit__initiative",
)
page = WrittenPage("initiatives:effects", EFFECT, MEASUREMENT, BENEFIT, YEAR, target="effekter")
ACTIVITIES = 5  # more make no tree
NEW_READING, NEW_YEAR = "reading", "year"


@page.shown
def effects_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = may_edit_work(request.user, initiative)
    may_measure = MEASUREMENT.may_write(request.user, initiative)
    effects, benefits = _effects(initiative), benefits_of(initiative)
    goals = [goal.name for goal in initiative.goals.all()]
    context = page.context(request, initiative, visit, may_edit=may_edit) | {
        "may_measure": may_measure,
        "clock": clock_of(initiative),
        "effects": [_shown(one, visit, may_measure) for one in effects],
        "benefits": [
            {"row": one, "form": _below(visit, NEW_YEAR, BenefitYearForm, one, may_edit)}
            for one in benefits
        ],
        "totals": totals_of(benefits),
        "tree": _tree(activities=_activities(initiative), effects=effects, goals=goals),
        "follow_ups": list(
            initiative.follow_ups.select_related("answered_by", "measurement__effect")
        ),
    }
    if may_edit:
        first = {"is_main": not effects, "baseline_on": localdate()}
        context |= {
            "effect_form": visit.form("effect", EffectForm(initial=first)),
            "benefit_form": visit.form("benefit", BenefitForm()),
        }
    return render_page(
        request, "initiatives/effects.html", context, fragments=FRAGMENTS, status=visit.status
    )


def _effects(initiative: Initiative) -> list[Effect]:
    readings = Measurement.objects.kept().select_related("created_by")
    return list(
        initiative.effects.kept().prefetch_related(
            Prefetch("measurements", readings, to_attr="readings")
        )
    )


def _shown(effect, visit: Visit, may_measure: bool) -> dict:
    readings = effect.readings
    last_on = readings[-1].on if readings else effect.baseline_on
    figures = figures_of(effect, readings)
    return {
        "row": effect,
        "figures": figures,
        "line": line_of(figures, readings) if readings else None,
        "next_due": effect.next_due(last_on),
        "form": _below(visit, NEW_READING, MeasurementForm, effect, may_measure),
    }


def _below(visit: Visit, place: str, form, above, may_write: bool):
    """The form for one more below this row; or as it came back."""
    if not may_write:
        return None
    initial = {"on": localdate(), "year": localdate().year}
    return visit.form(f"{place}:{above.pk}", form(below=above, initial=initial))


def _activities(initiative: Initiative) -> list[str]:
    """What the team does to get there: the tests that were not stopped, the newest."""
    going_on = initiative.tests.kept().exclude(decision=Test.Decision.STOP)
    tried = going_on.order_by("-starts_on", "-pk").values_list("try_by", flat=True)
    return [Truncator(text).chars(80) for text in tried[:ACTIVITIES]]


def _tree(*, activities, effects: list[Effect], goals: list[str]):
    """`activities`: what is done, in words, a line each."""
    said = tuple(f"{one.unit} {one.what}" for one in effects)
    return build_tree(
        (
            Column("activity", _("Det vi gör"), tuple(activities)),
            Column("effect", _("Effekt"), said),
            Column("goal", _("Mål"), tuple(goals)),
        )
    )


BACK_AGAIN = gettext_lazy("Tillbaka igen.")
ADDED = gettext_lazy("Tillagt.")
effect_new = page.add(
    EFFECT, gettext_lazy("Effektmålet är sparat."), place="effect", add=services.add_effect
)
effect_edit = page.edit(EFFECT, services.change_effect)
effect_remove = page.move(EFFECT, written.remove, undo=True)
effect_restore = page.move(EFFECT, services.restore_effect, BACK_AGAIN)
measurement_new = page.add_below(
    MEASUREMENT, gettext_lazy("Mätningen är sparad."), parent=EFFECT, place=NEW_READING
)
benefit_new = page.add(BENEFIT, gettext_lazy("Nyttan är sparad."), place="benefit")
year_new = page.add_below(YEAR, ADDED, parent=BENEFIT, place=NEW_YEAR)
measurement_edit, benefit_edit, year_edit = map(page.edit, (MEASUREMENT, BENEFIT, YEAR))
measurement_remove = page.move(MEASUREMENT, written.remove, undo=True)
measurement_restore = page.move(MEASUREMENT, written.restore, BACK_AGAIN)
benefit_remove = page.move(BENEFIT, written.remove, undo=True)
benefit_restore = page.move(BENEFIT, written.restore, BACK_AGAIN)
year_remove = page.move(YEAR, written.remove, undo=True)
year_restore = page.move(YEAR, written.restore, BACK_AGAIN)
