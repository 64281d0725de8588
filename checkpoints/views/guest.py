"""The short link: one question at a time, for anyone, without an account.

These views set no cookie and ask for no session. They answer who has the address of a checkpoint, and
tell nothing but the questions of the teams that are ready; docs/medskick.md says why that is safe.
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from checkpoints.forms.input import GuestForm
from checkpoints.inputs import guest
from checkpoints.models import Checkpoint, PreparationQuestion
from checkpoints.policy.inputs import Door, door_of, input_until
from checkpoints.services.input import give_guest_input
from prioinit.errors import DomainError

LANGUAGES = {"sv": "Svenska", "en": "English"}


def guest_page(view):
    """In the language of the address, else the browser's; nothing kept, nothing indexed, no cookie."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        chosen = request.GET.get("sprak")
        language = chosen if chosen in LANGUAGES else (get_language() or "sv")[:2]
        with override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return login_not_required(csrf_exempt(shown))


@guest_page
@require_safe
def guest_start(request, code):
    """What the room talks about now, or the first question: one load, one submit."""
    checkpoint, refusal = _enter(request, code)
    if refusal:
        return refusal
    questions = list(guest.questions_of(checkpoint))
    return _question_page(
        request, checkpoint, questions, guest.first_question(checkpoint, questions)
    )


@guest_page
@require_http_methods(["GET", "HEAD", "POST"])
def guest_question(request, code, question_pk):
    checkpoint, refusal = _enter(request, code)
    if refusal:
        return refusal
    questions = list(guest.questions_of(checkpoint))
    asked = next((one for one in questions if one.pk == question_pk), None)
    if request.method == "POST":
        return _take(request, checkpoint, questions, asked)
    if asked is None:  # withdrawn since the poster was printed: the others are still there
        return redirect(_url(request, "guest", checkpoint.code))
    return _question_page(request, checkpoint, questions, asked)


@guest_page
@require_http_methods(["GET", "HEAD", "POST"])
def guest_free(request, code):
    """Something else than what is asked."""
    checkpoint, refusal = _enter(request, code)
    if refusal:
        return refusal
    questions = list(guest.questions_of(checkpoint))
    if request.method == "POST":
        return _take(request, checkpoint, questions, None)
    return _question_page(request, checkpoint, questions, None)


@guest_page
@require_safe
def guest_thanks(request, code):
    checkpoint, refusal = _enter(request, code)
    if refusal:
        return refusal
    questions = list(guest.questions_of(checkpoint))
    answered = next((one for one in questions if str(one.pk) == request.GET.get("fraga")), None)
    following = _following(questions, answered)
    context = _context(request, checkpoint) | {
        "moderated": checkpoint.is_moderated,
        "next": following,
        "next_url": _question_url(request, checkpoint, following),
        "asked_something": answered is not None,
    }
    return render(request, "checkpoints/guest/thanks.html", context)


@guest_page
@require_safe
def guest_privacy(request):
    """What is saved, why and how long: the long version of the words beside the box."""
    return render(request, "checkpoints/guest/privacy.html", _context(request, None))


# --- Through the door --------------------------------------------------------------------------
def _enter(request, code: str) -> tuple[Checkpoint | None, HttpResponse | None]:
    """The checkpoint, or the page that says why not. A closed one looks like one that never was."""
    checkpoint = guest.checkpoint_of(code)
    door = door_of(checkpoint) if checkpoint else Door.SHUT
    if door == Door.OPEN:
        return checkpoint, None
    if door == Door.SHUT:
        context = _context(request, None)
        return None, render(request, "checkpoints/guest/unknown.html", context, status=404)
    context = _context(request, checkpoint) | {
        "opens_on": checkpoint.day if door == Door.NOT_YET else None,
        "closed_on": input_until(checkpoint),
    }
    return None, render(request, "checkpoints/guest/closed.html", context)


