"""What is taken away can be put back: the row stays."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RemovableQuerySet(models.QuerySet):
    def kept(self):
        """Not taken away."""
        return self.filter(removed_at=None)


class Removable(models.Model):
    """Written by a team about its initiative, changed on top of a version, taken away and put back.

    A model of this kind has `initiative`, a foreign key or by way of one (or says by `owner_field` what else
    it is written about), and `removed_by_someone` among its constraints.
    """

    owner_field = "initiative"
    after_end = False  # written also when the round is over

    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RemovableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def owner(self) -> models.Model:
        """The initiative, or the round, that it is written about."""
        return getattr(self, self.owner_field)

    @property
    def is_gone(self) -> bool:
        return self.removed_at is not None


def removed_by_someone(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(removed_by__isnull=True, removed_at__isnull=True)
        | Q(removed_by__isnull=False, removed_at__isnull=False),
    )
