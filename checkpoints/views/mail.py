"""Utskick: what goes out, what went, and what did not.

Who runs a round sees whom every mail went to and how it fared, since they share one sender and its
faults. What will be said is shown for their own rounds only. Mails that may carry a link to a new
password show no text to anyone.
"""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from checkpoints.models import Reminder
from checkpoints.policy.mail import mail_buttons
from checkpoints.reminders.outlook import describe, outlook
from initiatives.models import Initiative, Round
from prioinit import mail as outbox
from prioinit.errors import DomainError
from prioinit.htmx import render_page
from prioinit.models import DIRECT, MailState, MailSwitch, OutgoingMail
from roles.access import permitted, requires
from roles.permissions import Perm

PER_PAGE = 50
WAITED_TOO_LONG = timedelta(minutes=15)
TROUBLE_DAYS = 14


KINDS = [("", gettext_lazy("Allt")), *Reminder.Kind.choices]


class MailFilter(forms.Form):
    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        choices=[("", gettext_lazy("Alla")), *MailState.choices],
        required=False,
    )
    om = forms.ChoiceField(label=gettext_lazy("Handlar om"), choices=KINDS, required=False)
    person = forms.CharField(
        label=gettext_lazy("Person"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def narrow(self, mails):
        if not self.is_valid():
            return mails
        if state := self.cleaned_data["lage"]:
            mails = mails.filter(state=state)
        if kind := self.cleaned_data["om"]:
            about = Reminder.objects.filter(kind=kind, mail=OuterRef("pk"))
            mails = mails.filter(Exists(about))
        if text := self.cleaned_data["person"].strip():
            mails = mails.filter(Q(recipient__name__icontains=text) | Q(to_email__icontains=text))
        return mails


class ComingFilter(forms.Form):
    om = forms.ChoiceField(label=gettext_lazy("Handlar om"), choices=KINDS, required=False)

    @property
    def kind(self) -> str:
        return self.cleaned_data["om"] if self.is_valid() else ""


@require_GET
@requires(Perm.RUN_ROUND)
def mail_list(request):
    form = MailFilter(request.GET)
    said = Reminder.objects.filter(mail=OuterRef("pk")).order_by().values("mail")
    mails = (
        form.narrow(OutgoingMail.objects.select_related("recipient"))
        .annotate(n_said=Subquery(said.annotate(n=Count("*")).values("n")))
        .defer("text_body", "html_body", "calendar")
    )
    page = Paginator(mails, PER_PAGE).get_page(request.GET.get("sida"))
    context = {"filter_form": form, "page": page, "trouble": _trouble(), **_sender()}
    return render_page(request, "checkpoints/mail_list.html", context)


def _trouble():
    since = timezone.now() - timedelta(days=TROUBLE_DAYS)
    return (
        OutgoingMail.objects.filter(state__in=[MailState.FAILED, MailState.UNCERTAIN])
        .filter(queued_at__gte=since)
        .select_related("recipient")
        .defer("text_body", "html_body", "calendar")[:20]
    )


def _sender() -> dict:
    """Is the sender on, and does the mail server answer?"""
    switch = MailSwitch.objects.select_related("by").first() or MailSwitch()
    too_long = timezone.now() - WAITED_TOO_LONG
    waiting = 0 if switch.held else OutgoingMail.objects.waiting_since(too_long).count()
    return {"switch": switch, "waiting_too_long": waiting}


@require_GET
@requires(Perm.RUN_ROUND)
def mail_coming(request):
    form = ComingFilter(request.GET)
    days = outlook(
        permitted(Initiative.objects.all(), request.user, Perm.RUN_ROUND),
        permitted(Round.objects.all(), request.user, Perm.RUN_ROUND),
        kind=form.kind,
    )
    context = {
        "days": days,
        "n_mails": sum(day.n_mails for day in days),
        "filter_form": form,
        **_sender(),
    }
    return render_page(request, "checkpoints/mail_coming.html", context)


@require_GET
@requires(Perm.RUN_ROUND)
def mail_page(request, mail_pk):
    mail = get_object_or_404(
        OutgoingMail.objects.select_related("recipient", "decided_by"), pk=mail_pk
    )
    said = Reminder.objects.filter(mail=mail).select_related("initiative", "round", "checkpoint")
    context = {
        "mail": mail,
        "secret": mail.kind == DIRECT,
        "said": [(one, describe(one.kind, one.checkpoint, one.lead_days)) for one in said],
        "tries": mail.tries.all(),
        "buttons": mail_buttons(mail),
        **_sender(),
    }
    return render_page(request, "checkpoints/mail.html", context)


# --- A person decides --------------------------------------------------------------------------
@require_POST
@requires(Perm.RUN_ROUND)
def mail_send_now(request, mail_pk):
    return _decide(request, mail_pk, outbox.send_now, _("Mejlet går iväg nu."))


@require_POST
@requires(Perm.RUN_ROUND)
def mail_hold(request, mail_pk):
    return _decide(request, mail_pk, outbox.hold, _("Mejlet är stoppat tills någon släpper det."))


@require_POST
@requires(Perm.RUN_ROUND)
def mail_release(request, mail_pk):
    return _decide(request, mail_pk, outbox.release, _("Mejlet är släppt och går när det är dags."))


def _decide(request, mail_pk, service, done: str):
    mail = get_object_or_404(OutgoingMail, pk=mail_pk)
    try:
        service(mail, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("checkpoints:mail", mail.pk)


@require_POST
@requires(Perm.RUN_ROUND)
def mail_hold_all(request):
    outbox.hold_all(by=request.user)
    messages.success(request, _("All post är stoppad. Inget går ut förrän någon släpper den."))
    return redirect("checkpoints:mail_list")


@require_POST
@requires(Perm.RUN_ROUND)
def mail_release_all(request):
    outbox.release_all(by=request.user)
    messages.success(request, _("Posten är släppt."))
    return redirect("checkpoints:mail_list")
