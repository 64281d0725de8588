"""Those who answer through the short link: what they may see, and what keeps machines out.

No account, no session, no cookie. What the form must remember rides in it, signed: when it was opened
and a number of its own. Why there is no CSRF token and how the limits are set: docs/medskick.md.
"""

from datetime import timedelta
from functools import lru_cache
from time import time
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import segno
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import now

from checkpoints.inputs.reading import ready_questions
from checkpoints.models import AgendaItem, Checkpoint, Input, PreparationQuestion, Showing

MIN_SECONDS = 2  # a person reads the question first
MAX_SECONDS = 24 * 3600
# While the meeting goes on, a whole room answers from one address: the municipality's own.
PER_MINUTE_IN_THE_ROOM = 600
PER_MINUTE = 30
PER_CHECKPOINT_IN_THE_ROOM = 3_000  # in ten minutes
PER_CHECKPOINT = 300
ROOM_MARGIN = timedelta(hours=1)
WINDOW = timedelta(minutes=10)
MAX_BYTES = 50_000
_signer = Signer(salt="checkpoints.guest")


# --- What they see -----------------------------------------------------------------------------
def checkpoint_of(code: str) -> Checkpoint | None:
    """With `now_showing`: the initiative that the room looks at, when the presentation runs."""
    showing = Showing.objects.filter(checkpoint=OuterRef("pk"), ended_at=None)
    return (
        Checkpoint.objects.filter(code=code.lower())
        .annotate(now_showing=Subquery(showing.values("item__initiative")[:1]))
        .first()
    )


def questions_of(checkpoint: Checkpoint) -> QuerySet[PreparationQuestion]:
    """Those of teams that are ready, in the running order."""
    turn = AgendaItem.objects.filter(
        checkpoint=OuterRef("preparation__checkpoint"),
        initiative=OuterRef("preparation__initiative"),
    )
    return (
        ready_questions()
        .filter(preparation__checkpoint=checkpoint)
        .select_related(None)
        .select_related("preparation__initiative")
        # The page is asked for by a whole room at once, and says only this.
        .only("text", "number", "preparation__initiative__name", "preparation__initiative__round")
        .annotate(turn=Subquery(turn.values("position")[:1]))
        .order_by(F("turn").asc(nulls_last=True), "preparation__initiative", "number")
    )


def first_question(
    checkpoint: Checkpoint, questions: list[PreparationQuestion]
) -> PreparationQuestion | None:
    """What the room talks about now, else the first."""
    showing = getattr(checkpoint, "now_showing", None)
    return next(
        (one for one in questions if one.preparation.initiative_id == showing),
        questions[0] if questions else None,
    )


def address_of(checkpoint: Checkpoint, question: PreparationQuestion | None = None) -> str:
    """What a QR code holds."""
    if question:
        return settings.SITE_URL + reverse(
            "checkpoints:guest_question", args=[checkpoint.code, question.pk]
        )
    return settings.SITE_URL + reverse("checkpoints:guest", args=[checkpoint.code])


def spoken(address: str) -> str:
    """The address as it is read aloud and typed: without https:// and the last slash."""
    return address.partition("://")[2].rstrip("/")


@lru_cache(maxsize=256)  # the presentation shows one for each question
def qr_svg(address: str) -> SafeString:
    """Black on white whatever the page's colours: that is what a camera reads."""
    drawn = segno.make_qr(address, error="m").svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 - segno's paths; the address is not in it


# --- What keeps machines out -------------------------------------------------------------------
class Refused(Exception):
    """Try again: the form was sent too fast, is too old, or is not ours."""


def new_form(number: UUID | None = None) -> str:
    return _signer.sign_object([(number or uuid4()).hex, round(time() * 1000)])


def form_number(signed: str) -> UUID:
    """The number of a form that has been open for as long as a person needs."""
    try:
        number, opened = _signer.unsign_object(signed)
        age = time() - opened / 1000
        if MIN_SECONDS <= age <= MAX_SECONDS:
            return UUID(number)
    except (BadSignature, TypeError, ValueError) as error:
        raise Refused from error
    raise Refused


def is_ours(signed: str) -> bool:
    """Signed by us and not old: worth sending again as it is."""
    try:
        _number, opened = _signer.unsign_object(signed)
    except (BadSignature, TypeError, ValueError):
        return False
    return time() - opened / 1000 <= MAX_SECONDS


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Another site's page made the browser send this. Old phones do not say; then we cannot know."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()


def too_many(request: HttpRequest, checkpoint: Checkpoint) -> bool:
    """Counts this one, and says whether it is over the limit of its address or of the checkpoint."""
    in_the_room = checkpoint.starts_at - ROOM_MARGIN <= now() <= checkpoint.ends_at + ROOM_MARGIN
    of_address = _count(request)
    if of_address > (PER_MINUTE_IN_THE_ROOM if in_the_room else PER_MINUTE):
        return True
    lately = Input.objects.filter(
        checkpoint=checkpoint, person=None, created_at__gte=now() - WINDOW
    ).count()
    return lately >= (PER_CHECKPOINT_IN_THE_ROOM if in_the_room else PER_CHECKPOINT)


def _count(request: HttpRequest) -> int:
    """In the worker's memory, for a minute: an address is never written down, not even as a hash."""
    counter = caches["memory"]
    try:
        address = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        address = ""
    key = f"m:{salted_hmac('checkpoints.guest', address).hexdigest()[:32]}:{int(time() // 60)}"
    counter.add(key, 0, timeout=90)
    return counter.incr(key)
