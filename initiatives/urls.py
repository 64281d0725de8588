from django.urls import path

from initiatives.views import (
    adoption,
    contacts,
    initiatives,
    mandates,
    needs,
    obstacles,
    pauses,
    phases,
    rounds,
    updates,
)

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
    # Pause
    path("initiativ/<int:pk>/paus/", pauses.initiative_pause, name="initiative_pause"),
    path("initiativ/<int:pk>/paus/avsluta/", pauses.initiative_resume, name="initiative_resume"),
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
    # Behov: insights, the need in one sentence, whom to meet, actors
    path("initiativ/<int:pk>/behov/", needs.need_page, name="need"),
    path("initiativ/<int:pk>/behov/mening/", needs.need_say, name="need_say"),
    path("initiativ/<int:pk>/behov/insikt/", needs.insight_new, name="insight_new"),
    path("initiativ/<int:pk>/behov/mote/", needs.to_meet_new, name="to_meet_new"),
    path("initiativ/<int:pk>/behov/aktor/", needs.actor_new, name="actor_new"),
    path("insikter/<int:pk>/andra/", needs.insight_edit, name="insight_edit"),
    path("insikter/<int:pk>/ta-bort/", needs.insight_remove, name="insight_remove"),
    path("insikter/<int:pk>/aterstall/", needs.insight_restore, name="insight_restore"),
    path("moten/<int:pk>/andra/", needs.to_meet_edit, name="to_meet_edit"),
    path("moten/<int:pk>/stryk/", needs.to_meet_drop, name="to_meet_drop"),
    path("moten/<int:pk>/aterstall/", needs.to_meet_reopen, name="to_meet_reopen"),
    path("aktorer/<int:pk>/andra/", needs.actor_edit, name="actor_edit"),
    path("aktorer/<int:pk>/ta-bort/", needs.actor_remove, name="actor_remove"),
    path("aktorer/<int:pk>/aterstall/", needs.actor_restore, name="actor_restore"),
    # Förverkliga: the stairs, who takes over, the decision
    path("initiativ/<int:pk>/forverkliga/", adoption.adoption_page, name="adoption"),
    path("initiativ/<int:pk>/forverkliga/steg/<int:step>/", adoption.step_write, name="step_write"),
    path(
        "initiativ/<int:pk>/forverkliga/overlamning/",
        adoption.handover_write,
        name="handover_write",
    ),
    path(
        "initiativ/<int:pk>/forverkliga/processledare/",
        adoption.processledare_name,
        name="processledare_name",
    ),
    path(
        "initiativ/<int:pk>/forverkliga/beslut/", adoption.adoption_decide, name="adoption_decide"
    ),
    # Obstacles, and the fadder's contacts
    path("hinder/", obstacles.obstacle_list, name="obstacles"),
    path("initiativ/<int:pk>/hinder/nytt/", obstacles.obstacle_new, name="obstacle_new"),
    path("hinder/<int:pk>/", obstacles.obstacle_page, name="obstacle"),
    path("hinder/<int:pk>/svara/", obstacles.obstacle_answer, name="obstacle_answer"),
    path("hinder/<int:pk>/ta/", obstacles.obstacle_take, name="obstacle_take"),
    path("hinder/<int:pk>/lyft/", obstacles.obstacle_lift, name="obstacle_lift"),
    path("hinder/<int:pk>/avsluta/", obstacles.obstacle_close, name="obstacle_close"),
    path("hinder/<int:pk>/oppna/", obstacles.obstacle_reopen, name="obstacle_reopen"),
    path("hinder/<int:pk>/dra-tillbaka/", obstacles.obstacle_withdraw, name="obstacle_withdraw"),
    path("initiativ/<int:pk>/kontakter/", contacts.contact_list, name="contacts"),
    path("initiativ/<int:pk>/kontakter/ny/", contacts.contact_new, name="contact_new"),
    path("kontakter/<int:pk>/andra/", contacts.contact_edit, name="contact_edit"),
]
