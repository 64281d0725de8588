import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class MailPreference(models.Model):
    """How often one person wants mail about one group of things. Without a row: in the daily mail."""

    access_path = {}

    class Group(models.TextChoices):
        TASKS = "uppgifter", _("det du ska göra")
        WATCH = "bevakning", _("det du håller ett öga på")
        NEWS = "nyheter", _("nyheter")

    class Rhythm(models.TextChoices):
        AT_ONCE = "genast", _("genast")
        DAILY = "dagligen", _("en gång om dagen")
        WEEKLY = "veckovis", _("en gång i veckan")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("måndag")
        TUESDAY = 1, _("tisdag")
        WEDNESDAY = 2, _("onsdag")
        THURSDAY = 3, _("torsdag")
        FRIDAY = 4, _("fredag")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences"
    )
    group = models.CharField(max_length=10, choices=Group)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(choices=Weekday, null=True, blank=True)

    class Meta:
        verbose_name = _("mejlval")
        verbose_name_plural = _("mejlval")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="mail_preference_once"),
            models.CheckConstraint(
                name="mail_preference_weekly_has_weekday",
                condition=Q(rhythm="veckovis", weekday__in=range(5))
                | (~Q(rhythm="veckovis") & Q(weekday__isnull=True)),
                violation_error_message=_("Välj vilken dag i veckan."),
            ),
            models.CheckConstraint(
                name="mail_preference_tasks_never_weekly",
                condition=~Q(group="uppgifter", rhythm="veckovis"),
                violation_error_message=_("Det du ska göra kan inte vänta en vecka."),
            ),
        ]

    DEFAULT = Rhythm.DAILY.label

    @property
    def in_words(self) -> str:
        if self.weekday is None:
            return str(self.get_rhythm_display())
        return _("en gång i veckan, på %(day)s") % {"day": self.get_weekday_display()}

    def __str__(self):
        return f"{self.person}: {self.get_group_display()}, {self.get_rhythm_display()}"
