from django.conf import settings
from django.urls import path

from roles.demo import demo_login
from roles.views import assignments, leadership, people, profile, units

app_name = "roles"
urlpatterns = [
    path("manniskor/", people.person_list, name="person_list"),
    path("manniskor/ny/", people.person_new, name="person_new"),
    path("manniskor/<int:pk>/", people.person, name="person"),
    path("manniskor/<int:pk>/andra/", people.person_edit, name="person_edit"),
    path("manniskor/<int:pk>/bjud-in/", people.person_invite, name="person_invite"),
    path("manniskor/<int:pk>/har-slutat/", people.person_leave, name="person_leave"),
    path("manniskor/<int:pk>/tillbaka/", people.person_return, name="person_return"),
    path("manniskor/<int:pk>/roller/ny/", assignments.admin_role_new, name="admin_role_new"),
    path("enheter/", units.unit_list, name="unit_list"),
    path("enheter/ny/", units.unit_new, name="unit_new"),
    path("enheter/<int:pk>/", units.unit, name="unit"),
    path("enheter/<int:pk>/andra/", units.unit_edit, name="unit_edit"),
    path("ledningsgruppen/", leadership.leadership, name="leadership"),
    path("ledningsgruppen/ny/", leadership.leadership_new, name="leadership_new"),
    path("ledningsgruppen/<int:pk>/avsluta/", leadership.leadership_end, name="leadership_end"),
    path(
        "initiativ/<int:pk>/roller/ny/", assignments.initiative_role_new, name="initiative_role_new"
    ),
    path("omgangar/<int:pk>/roller/ny/", assignments.round_role_new, name="round_role_new"),
    path("roller/<int:pk>/avsluta/", assignments.role_end, name="role_end"),
    path("min-profil/", profile.profile, name="profile"),
]
# In tests too, so that they can prove that it answers 404 when DEMO is off.
if settings.DEMO or settings.TESTING:
    urlpatterns.append(path("logga-in/som/<int:pk>/", demo_login, name="demo_login"))
