from django.urls import path

from checkpoints.views import (
    actions,
    agenda,
    answers,
    checkpoints,
    decisions,
    gatherings,
    guest,
    input,
    input_export,
    invitations,
    mail,
    moderation,
    preferences,
    preparations,
    replies,
    reports,
    series,
    showing,
)

app_name = "checkpoints"
urlpatterns = [
    path("checkpoints/", checkpoints.checkpoint_list, name="list"),
    path("omgangar/<int:pk>/checkpoints/ny/", checkpoints.checkpoint_new, name="checkpoint_new"),
    path("checkpoints/<int:pk>/", checkpoints.checkpoint_page, name="checkpoint"),
    path("checkpoints/<int:pk>/andra/", checkpoints.checkpoint_edit, name="checkpoint_edit"),
    path("checkpoints/<int:pk>/stall-in/", checkpoints.checkpoint_cancel, name="checkpoint_cancel"),
    # Planning several at once, träffar, and who is called.
    path(
        "omgangar/<int:pk>/checkpoints/serie/", series.checkpoint_series, name="checkpoint_series"
    ),
    path("omgangar/<int:pk>/traffar/ny/", gatherings.gathering_new, name="gathering_new"),
    path("traffar/<int:pk>/", gatherings.gathering_page, name="gathering"),
    path("traffar/<int:pk>/andra/", gatherings.gathering_edit, name="gathering_edit"),
    path("traffar/<int:pk>/stall-in/", gatherings.gathering_cancel, name="gathering_cancel"),
    *(
        path(f"{place}/<int:pk>/{end}/", getattr(view, noun), name=f"{noun}_{name}")
        for noun, place in (("checkpoint", "checkpoints"), ("gathering", "traffar"))
        for end, view, name in (
            ("kallelser", invitations.invitations, "invitations"),
            ("kallelser/lista", invitations.call_list, "call_list"),
            ("narvaro", invitations.attendance, "attendance"),
        )
    ),
    path("kallelser/<int:invitation_pk>/svara/", invitations.reply, name="reply"),
    path("svar/<str:token>/", replies.reply_by_mail, name="reply_by_mail"),
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
    # Körordning
    path("checkpoints/<int:pk>/korordning/", agenda.agenda, name="agenda"),
    path("checkpoints/<int:pk>/korordning/andra/", agenda.agenda_change, name="agenda_change"),
    path("utskick/", mail.mail_list, name="mail_list"),
    path("min-profil/mejl/", preferences.mail_preferences, name="mail_preferences"),
    path("utskick/kommande/", mail.mail_coming, name="mail_coming"),
    path("utskick/stoppa-allt/", mail.mail_hold_all, name="mail_hold_all"),
    path("utskick/slapp-allt/", mail.mail_release_all, name="mail_release_all"),
    path("utskick/<uuid:mail_pk>/", mail.mail_page, name="mail"),
    path("utskick/<uuid:mail_pk>/skicka-nu/", mail.mail_send_now, name="mail_send_now"),
    path("utskick/<uuid:mail_pk>/stoppa/", mail.mail_hold, name="mail_hold"),
    path("utskick/<uuid:mail_pk>/slapp/", mail.mail_release, name="mail_release"),
    # Medskick: from those who are signed in, moderated, answered, taken out.
    path("checkpoints/<int:pk>/medskick/", input.input_list, name="input_list"),
    path("checkpoints/<int:pk>/medskick/nytt/", input.input_give, name="input_give"),
    path("checkpoints/<int:pk>/medskick/live/", input.input_live, name="input_live"),
    path("checkpoints/<int:pk>/medskick/granska/", moderation.moderation, name="moderation"),
    path("checkpoints/<int:pk>/medskick/lank/", moderation.guest_link, name="guest_link"),
    path("checkpoints/<int:pk>/medskick/affischer/", moderation.posters, name="posters"),
    path(
        "checkpoints/<int:pk>/medskick.xlsx",
        input_export.checkpoint_input_xlsx,
        name="checkpoint_input_xlsx",
    ),
    path(
        "checkpoints/<int:pk>/medskick.csv",
        input_export.checkpoint_input_csv,
        name="checkpoint_input_csv",
    ),
    path("omgangar/<int:pk>/medskick.xlsx", input_export.round_input_xlsx, name="round_input_xlsx"),
    path("omgangar/<int:pk>/medskick.csv", input_export.round_input_csv, name="round_input_csv"),
    path(
        "omgangar/<int:pk>/medskick/svara/", answers.round_input_answer, name="round_input_answer"
    ),
    path("initiativ/<int:pk>/medskick/", input.initiative_input, name="initiative_input"),
    path(
        "initiativ/<int:pk>/medskick/nytt/",
        input.initiative_input_give,
        name="initiative_input_give",
    ),
    path("initiativ/<int:pk>/medskick/svara/", answers.input_answer, name="input_answer"),
    # Medskick from anyone, without an account: short, since it is printed and read aloud.
    path("m/om/", guest.guest_privacy, name="guest_privacy"),
    path("m/<str:code>/", guest.guest_start, name="guest"),
    path("m/<str:code>/tack/", guest.guest_thanks, name="guest_thanks"),
    path("m/<str:code>/annat/", guest.guest_free, name="guest_free"),
    path("m/<str:code>/<int:question_pk>/", guest.guest_question, name="guest_question"),
    # The day itself: what the room sees, and who steers it.
    path("checkpoints/<int:pk>/visa/", showing.show, name="show"),
    path("checkpoints/<int:pk>/visa/nu/", showing.show_now, name="show_now"),
    path("checkpoints/<int:pk>/styr/", showing.control, name="control"),
    # Decisions
    path("beslut/", decisions.decision_list, name="decisions"),
    path("initiativ/<int:pk>/beslut/nytt/", decisions.decision_request, name="decision_request"),
    path("beslut/<int:pk>/", decisions.decision_page, name="decision"),
    path("beslut/<int:pk>/besluta/", decisions.decision_decide, name="decision_decide"),
    path("beslut/<int:pk>/ta-tillbaka/", decisions.decision_withdraw, name="decision_withdraw"),
    path("beslut/<int:pk>/ratta/", decisions.decision_correct, name="decision_correct"),
    path(
        "checkpoints/<int:pk>/beslut/",
        decisions.checkpoint_decisions,
        name="checkpoint_decisions",
    ),
    path(
        "checkpoints/<int:checkpoint_pk>/beslut/<int:pk>/",
        decisions.decision_record,
        name="decision_record",
    ),
    # Åtgärder
    path("atgarder/", actions.action_list, name="actions"),
    path("atgarder/ny/", actions.action_new, name="action_new"),
    path("atgarder/<int:pk>/", actions.action_page, name="action"),
    path("atgarder/<int:pk>/andra/", actions.action_edit, name="action_edit"),
    path("atgarder/<int:pk>/gjord/", actions.action_done, name="action_done"),
    path("atgarder/<int:pk>/avskriv/", actions.action_drop, name="action_drop"),
    path("atgarder/<int:pk>/oppna/", actions.action_reopen, name="action_reopen"),
    # The report before a checkpoint and after it
    *(
        path(
            f"checkpoints/<int:pk>/rapport-{word}/{end}",
            view,
            {"kind": kind},
            name=f"report_{kind}{name}",
        )
        for kind, word in (("before", "infor"), ("after", "efter"))
        for end, view, name in (
            ("", reports.report_preview, ""),
            ("faststall/", reports.report_finalise, "_finalise"),
        )
    ),
    path("checkpoints/rapporter/<int:pk>/", reports.report_page, name="report"),
    path("checkpoints/rapporter/<int:pk>/rapport.pdf", reports.report_file, name="report_pdf"),
]
