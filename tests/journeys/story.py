"""What the journeys share: a real round's people, the clock, the relay, and a browser per person."""

import re
from datetime import date
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.core.management import call_command

from initiatives.models import Initiative
from initiatives.services.running import accept_mandate, start_initiative, write_mandate
from roles.access import people_in_role
from roles.models import Person
from roles.permissions import Role

TYRESO = Path(__file__).parent.parent / "data" / "tyreso-2024.xlsx"
EVA, MIKAEL = (
    "eva.norling@tyreso.example",
    "mikael.strand@tyreso.example",
)  # GEMENSKAP's ledartröjor
LISA = "lisa.ahlgren@tyreso.example"  # the lots


class Story:
    def __init__(self, clock, sink, browser_for, site):
        self.clock, self.sink, self.browser_for, self.site = clock, sink, browser_for, site

    def page(self, email: str, **options):
        return self.browser_for(Person.objects.get(email=email), **options)

    def tick(self) -> None:
        call_command("tick", stdout=StringIO())

    def mails_to(self, email: str, subject: str = ""):
        return [m for m in self.sink.received if m.to == email and subject in m.subject]

    def link_in(self, mail, before: str = "") -> str:
        """The address in the mail (the first after `before`), on the server of this test."""
        found = re.search(rf"{before}\s*https?://[^/\s]+(/\S*)", mail.text)
        assert found, mail.text
        return self.site + found[1]


def furnish() -> None:
    """Tyresö's round, read in; every initiative with its mandate accepted, and started."""
    call_command("import_round", TYRESO, stdout=StringIO())
    lots = Person.objects.get(email=LISA)
    for initiative in Initiative.objects.order_by("pk"):
        mandate = write_mandate(
            by=lots, initiative=initiative, text="Ni får prova.", issued_on=date(2024, 1, 15)
        )
        for person in people_in_role(initiative, Role.LEDARTROJA):
            accept_mandate(by=person, mandate=mandate)
        start_initiative(by=lots, initiative=initiative)


def fetch(address: str, form: dict[str, str] | None = None) -> str:
    """As a phone without a session does it; anything but an answer of 2xx raises."""
    body = urlencode(form).encode() if form else None
    request = Request(address, body)  # noqa: S310 - this test's own server
    with urlopen(request) as answer:  # noqa: S310
        return answer.read().decode()


def words(text: str) -> str:
    """Without spaces and hyphens: a PDF breaks lines and words where the page does not."""
    return re.sub(r"[\s\u00ad-]+", "", text)
