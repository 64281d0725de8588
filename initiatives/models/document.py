"""Where documents live: links to them, and small files that are kept here."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.removable import Removable, removed_by_someone
from prioinit.fields import FreeLine, FreeText, NoPersonalNumber

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 30  # kept per initiative


@pghistory.track()
class Link(Removable):
    """To a document where it really lives."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="links")
    title = FreeLine(_("titel"), max_length=120)
    url = models.URLField(
        _("adress"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"]), NoPersonalNumber()],
    )
    what = FreeText(_("vad som finns där"), blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("skriven"))

    class Meta:
        verbose_name = _("länk")
        verbose_name_plural = _("länkar")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="link_leads_somewhere",
                condition=~Q(title="")
                & (Q(url__startswith="https://") | Q(url__startswith="http://")),
                violation_error_message=_(
                    "En länk har en titel och en adress som börjar med https://."
                ),
            ),
            removed_by_someone("link_removed_by_someone"),
        ]

    def __str__(self):
        return self.title

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"lank-{self.pk}"


def stored_name(attachment: "Attachment", filename: str) -> str:
    """Nothing that a person wrote is in the path; only the ending that was checked."""
    ending = attachment.name.rpartition(".")[2]
    return f"bilagor/{attachment.initiative_id}/{uuid4().hex}.{ending}"


@pghistory.track()
class Attachment(Removable):
    """A file, kept outside what the web server serves, and sent only to those who may read the initiative."""

    access_path = {"initiative": "initiative_id", "round": "initiative__round_id"}

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.PROTECT, related_name="attachments"
    )
    title = FreeLine(_("titel"), max_length=120)
    name = FreeLine(_("filnamn"), max_length=120, editable=False)
    file = models.FileField(_("fil"), upload_to=stored_name, max_length=120)
    size = models.PositiveIntegerField(_("storlek"), editable=False)
    content_type = models.CharField(_("filtyp"), max_length=100, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("uppladdad"))

    class Meta:
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "sha256"], name="attachment_once"),
            models.CheckConstraint(
                name="attachment_has_title",
                condition=~Q(title="") & ~Q(name=""),
                violation_error_message=_("Skriv vad filen är."),
            ),
            models.CheckConstraint(
                name="attachment_within_10_mb",
                condition=Q(size__gte=1, size__lte=10 * 1024 * 1024),
                violation_error_message=_("Filen är större än 10 MB."),
            ),
            removed_by_someone("attachment_removed_by_someone"),
        ]

    def __str__(self):
        return self.title

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"bilaga-{self.pk}"
