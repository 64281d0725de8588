"""Drafts, for static/js/app.js and no person: any form with `data-draft-key` keeps its own here."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from initiatives.forms.draft import DraftForm
from initiatives.models.draft import MOST_DRAFTS
from initiatives.services import drafts as services


# No permission is asked: a draft is its writer's own, whatever it is of.
@require_http_methods(["GET", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        keys = request.GET.getlist("nyckel")[:MOST_DRAFTS]
        return JsonResponse(services.drafts_of(request.user, keys))
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    key, content = form.cleaned_data["nyckel"], form.cleaned_data["text"]
    if content:
        services.keep_draft(by=request.user, key=key, content=content)
    else:
        services.forget_draft(by=request.user, key=key)
    return HttpResponse(status=204)
