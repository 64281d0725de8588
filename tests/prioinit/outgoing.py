"""What the tests of delivery share: mail put in the outbox, and how it stands there."""

from django.core.mail import send_mail

from prioinit.models import OutgoingMail


def post(*names: str) -> list[OutgoingMail]:
    for name in names:
        send_mail("Hej", "Text", None, [f"{name}@kommun.example"])
    return [OutgoingMail.objects.get(to_email=f"{name}@kommun.example") for name in names]


def fresh(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


def outcomes(mail: OutgoingMail) -> list[str]:
    return list(mail.tries.order_by("number").values_list("outcome", flat=True))
