from django.urls import path

from initiatives.models import Ending
from initiatives.views import (
    coach,
    contacts,
    endings,
    initiatives,
    lessons,
    mandates,
    needs,
    obstacles,
    pauses,
    phases,
    retrospectives,
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
    # The end, and what was learned
    path("initiativ/<int:pk>/avsluta/", endings.ending, name="ending"),
    *[
        path(
            f"initiativ/<int:pk>/avsluta/{outcome}/",
            endings.ending_write,
            {"outcome": outcome},
            name=f"ending_{outcome}",
        )
        for outcome in Ending.Outcome.values
    ],
    path("avslut/<int:pk>/oppna/", endings.ending_reopen, name="ending_reopen"),
    path("lardomar/", lessons.lesson_list, name="lessons"),
    path("initiativ/<int:pk>/lardomar/", lessons.lesson_page, name="initiative_lessons"),
    path("initiativ/<int:pk>/lardomar/ny/", lessons.lesson_new, name="lesson_new"),
    path("lardomar/<int:pk>/andra/", lessons.lesson_edit, name="lesson_edit"),
    path("lardomar/<int:pk>/ta-bort/", lessons.lesson_remove, name="lesson_remove"),
    path("lardomar/<int:pk>/aterstall/", lessons.lesson_restore, name="lesson_restore"),
    # Coach log
    path("initiativ/<int:pk>/coachlogg/", coach.coach_log, name="coach_log"),
    path("initiativ/<int:pk>/coachlogg/ny/", coach.note_new, name="coach_note_new"),
    path("coachlogg/<int:pk>/andra/", coach.note_edit, name="coach_note_edit"),
    path("coachlogg/<int:pk>/gjort/", coach.note_done, name="coach_note_done"),
    path("coachlogg/<int:pk>/inte-gjort/", coach.note_not_done, name="coach_note_not_done"),
    path("coachlogg/<int:pk>/ta-bort/", coach.note_remove, name="coach_note_remove"),
    path("coachlogg/<int:pk>/aterstall/", coach.note_restore, name="coach_note_restore"),
    # The round looks back
    path("omgangar/<int:pk>/tillbakablick/", retrospectives.look_back, name="retrospective"),
    path("omgangar/<int:pk>/tillbakablick/ny/", retrospectives.note_new, name="look_back_new"),
    path("tillbakablick/<int:pk>/andra/", retrospectives.note_edit, name="look_back_edit"),
    path("tillbakablick/<int:pk>/ta-bort/", retrospectives.note_remove, name="look_back_remove"),
    path(
        "tillbakablick/<int:pk>/aterstall/", retrospectives.note_restore, name="look_back_restore"
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
