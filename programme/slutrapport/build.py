from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate

from initiatives.models import Initiative
from prioinit.documents import previous_of
from programme.models import Slutrapport
from programme.slutrapport.report import SECTIONS, Closing
from roles.models import Person


def build_slutrapport(
    initiative: Initiative, reader: Person | None, *, on: date | None = None
) -> Closing:
    """From what exists, in the organisation's language. Nobody writes it."""
    latest = Slutrapport.objects.filter(initiative=initiative).defer("pdf", "data")
    with translation.override(settings.LANGUAGE_CODE):
        return Closing(
            organisation=settings.ORGANISATION_NAME,
            language=settings.LANGUAGE_CODE,
            round_id=initiative.round_id,
            round_name=initiative.round.name,
            on=on or localdate(),
            initiative_id=initiative.pk,
            name=initiative.name,
            question=initiative.question,
            registry_number=initiative.registry_number,
            previous=previous_of(latest.order_by("finalised_at", "pk").last()),
            **{name: part.build(initiative, reader) for name, part in SECTIONS.items()},
        )
