"""What someone has begun to write and not saved, kept so that another browser can offer it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=30)
MOST_DRAFTS = 50  # of one person; the oldest gives way


class WrittenDraftQuerySet(models.QuerySet):
    def expired(self):
        return self.filter(saved_at__lt=now() - KEPT_FOR)


class WrittenDraft(models.Model):
    """Read by the one who wrote it and by nobody else: no role reaches it, and no history is kept."""

    access_path: dict[str, str] = {}

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    # As the browser reads the form's fields. Not FreeText: what may not be saved may still be begun.
    content = models.TextField()
    saved_at = models.DateTimeField(db_index=True)

    objects = WrittenDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("utkast")
        verbose_name_plural = _("utkast")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="written_draft_once")]

    def __str__(self):
        return self.key
