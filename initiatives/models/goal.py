import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeLine


@pghistory.track()
class Goal(models.Model):
    """A goal of the municipality, or one of Agenda 2030's seventeen, that initiatives contribute to."""

    access_path = {}

    code = FreeLine(_("kod"), max_length=20)
    name = FreeLine(_("mål"), max_length=200)
    agenda_2030 = models.PositiveSmallIntegerField(
        _("Agenda 2030-mål"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(17)],
        help_text=_("Nummer 1–17, om målet är ett av de globala målen."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="goal_code_once",
                violation_error_message=_("Ett annat mål har redan den koden."),
            ),
            models.CheckConstraint(
                name="goal_agenda_2030_exists",
                condition=models.Q(agenda_2030__isnull=True)
                | models.Q(agenda_2030__gte=1, agenda_2030__lte=17),
                violation_error_message=_("Agenda 2030 har målen 1–17."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("initiatives:goals")
