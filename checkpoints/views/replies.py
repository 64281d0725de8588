"""/svar/<token>/: the one page where a person answers a call without signing in.

The signature is the credential, so no cookie is set and none is asked for: a forged form cannot know the
token. Opening the address writes nothing, since mail scanners open every link.
"""

import pghistory
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from checkpoints.meetings.replies import invitation_of
from checkpoints.models import Invitation
from checkpoints.services.invitations import answer
from prioinit.errors import DomainError

Reply = Invitation.Reply


@require_http_methods(["GET", "POST"])
@never_cache
@login_not_required
@csrf_exempt
def reply_by_mail(request, token):
    invitation = invitation_of(token)
    if invitation is None:
        raise Http404
    with translation.override(invitation.person.language):
        if request.method == "POST":
            return _save(request, invitation, request.POST.get("svar"))
        return _page(request, invitation)


def _save(request, invitation: Invitation, said: str | None):
    if said not in Reply.values:
        raise Http404
    try:
        with pghistory.context(url="/svar/"):  # the history is for many eyes, the token for one
            answer(invitation=invitation, reply=Reply(said))
    except DomainError:
        return _page(request, invitation, status=409)
    return redirect(f"{request.path}?sparat")


def _page(request, invitation: Invitation, *, status: int = 200):
    chosen = request.GET.get("svar")
    context = {
        "meeting": invitation.meeting,
        "closed": _closed(invitation),
        "chosen": chosen if chosen in Reply.values else invitation.reply,
        "saved": invitation.get_reply_display() if "sparat" in request.GET else "",
        "choices": Reply.choices,
    }
    response = render(request, "checkpoints/reply_by_mail.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _closed(invitation: Invitation) -> str:
    """Why it cannot be answered; empty while it can."""
    meeting = invitation.meeting
    if meeting.is_cancelled:
        return _("Mötet är inställt.")
    if not invitation.is_called:
        return _("Du är inte längre kallad.")
    if meeting.has_started():
        return _("Mötet har börjat, så det går inte att svara längre.")
    return ""
