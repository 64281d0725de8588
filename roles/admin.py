"""Support only: people are run from the pages. Roles and seats are read here, never changed past the rules."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from roles.models import Assignment, LeadershipMembership, Person, Unit


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    list_display = ["name", "email", "unit", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "unit"]
    list_select_related = ["unit"]
    search_fields = ["name", "email"]
    exclude = ["password"]


@admin.register(Unit)
class UnitAdmin(ReadOnlyAdmin):
    list_display = ["name", "code", "kind"]
    search_fields = ["name", "code"]


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    list_display = ["person", "role", "initiative", "round", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_select_related = ["person", "initiative", "round"]
    search_fields = ["person__name", "person__email"]


@admin.register(LeadershipMembership)
class LeadershipMembershipAdmin(ReadOnlyAdmin):
    list_display = ["person", "starts_on", "ends_on"]
    list_select_related = ["person"]
    search_fields = ["person__name", "person__email"]


# Django's own sign-in page has no rate limits; ours has.
admin.site.login = secure_admin_login(admin.site.login)
