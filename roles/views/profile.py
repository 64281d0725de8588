from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prioinit.htmx import render_page
from roles.forms import ProfileForm
from roles.models import Person


# No permission is asked: everyone who can sign in has a name and a language of their own.
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = Person.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(person.language):
            messages.success(request, _("Din profil är sparad."))
        return redirect("roles:profile")
    context = {"form": form, "may_change_password": request.user.has_usable_password()}
    return render_page(request, "roles/profile.html", context, status=422 if form.errors else 200)
