"""The part of allauth that is used, under its own names but Swedish paths. The rest does not exist here."""

from allauth.account import views
from django.urls import path, re_path

from roles import signin

urlpatterns = [
    path("logga-in/", signin.LoginView.as_view(), name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("konto-avslutat/", views.account_inactive, name="account_inactive"),
    path("glomt-losenord/", signin.PasswordResetView.as_view(), name="account_reset_password"),
    path("glomt-losenord/skickat/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^valj-losenord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        signin.PasswordResetFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "valj-losenord/klart/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "min-profil/losenord/", signin.PasswordChangeView.as_view(), name="account_change_password"
    ),
]
