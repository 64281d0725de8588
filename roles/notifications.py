from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from prioinit.mail import send_to
from roles.models import Person


def password_link(person: Person) -> str:
    """Works until it is used, another one is used, or the days in PASSWORD_RESET_TIMEOUT have gone."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)


def send_invitation(person: Person, *, by: Person) -> None:
    send_to(person, "roles/mail/invitation", {"by": by, "link": password_link(person)})


def send_new_password(person: Person) -> None:
    send_to(person, "roles/mail/new_password", {"link": password_link(person)})
