"""What the domain refuses."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule says no. The text is a Swedish sentence for the person: a form error or a 409."""


def check(row: Model) -> None:
    """What the row itself refuses, as a DomainError."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from error


class EditConflict(DomainError):
    """Someone saved since the person opened the form. Carries what is stored, to be shown beside theirs."""

    def __init__(self, stored, message=None):
        super().__init__(
            message or _("Någon annan har sparat medan du skrev. Här är båda texterna.")
        )
        self.stored = stored
