"""Support only: read, never changed past the rules."""

from django.contrib import admin

from checkpoints.models import Checkpoint, Preparation, Reminder


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Checkpoint)
class CheckpointAdmin(ReadOnlyAdmin):
    list_display = ["name", "round", "starts_at", "preparation_due_on", "cancelled_at"]
    list_select_related = ["round"]


@admin.register(Preparation)
class PreparationAdmin(ReadOnlyAdmin):
    list_display = ["initiative", "checkpoint", "state", "edited_at"]
    list_select_related = ["initiative", "checkpoint"]


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = ["person", "kind", "initiative", "due_on", "send_on", "state", "reason"]
    list_filter = ["kind", "state"]
    list_select_related = ["person", "initiative"]
    search_fields = ["person__name", "person__email"]
