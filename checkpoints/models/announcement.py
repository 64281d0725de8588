from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import Round


class Announcement(models.Model):
    """Something official that the people of a round are told once: a report that is fastställd.

    Reports are made further out than reminders are. They leave a line here, in the transaction that
    freezes them, and the reminders know no more of them than that. Never changed, so no history.
    """

    access_path = {"round": "round_id", "home": "round_id"}

    round = models.ForeignKey(Round, models.PROTECT, related_name="announcements")
    title = models.CharField(_("rubrik"), max_length=200)
    path = models.CharField(_("adress"), max_length=200)
    at = models.DateTimeField(_("när"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kungörelse")
        verbose_name_plural = _("kungörelser")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "path"], name="announcement_once"),
            models.CheckConstraint(
                name="announcement_leads_somewhere",
                condition=models.Q(path__startswith="/") & ~models.Q(title=""),
            ),
        ]
        indexes = [models.Index(fields=["at"], name="announcement_newest")]

    def __str__(self):
        return self.title
