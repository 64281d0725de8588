"""The outbox, where every mail is a row before it is a message; the clockwork's turns; and what every
final document is."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DIRECT = "direkt"  # a mail that was written when it was queued: an invitation, a new password


class MailState(models.TextChoices):
    QUEUED = "queued", _("på väg")
    SENDING = "sending", _("skickas nu")
    SENT = "sent", _("skickat")
    UNCERTAIN = "uncertain", _("osäkert")
    FAILED = "failed", _("gick inte att skicka")
    HELD = "held", _("stoppat")
    EXPIRED = "expired", _("behövs inte längre")


class OutgoingMailQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(state__in=[MailState.QUEUED, MailState.SENDING, MailState.UNCERTAIN])

    def waiting_since(self, moment):
        """Should have left before `moment` and has not: the banner and the health page."""
        return self.filter(state__in=[MailState.QUEUED, MailState.SENDING], next_try_at__lt=moment)

    def needs_a_person(self):
        """Failed, or may have arrived twice or not at all: what the lots must see."""
        return self.filter(Q(state=MailState.FAILED) | Q(possible_double=True))


class OutgoingMail(models.Model):
    """One mail to one person. `delivery.py` moves it between states; `mail.py` lets people do it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("slag"), max_length=30, default=DIRECT)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,  # what was sent to whom stays answerable; people are anonymised, not deleted
        verbose_name=_("mottagare"),
        null=True,
        blank=True,
        related_name="mails",
    )
    to_email = models.EmailField(_("adress"), max_length=320)
    key = models.CharField(
        max_length=60, blank=True, help_text=_("Högst ett mejl per slag, mottagare och nyckel.")
    )
    reply_to = models.EmailField(_("svar till"), max_length=320, blank=True)
    subject = models.CharField(_("ämne"), max_length=300, blank=True)
    text_body = models.TextField(_("text"), blank=True)
    html_body = models.TextField(_("html"), blank=True)
    calendar = models.TextField(_("kalenderfil"), blank=True)
    message_id = models.CharField(max_length=320, editable=False)

    state = models.CharField(_("läge"), max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("försök"), default=0)
    next_try_at = models.DateTimeField(_("nästa försök"), null=True, blank=True)
    any_time = models.BooleanField(
        default=False, help_text=_("Någon har valt att skicka genast, även utanför arbetstid.")
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    queued_at = models.DateTimeField(_("skapat"))
    frozen_at = models.DateTimeField(_("texten skrevs"), null=True, blank=True)
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    smtp_code = models.PositiveSmallIntegerField(null=True, blank=True)
    smtp_reply = models.CharField(_("mejlserverns svar"), max_length=500, blank=True)
    reason = models.CharField(_("orsak"), max_length=300, blank=True)
    possible_double = models.BooleanField(
        _("kan ha kommit fram två gånger"),
        default=False,
        help_text=_("Kontakten bröts innan mejlservern hann svara."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("stoppat eller släppt av"),
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("stoppat eller släppt"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mejl")
        verbose_name_plural = _("mejl")
        ordering = ["-queued_at", "id"]
        indexes = [
            models.Index(
                "next_try_at",
                "queued_at",
                name="mail_due",
                condition=Q(state__in=["queued", "uncertain"]),
            ),
            # Not on lease_until: it changes with every mail that is begun.
            models.Index("queued_at", name="mail_leased", condition=Q(state="sending")),
            models.Index(fields=["state", "-queued_at"], name="mail_by_state"),
        ]
        # No index that sending would have to keep up without anybody reading it.
        constraints = [
            models.UniqueConstraint(
                fields=["message_id"],
                name="mail_message_id_once",
                violation_error_message=_("Det finns redan ett mejl med det Message-ID:t."),
            ),
            models.UniqueConstraint(
                fields=["kind", "recipient", "key"],
                condition=~Q(key=""),
                name="mail_key_once",
                violation_error_message=_("Personen har redan ett sådant mejl."),
            ),
            models.CheckConstraint(
                name="mail_state_known",
                condition=Q(state__in=MailState.values),
                violation_error_message=_("Okänt läge."),
            ),
            models.CheckConstraint(
                name="mail_key_has_recipient",
                condition=Q(key="") | Q(recipient__isnull=False),
                violation_error_message=_("Ett mejl med nyckel måste ha en mottagare."),
            ),
            models.CheckConstraint(
                name="mail_sent_has_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                violation_error_message=_("Ett skickat mejl har en tid, andra har det inte."),
            ),
            models.CheckConstraint(
                name="mail_sending_has_lease",
                condition=Q(state="sending", lease_until__isnull=False, lease_token__isnull=False)
                | (~Q(state="sending") & Q(lease_until__isnull=True, lease_token__isnull=True)),
                violation_error_message=_("Ett mejl som skickas har ett lån, andra har det inte."),
            ),
            models.CheckConstraint(
                name="mail_waiting_has_next_try",
                condition=Q(state__in=["queued", "sending"], next_try_at__isnull=False)
                | Q(state="uncertain")
                | Q(state__in=["sent", "failed", "held", "expired"], next_try_at__isnull=True),
                violation_error_message=_("Bara ett mejl som väntar har ett nästa försök."),
            ),
            models.CheckConstraint(
                name="mail_left_has_text",
                condition=Q(frozen_at__isnull=False)
                | Q(state__in=["queued", "held", "failed", "expired"]),
                violation_error_message=_("Ett mejl som skickas måste ha en text."),
            ),
            models.CheckConstraint(
                name="mail_stop_has_reason",
                condition=~Q(state__in=["failed", "expired", "uncertain"], reason=""),
                violation_error_message=_("Ett mejl som inte gick iväg måste ha en orsak."),
            ),
            models.CheckConstraint(
                name="mail_uncertain_is_flagged",
                condition=~Q(state="uncertain", possible_double=False),
                violation_error_message=_("Ett osäkert mejl måste vara märkt."),
            ),
            models.CheckConstraint(
                name="mail_decision_has_person_and_time",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("Den som stoppar eller släpper ett mejl ska synas."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="identity_never_changes", fields=["message_id", "kind", "key", "queued_at"]
            ),
        ]

    @property
    def reason_in_words(self) -> str:
        """The sender writes reasons in the organisation's language; a reader may have another."""
        said, colon, reply = self.reason.partition(": ")
        text = f"{said}: %(reply)s" if colon else self.reason
        return gettext(text).replace("%(reply)s", reply) if text else ""

    def __str__(self):
        return f"{self.subject or self.kind} → {self.to_email}"


class AttemptPhase(models.TextChoices):
    CLAIMED = "claimed", _("hämtat")  # certain: nothing of it has reached the relay
    DATA = "data", _("lämnas över")  # from here on, no answer means that nobody knows


class AttemptOutcome(models.TextChoices):
    OPEN = "", _("pågår")
    ACCEPTED = "accepted", _("mottaget av mejlservern")
    DEFERRED = "deferred", _("försöker igen senare")
    REFUSED = "refused", _("avvisat")
    UNKNOWN = "unknown", _("inget svar")
    RELEASED = "released", _("hann inte skickas")
    LOST = "lost", _("avbröts innan det skickades")
    BROKEN = "broken", _("texten gick inte att skapa")


class MailAttempt(models.Model):
    """One try. Its outcome is written once; after that the row never changes."""

    mail = models.ForeignKey(
        OutgoingMail,
        models.PROTECT,
        related_name="tries",
        db_index=False,  # attempt_number_once begins with it
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    worker = models.CharField(max_length=80)
    started_at = models.DateTimeField(_("började"))
    phase = models.CharField(
        _("steg"), max_length=8, choices=AttemptPhase, default=AttemptPhase.CLAIMED
    )
    outcome = models.CharField(
        _("utfall"), max_length=8, choices=AttemptOutcome, default=AttemptOutcome.OPEN, blank=True
    )
    reply = models.CharField(_("svar"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("sändningsförsök")
        verbose_name_plural = _("sändningsförsök")
        ordering = ["mail", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["mail", "number"],
                name="attempt_number_once",
                violation_error_message=_("Försöket finns redan."),
            ),
            models.CheckConstraint(
                name="attempt_answer_after_data",
                condition=~Q(outcome__in=["accepted", "unknown"]) | Q(phase="data"),
                violation_error_message=_("Bara ett mejl som lämnats över kan få svar."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="settled_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__outcome__gt=""),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.mail_id} {self.number} {self.outcome or self.phase}"


class MailSwitch(models.Model):
    """The sender's own state, one row: stopped by a person, or waiting for the relay."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    held = models.BooleanField(_("all post är stoppad"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("av"),
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(_("när"), null=True, blank=True)
    relay_down_since = models.DateTimeField(_("mejlservern svarar inte sedan"), null=True)
    relay_reply = models.CharField(_("mejlserverns svar"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("postens strömbrytare")
        verbose_name_plural = _("postens strömbrytare")
        constraints = [
            models.CheckConstraint(
                name="mail_switch_only_one",
                condition=Q(id=1),
                violation_error_message=_("Det finns bara en strömbrytare."),
            )
        ]

    def __str__(self):
        return str(_("stoppad") if self.held else _("på"))


class Tick(models.Model):
    """One turn of the clockwork: what was planned for which slot (a local date), and that it was finished."""

    name = models.CharField(max_length=30)
    slot = models.CharField(max_length=30)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tick")
        verbose_name_plural = _("tick")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "slot"],
                name="tick_slot_once",
                violation_error_message=_("Den turen är redan tagen."),
            )
        ]

    def __str__(self):
        return f"{self.name} {self.slot}"


# --- Final documents ---------------------------------------------------------------------------
class FinalDocument(models.Model):
    """A report, fastställd: the data, the document and its checksum, for ever as they were.

    Each sort has a table, rights and a series of numbers of its own. `prioinit.documents` makes them.
    """

    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("löpnummer"))
    data = models.JSONField(_("uppgifter"))
    pdf = models.BinaryField()
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    finalised_at = models.DateTimeField(_("fastställd"))
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("fastställd av")
    )

    series = ""  # before the number, so that two sorts never share one

    class Meta:
        abstract = True
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="%(class)s_number_once_per_year"
            ),
            models.CheckConstraint(
                name="%(class)s_has_checksum", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.series}{self.year}-{self.number:03}"


def frozen_for_ever(name: str) -> pgtrigger.Protect:
    """The trigger of a final document. Django does not inherit them with a name of their own."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)
