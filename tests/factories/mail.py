import factory
from django.utils.timezone import now
from factory.django import DjangoModelFactory

from prioinit.models import MailState, OutgoingMail
from tests.factories.people import PersonFactory


class OutgoingMailFactory(DjangoModelFactory):
    """On its way, written when it was queued."""

    class Meta:
        model = OutgoingMail

    recipient = factory.SubFactory(PersonFactory)
    to_email = factory.SelfAttribute("recipient.email")
    subject = "Ett mejl"
    text_body = "Hej!"
    state = MailState.QUEUED
    queued_at = factory.LazyFunction(now)
    next_try_at = factory.LazyFunction(now)
    frozen_at = factory.LazyFunction(now)
    message_id = factory.Sequence(lambda n: f"<{n}@test.example>")
