from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prioinit.htmx import render_form
from prioinit.versions import save_edit
from roles import services
from roles.forms import ProfileForm
from roles.models import Person


# No permission is asked: everyone who can sign in has a name and a language of their own.
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = Person.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        with translation.override(form.cleaned_data["language"]):
            said = _("Din profil är sparad.")
        change = partial(services.change_person, by=person, person=person, **form.cleaned_data)
        answer = save_edit(request, form, change, back_url=request.path, said=said)
        if answer:
            return answer
    context = {"form": form, "may_change_password": request.user.has_usable_password()}
    return render_form(request, "roles/profile.html", context)
