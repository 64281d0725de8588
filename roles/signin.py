"""Sign-in with allauth: local accounts for invited people only, and mails through our own outbox."""

from allauth.account import auth_backends, views
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from roles import demo
from roles.access import signed_in
from roles.models import Person
from roles.notifications import send_new_password


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    def get_user(self, user_id: int) -> Person | None:
        """Who it is and what they may do, in one query."""
        try:
            person = signed_in(user_id)
        except Person.DoesNotExist:
            return None
        return person if self.user_can_authenticate(person) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte."),
        "too_many_login_attempts": _("För många försök. Vänta en kvart och prova igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        # Django overwrites last_login in the next moment. "Since last time" is counted from an
        # earlier day: the morning's news must not be gone because one signs in again after lunch.
        if user.last_login and localdate(user.last_login) < localdate():
            user.previous_login = user.last_login
            user.save(update_fields=["previous_login"])
        super().login(request, user)

    def send_password_reset_mail(self, user: Person, email: str, context: dict) -> None:
        send_new_password(user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("roles:profile")


class Invalid422:
    """A form with errors is answered with 422, here as everywhere."""

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class OwnWords:
    """allauth repeats the label inside the box; a label is enough."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.widget.attrs.pop("placeholder", None)
        return form


class PasswordAdvice(OwnWords):
    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["password1"].help_text = _(
            "Minst 12 tecken. En mening är lättare att minnas än ett krångligt ord."
        )
        return form


class LoginView(OwnWords, Invalid422, views.LoginView):
    def get_context_data(self, **kwargs) -> dict:
        people = demo.people() if settings.DEMO else []
        return super().get_context_data(demo_people=people, **kwargs)


class PasswordResetView(OwnWords, Invalid422, views.PasswordResetView):
    pass


class PasswordResetFromKeyView(PasswordAdvice, Invalid422, views.PasswordResetFromKeyView):
    pass


class PasswordChangeView(PasswordAdvice, Invalid422, views.PasswordChangeView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)
