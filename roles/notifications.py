from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prioinit.mail import send_to
from roles.models import Person


def password_link(person: Person) -> str:
    """Works until it is used, another one is used, or the days in PASSWORD_RESET_TIMEOUT have gone."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)


def send_invitation(person: Person, *, by: Person) -> None:
    title = _("Inbjudan till Prioinitiativ")
    send_to(person, "roles/mail/invitation", {"by": by, "title": title, **_link(person)})


def send_new_password(person: Person) -> None:
    title = _("Välj ett nytt lösenord")
    send_to(person, "roles/mail/new_password", {"title": title, **_link(person)})


def _link(person: Person) -> dict:
    return {"link": password_link(person), "link_label": _("Välj ett lösenord")}
