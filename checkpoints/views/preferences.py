from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from checkpoints.forms.preference import MailPreferenceForm
from checkpoints.models import MailPreference
from checkpoints.services.preferences import choose_rhythms
from prioinit.htmx import render_form


# No permission is asked: everyone who can sign in may get mail, and chooses for themselves only.
@require_http_methods(["GET", "POST"])
def mail_preferences(request):
    chosen = {one.group: one for one in MailPreference.objects.filter(person=request.user.pk)}
    form = MailPreferenceForm(request.POST or None, chosen=chosen)
    if form.is_valid():
        choose_rhythms(by=request.user, rhythms=form.rhythms, weekday=form.cleaned_data["weekday"])
        messages.success(request, _("Dina mejlval är sparade."))
        return redirect("roles:profile")
    return render_form(request, "checkpoints/mail_preferences.html", {"form": form})
