"""The address in a mail that answers for one person, without signing in: signed, and good for one thing."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from checkpoints.models import Invitation

# Without a timestamp: a mail that is tried again says the same as it did the first time.
SIGNER = signing.Signer(salt="checkpoints.replies")


def reply_token(invitation: Invitation) -> str:
    return SIGNER.sign_object(invitation.pk)


def reply_url(invitation: Invitation, reply: str) -> str:
    path = reverse("checkpoints:reply_by_mail", args=[reply_token(invitation)])
    return f"{settings.SITE_URL}{path}?svar={reply}"


def invitation_of(token: str) -> Invitation | None:
    """None for a token that we did not make, or that no longer names anybody who works here."""
    try:
        pk = SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    rows = Invitation.objects.select_related("person", "checkpoint", "gathering")
    return rows.filter(pk=pk, person__is_active=True).first()
