"""Who is called, what they answer, who came: the same pages for a checkpoint and a träff."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from checkpoints.meetings.callees import Callee, callees_of
from checkpoints.models import Checkpoint, Gathering, Invitation
from checkpoints.models.meeting import Meeting
from checkpoints.policy.meetings import stage_of
from checkpoints.services import invitations as services
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from roles.access import requires
from roles.forms import PersonChoice
from roles.models import Person
from roles.permissions import Perm

Reply = Invitation.Reply


def with_round(model: type[Meeting]):
    return model._default_manager.select_related("round")


def of_both(*methods: str) -> Callable[[Callable], SimpleNamespace]:
    """One view of a meeting as two, `.checkpoint` and `.gathering`, for those who run its round."""

    def decorate(view):
        return SimpleNamespace(
            **{
                model.noun: require_http_methods(methods)(
                    requires(Perm.RUN_ROUND, on=partial(with_round, model))(view)
                )
                for model in (Checkpoint, Gathering)
            }
        )

    return decorate


class OnePersonForm(forms.Form):
    person = PersonChoice(
        label=gettext_lazy("Lägg till någon"),
        queryset=Person.objects.none(),
        empty_label=gettext_lazy("Välj en person"),
        error_messages={
            "required": gettext_lazy("Välj en person först."),
            "invalid_choice": gettext_lazy("Välj någon som inte redan står på listan."),
        },
    )

    def __init__(self, *args, apart_from=(), **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.active().select_related("unit")
        self.fields["person"].queryset = people.exclude(pk__in=[one.pk for one in apart_from])


# --- The list ----------------------------------------------------------------------------------
@of_both("GET", "POST")
def invitations(request, meeting):
    """GET: who gets it. POST: call those who have not been told."""
    if request.method == "POST":
        try:
            number = services.send_invitations(by=request.user, meeting=meeting)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(meeting)
        _say_how_many(request, number)
        return redirect(_list_of(meeting))
    return _list_page(request, meeting, callees_of(meeting))


def _listed(callees: list[Callee]) -> list[Callee]:
    return [one for one in callees if not (one.invitation and one.invitation.withdrawn_at)]


def _list_page(request, meeting: Meeting, callees: list[Callee], form=None):
    listed = _listed(callees)
    context = {
        "meeting": meeting,
        "stage": stage_of(meeting),
        "waiting": [one for one in listed if not one.is_called],
        "called": sorted((one for one in listed if one.is_called), key=_by_reply),
        "off": [one for one in callees if one not in listed],
        "form": form or OnePersonForm(apart_from=[one.person for one in listed]),
        "list_url": reverse(f"checkpoints:{meeting.noun}_call_list", args=[meeting.pk]),
    }
    return render_form(request, "checkpoints/invitations.html", context)


def _by_reply(callee: Callee) -> tuple:
    order = ["", *Reply.values]
    return order.index(callee.invitation.reply), callee.person.sort_key


def _say_how_many(request, number: int) -> None:
    if number:
        said = ngettext("%(n)s kallelse är på väg.", "%(n)s kallelser är på väg.", number)
        messages.success(request, said % {"n": number})
    else:
        messages.info(request, _("Alla på listan är redan kallade."))


def _list_of(meeting: Meeting) -> str:
    return reverse(f"checkpoints:{meeting.noun}_invitations", args=[meeting.pk])


@of_both("POST")
def call_list(request, meeting):
    """Put a person on the list, or take one off."""
    if request.POST.get("do") == "remove":
        key = request.POST.get("person", "")
        person = get_object_or_404(Person.objects.active(), pk=key if key.isdecimal() else None)
        return _change_list(request, meeting, services.take_off_list, person)
    callees = callees_of(meeting)
    form = OnePersonForm(request.POST, apart_from=[one.person for one in _listed(callees)])
    if not form.is_valid():
        return _list_page(request, meeting, callees, form)
    return _change_list(request, meeting, services.put_on_list, form.cleaned_data["person"])


def _change_list(request, meeting: Meeting, change, person: Person):
    try:
        invitation = change(by=request.user, meeting=meeting, person=person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(invitation) % {"name": person.name})
    return redirect(_list_of(meeting))


def _said(invitation: Invitation) -> str:
    if not invitation.withdrawn_at:
        return _("%(name)s står på listan och får kallelsen när du skickar.")
    if invitation.called_at:
        return _("%(name)s är inte längre kallad och får veta det.")
    return _("%(name)s blir inte kallad.")


# --- Answers -----------------------------------------------------------------------------------
@require_POST
def reply(request, invitation_pk):
    """One's own call, from any page. Who asks for somebody else's finds nothing."""
    rows = Invitation.objects.select_related("checkpoint", "gathering")
    invitation = get_object_or_404(rows, pk=invitation_pk, person=request.user)
    said = request.POST.get("svar")
    if said not in Reply.values:
        raise Http404
    try:
        services.answer(invitation=invitation, reply=Reply(said))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        words = {"reply": Reply(said).label, "name": invitation.meeting.name}
        messages.success(request, _("Du har svarat %(reply)s på %(name)s.") % words)
    at_home = request.POST.get("fran") == "min-sida"
    return redirect("programme:my_page" if at_home else invitation.meeting.get_absolute_url())


# --- Who came ----------------------------------------------------------------------------------
@of_both("GET", "POST")
def attendance(request, meeting):
    """Those who said yes are ticked beforehand; nothing is stored until it is saved."""
    if stage_of(meeting) != "started":
        messages.info(request, _("Närvaron noteras när mötet har börjat."))
        return redirect(meeting)
    callees = [one for one in callees_of(meeting) if one.invitation]
    callees = [one for one in callees if not one.invitation.withdrawn_at]
    form = OnePersonForm(request.POST or None, apart_from=[one.person for one in callees])
    form.fields["person"].required = False
    form.fields["person"].label = _("Kom någon mer?")
    if form.is_valid():
        number = services.record_attendance(
            by=request.user,
            meeting=meeting,
            came={int(key) for key in request.POST.getlist("came") if key.isdecimal()},
            also=form.cleaned_data["person"],
        )
        said = ngettext("%(n)s person var med.", "%(n)s personer var med.", number)
        messages.success(request, said % {"n": number})
        return redirect(meeting)
    context = {
        "meeting": meeting,
        "rows": [(one, _was_there(one.invitation)) for one in callees],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render_page(request, "checkpoints/attendance.html", context, status=status)


def _was_there(invitation: Invitation) -> bool:
    return invitation.reply == Reply.JA if invitation.came is None else invitation.came
