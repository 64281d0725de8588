"""On whose behalf a command is run."""

from django.core.management.base import CommandError

from roles.models import Person


def active_person(email: str | None) -> Person | None:
    """Nobody, when no address is given: the server's own console."""
    if email is None:
        return None
    person = Person.objects.active().filter(email__iexact=email.strip()).first()
    if person is None:
        raise CommandError(f"Ingen aktiv person har adressen {email}.")
    return person
