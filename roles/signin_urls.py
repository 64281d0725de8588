"""The part of allauth that is used, under its own names but Swedish paths. The rest does not exist here."""

from allauth.account import views
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from roles import signin

# allauth's form views would take PUT as POST.
form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("logga-in/", form(signin.LoginView.as_view()), name="account_login"),
    path("logga-ut/", form(views.logout), name="account_logout"),
    path("konto-avslutat/", form(views.account_inactive), name="account_inactive"),
    path(
        "glomt-losenord/", form(signin.PasswordResetView.as_view()), name="account_reset_password"
    ),
    path(
        "glomt-losenord/skickat/",
        form(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^valj-losenord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        form(signin.PasswordResetFromKeyView.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "valj-losenord/klart/",
        form(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(
        "min-profil/losenord/",
        form(signin.PasswordChangeView.as_view()),
        name="account_change_password",
    ),
]
