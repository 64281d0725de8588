from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from initiatives.forms.obstacle import ContactForm
from initiatives.models import ContactNote, Initiative
from initiatives.services.obstacles import change_contact, log_contact
from prioinit.errors import DomainError
from prioinit.htmx import render_form, render_page
from prioinit.versions import save_edit
from roles.access import can, requires
from roles.permissions import Perm


@require_GET
@requires(Perm.READ_DRAFTS, on=Initiative)
def contact_list(request, initiative):
    context = {
        "initiative": initiative,
        "notes": initiative.contact_notes.select_related("by"),
        "may_log": can(request.user, Perm.CLEAR_THE_WAY, initiative),
    }
    return render_page(request, "initiatives/contacts.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.CLEAR_THE_WAY, on=Initiative)
def contact_new(request, initiative):
    form = ContactForm(request.POST or None)
    if form.is_valid():
        try:
            log_contact(by=request.user, initiative=initiative, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kontakten är antecknad."))
            return redirect("initiatives:contacts", initiative.pk)
    context = {"form": form, "initiative": initiative, "note": None}
    return render_form(request, "initiatives/contact_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Perm.CLEAR_THE_WAY, on=lambda: ContactNote.objects.select_related("initiative", "by"))
def contact_edit(request, note):
    """One's own only: another's words are not changed in their name."""
    if note.by_id != request.user.pk:
        raise PermissionDenied
    form = ContactForm(request.POST or None, instance=note)
    if form.is_valid():
        change = partial(change_contact, by=request.user, note=note, **form.cleaned_data)
        back_url = reverse("initiatives:contacts", args=[note.initiative_id])
        answer = save_edit(request, form, change, back_url=back_url)
        if answer:
            return answer
    context = {"form": form, "initiative": note.initiative, "note": note}
    return render_form(request, "initiatives/contact_form.html", context)