def _take(request, checkpoint: Checkpoint, questions: list, asked) -> HttpResponse:
    """POST. Whatever is refused comes back with the text, ready to be sent again."""
    if guest.comes_from_elsewhere(request):
        return _question_page(request, checkpoint, questions, asked, said=_again(), status=403)
    if int(request.META.get("CONTENT_LENGTH") or 0) > guest.MAX_BYTES:
        said = _("Det var för långt. Skriv högst 2 000 tecken.")
        return _question_page(request, checkpoint, questions, asked, said=said, status=413)
    form = GuestForm(request.POST)
    if not form.is_valid():
        return _question_page(request, checkpoint, questions, asked, form, status=422)
    try:
        number = guest.form_number(request.POST.get("formular", ""))
    except guest.Refused:
        number = None
    if number is None or request.POST.get("rubrik"):
        return _question_page(request, checkpoint, questions, asked, form, _again(), 422)
    if guest.too_many(request, checkpoint):
        said = _("Just nu kommer det in väldigt mycket. Vänta en minut och skicka igen.")
        response = _question_page(request, checkpoint, questions, asked, form, said, 429)
        response.headers["Retry-After"] = "60"
        return response
    return _keep(request, checkpoint, questions, asked, form, number)


def _again() -> str:
    return _("Det gick inte att ta emot. Din text finns kvar här nedanför: skicka en gång till.")


def _keep(request, checkpoint, questions, asked, form: GuestForm, number) -> HttpResponse:
    try:
        give_guest_input(
            checkpoint=checkpoint,
            initiative=asked.preparation.initiative if asked else None,
            question=asked,
            form=number,
            language=get_language()[:2],
            **form.cleaned_data,
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _question_page(request, checkpoint, questions, asked, form, status=422)
    target = reverse("checkpoints:guest_thanks", args=[checkpoint.code])
    query = {"fraga": asked.pk if asked else "", "sprak": request.GET.get("sprak", "")}
    return redirect(f"{target}{_query(query)}")


# --- The page ----------------------------------------------------------------------------------
def _question_page(
    request,
    checkpoint: Checkpoint,
    questions: list[PreparationQuestion],
    asked: PreparationQuestion | None,
    form: GuestForm | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    sent = request.POST.get("formular", "")
    following = _following(questions, asked)
    context = _context(request, checkpoint) | {
        "asked": asked,
        "number": questions.index(asked) + 1 if asked else None,
        "questions": [(one, _question_url(request, checkpoint, one)) for one in questions],
        "form": form or GuestForm(),
        "said": said,
        # Sent too fast or refused for its text: the same form may be sent again, as it was opened.
        "signed": sent if guest.is_ours(sent) else guest.new_form(),
        "action": _question_url(request, checkpoint, asked),
        "next_url": _question_url(request, checkpoint, following) if asked else "",
        "next": following,
        "until": input_until(checkpoint),
    }
    return render(request, "checkpoints/guest/question.html", context, status=status)


def _following(questions: list, asked):
    place = questions.index(asked) + 1 if asked else len(questions)
    return questions[place] if place < len(questions) else None


def _question_url(request, checkpoint: Checkpoint, question) -> str:
    if question is None:
        return _url(request, "guest_free", checkpoint.code)
    return _url(request, "guest_question", checkpoint.code, question.pk)


def _url(request: HttpRequest, name: str, *args) -> str:
    path = reverse(f"checkpoints:{name}", args=args)
    return path + _query({"sprak": request.GET.get("sprak", "")})


def _query(values: dict) -> str:
    kept = "&".join(
        f"{name}={value}"
        for name, value in values.items()
        if value and (name != "sprak" or value in LANGUAGES)
    )
    return f"?{kept}" if kept else ""


def _context(request, checkpoint: Checkpoint | None) -> dict:
    """The language links keep the rest of the address."""
    fraga = request.GET.get("fraga", "")
    kept = {"fraga": fraga if fraga.isdigit() else ""}
    return {
        "checkpoint": checkpoint,
        "languages": [
            (code, name, request.path + _query(kept | {"sprak": code}))
            for code, name in LANGUAGES.items()
        ],
        "organisation": settings.ORGANISATION_NAME,
        "privacy_url": _url(request, "guest_privacy"),
    }
