from django.urls import path

from checkpoints.views import checkpoints, mail, preparations

app_name = "checkpoints"
urlpatterns = [
    path("checkpoints/", checkpoints.checkpoint_list, name="list"),
    path("omgangar/<int:pk>/checkpoints/ny/", checkpoints.checkpoint_new, name="checkpoint_new"),
    path("checkpoints/<int:pk>/", checkpoints.checkpoint_page, name="checkpoint"),
    path("checkpoints/<int:pk>/andra/", checkpoints.checkpoint_edit, name="checkpoint_edit"),
    path("checkpoints/<int:pk>/stall-in/", checkpoints.checkpoint_cancel, name="checkpoint_cancel"),
    # pk is the initiative: that is what the permission hangs on.
    path(
        "checkpoints/<int:checkpoint_pk>/forberedelse/<int:pk>/",
        preparations.preparation_page,
        name="preparation",
    ),
    path(
        "checkpoints/<int:checkpoint_pk>/forberedelse/<int:pk>/skriv/",
        preparations.preparation_edit,
        name="preparation_edit",
    ),
    path(
        "checkpoints/<int:checkpoint_pk>/forberedelse/<int:pk>/utkast/",
        preparations.preparation_save,
        name="preparation_save",
    ),
    path(
        "checkpoints/<int:checkpoint_pk>/forberedelse/<int:pk>/skriv-om/",
        preparations.preparation_reopen,
        name="preparation_reopen",
    ),
    path("utskick/", mail.mail_list, name="mail_list"),
    path("utskick/kommande/", mail.mail_coming, name="mail_coming"),
    path("utskick/stoppa-allt/", mail.mail_hold_all, name="mail_hold_all"),
    path("utskick/slapp-allt/", mail.mail_release_all, name="mail_release_all"),
    path("utskick/<uuid:mail_pk>/", mail.mail_page, name="mail"),
    path("utskick/<uuid:mail_pk>/skicka-nu/", mail.mail_send_now, name="mail_send_now"),
    path("utskick/<uuid:mail_pk>/stoppa/", mail.mail_hold, name="mail_hold"),
    path("utskick/<uuid:mail_pk>/slapp/", mail.mail_release, name="mail_release"),
]
