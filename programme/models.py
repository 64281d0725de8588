from datetime import timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Round
from prioinit.models import FinalDocument, frozen_for_ever

UPLOAD_KEPT_FOR = timedelta(days=1)


@pghistory.track(exclude=["pdf"])
class Pack(FinalDocument):
    """Ledningsgruppens underlag, fastställt."""

    access_path = {"round": "round_id"}

    round = models.ForeignKey(Round, models.PROTECT, verbose_name=_("omgång"), related_name="packs")
    meeting_on = models.DateField(_("ledningsgruppens möte"), default=localdate)

    class Meta(FinalDocument.Meta):
        verbose_name = _("ledningsgruppens underlag")
        verbose_name_plural = _("ledningsgruppens underlag")
        triggers = [frozen_for_ever("pack_is_frozen")]

    def get_absolute_url(self):
        return reverse("programme:pack", args=[self.pk])


@pghistory.track(exclude=["pdf"])
class Slutrapport(FinalDocument):
    """What became of an initiative, fastställt."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}
    series = "SR-"

    initiative = models.ForeignKey(
        Initiative, models.PROTECT, verbose_name=_("initiativ"), related_name="slutrapporter"
    )

    class Meta(FinalDocument.Meta):
        verbose_name = _("slutrapport")
        verbose_name_plural = _("slutrapporter")
        triggers = [frozen_for_ever("slutrapport_is_frozen")]

    def get_absolute_url(self):
        return reverse("programme:slutrapport", args=[self.pk])


class UploadedWorkbookQuerySet(models.QuerySet):
    def expired(self, at=None):
        return self.filter(uploaded_at__lt=(at or now()) - UPLOAD_KEPT_FOR)

    def waiting(self, at=None):
        """Uploaded and not read in yet."""
        return self.filter(imported_at=None, uploaded_at__gte=(at or now()) - UPLOAD_KEPT_FOR)

    def done(self):
        return self.exclude(imported_at=None)


class UploadedWorkbook(models.Model):
    """A person's latest workbook, from the upload until it is read in or a day has passed.

    Short-lived and the person's own: no history is kept of it; what it changes has its history.
    """

    access_path = {}

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    data = models.BinaryField(blank=True)
    uploaded_at = models.DateTimeField(_("uppladdad"))
    imported_at = models.DateTimeField(_("inläst"), null=True, blank=True)
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="+")
    new_people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    objects = UploadedWorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppladdad arbetsbok")
        verbose_name_plural = _("uppladdade arbetsböcker")
        constraints = [
            models.CheckConstraint(
                name="uploaded_workbook_emptied_when_imported",
                condition=models.Q(imported_at__isnull=True, round__isnull=True)
                | models.Q(imported_at__isnull=False, round__isnull=False, data=b""),
            ),
        ]

    def __str__(self):
        return self.name


@pghistory.track(
    exclude=["token_sha256", "last_fetched_at", "content_sha256", "content_changed_at"]
)
class CalendarFeed(models.Model):
    """A person's own calendar address. The address is the key, so only what it hashes to is kept."""

    access_path = {}

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("skapad"))
    last_fetched_at = models.DateTimeField(_("senast hämtad"), null=True, blank=True)
    # What a calendar was given last, so that Last-Modified also tells of a role that was given or ended.
    content_sha256 = models.CharField(max_length=64, blank=True)
    content_changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        constraints = [
            models.CheckConstraint(
                name="calendar_feed_has_hash",
                condition=models.Q(token_sha256__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 - a pattern
            ),
        ]

    def __str__(self):
        return str(self.person)
