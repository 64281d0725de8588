from django.urls import path

from initiatives.views import initiatives, mandates, phases, rounds, updates

app_name = "initiatives"
urlpatterns = [
    path("omgangar/", rounds.round_list, name="round_list"),
    path("omgangar/ny/", rounds.round_new, name="round_new"),
    path("omgangar/<int:pk>/", rounds.round_page, name="round"),
    path("omgangar/<int:pk>/andra/", rounds.round_edit, name="round_edit"),
    path("omgangar/<int:pk>/initiativ/nytt/", initiatives.initiative_new, name="initiative_new"),
    path("mal/", rounds.goals, name="goals"),
    path("mal/nytt/", rounds.goal_new, name="goal_new"),
    path("mal/<int:goal_pk>/andra/", rounds.goal_edit, name="goal_edit"),
    path("initiativ/", initiatives.initiative_list, name="list"),
    path("initiativ/<int:pk>/", initiatives.initiative_page, name="initiative"),
    path("initiativ/<int:pk>/andra/", initiatives.initiative_edit, name="initiative_edit"),
    path("initiativ/<int:pk>/rigg/", initiatives.rigg, name="rigg"),
    path("initiativ/<int:pk>/starta/", initiatives.initiative_start, name="initiative_start"),
    path("initiativ/<int:pk>/mandat/", mandates.mandates, name="mandates"),
    path("initiativ/<int:pk>/mandat/nytt/", mandates.mandate_new, name="mandate_new"),
    path("mandat/<int:pk>/acceptera/", mandates.mandate_accept, name="mandate_accept"),
    path("initiativ/<int:pk>/fas/", phases.phase_change, name="phase_change"),
    path("initiativ/<int:pk>/uppdatera/", updates.update_write, name="update_write"),
    path(
        "initiativ/<int:pk>/uppdatera/utkast/", updates.update_save_draft, name="update_save_draft"
    ),
    path("initiativ/<int:pk>/uppdatera/slang/", updates.update_discard, name="update_discard"),
    path("initiativ/<int:pk>/uppdateringar/", updates.update_list, name="update_list"),
    path("uppdateringar/<int:pk>/", updates.update_page, name="update"),
    path("uppdateringar/<int:pk>/ratta/", updates.update_correct, name="update_correct"),
]
