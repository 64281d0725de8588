from django.urls import path

from programme.views import (
    calendar_feed,
    history,
    my_page,
    overview,
    pack,
    slutrapport,
    statements,
    timeline,
    workbook,
    year,
)

app_name = "programme"
urlpatterns = [
    path("", my_page.my_page, name="my_page"),
    path("helheten/", overview.overview, name="overview"),
    path("las-in/", workbook.workbook_upload, name="workbook_upload"),
    path("las-in/granska/", workbook.workbook_review, name="workbook_review"),
    path("las-in/klart/", workbook.workbook_done, name="workbook_done"),
    path("las-in/bjud-in/", workbook.workbook_invite, name="workbook_invite"),
    path("las-in/mall.xlsx", workbook.workbook_template, name="workbook_template"),
    path("omgangar/<int:pk>/excel/", workbook.workbook_export, name="workbook_export"),
    path("omgangar/<int:pk>/underlag/", pack.pack_preview, name="pack_preview"),
    path("omgangar/<int:pk>/underlag/faststall/", pack.pack_finalise, name="pack_finalise"),
    path("underlag/", pack.pack_list, name="pack_list"),
    path("underlag/<int:pk>/", pack.pack_page, name="pack"),
    path("underlag/<int:pk>/underlag.pdf", pack.pack_file, name="pack_pdf"),
    # Slutrapport
    path("initiativ/<int:pk>/slutrapport/", slutrapport.preview, name="slutrapport_preview"),
    path(
        "initiativ/<int:pk>/slutrapport/faststall/",
        slutrapport.finalise,
        name="slutrapport_finalise",
    ),
    path("slutrapporter/<int:pk>/", slutrapport.page, name="slutrapport"),
    path("slutrapporter/<int:pk>/slutrapport.pdf", slutrapport.file, name="slutrapport_pdf"),
    path("min-profil/kalender/", calendar_feed.my_calendar, name="my_calendar"),
    path(
        "min-profil/kalender/stang-av/", calendar_feed.my_calendar_revoke, name="my_calendar_revoke"
    ),
    path("kalender/<str:feed_token>.ics", calendar_feed.calendar_feed, name="calendar_feed"),
    path("initiativ/<int:pk>/tidslinje/", timeline.timeline, name="timeline"),
    path("initiativ/<int:pk>/historik/", history.history, name="history"),
    path("arshjul/", year.year_wheel, name="year_wheel"),
    path("tillganglighet/", statements.accessibility, name="accessibility"),
]
