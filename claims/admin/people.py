"""The people of the desk, its roles, and those who are quoted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join

from claims.admin.base import DeskOptions, ReadOnlyAdmin, RetiringAdmin, link_to, person
from claims.models import Claimant, User
from claims.services.claimants import add_claimant, amend_claimant


def is_superuser(user: User) -> bool:
    return user.is_superuser


@admin.register(User)
class UserAdmin(DeskOptions, DjangoUserAdmin):  # type: ignore[type-arg]  # As NewPassages.
    """A person who leaves the desk is made inactive: what they did keeps their name."""

    sees = enters = staticmethod(is_superuser)
    list_display = ["username", "name", "email", "roles", "is_staff", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_staff", "is_superuser"]
    filter_horizontal = []
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    # Without user_permissions: permissions.py decides by role, not by Django's permissions.
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email", "shortcuts"]}),
        ("Roles", {"fields": ["is_active", "groups", "is_staff", "is_superuser"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Roles", {"fields": ["groups", "is_staff"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    @admin.display(ordering="first_name")
    def name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people: QuerySet[User] = super().get_queryset(request)
        return people.prefetch_related("groups")


# Django's own admin of groups is registered by the import above.
admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """The roles are fixed, a migration makes them; who has one is set at the user."""

    sees = staticmethod(is_superuser)
    list_display = ["name", "people_count"]
    ordering = ["name"]
    fields = ["name", "people"]

    @admin.display(description="people", ordering="people_count")
    def people_count(self, group: Any) -> int:
        return int(group.people_count)

    @admin.display
    def people(self, group: Group) -> str:
        people = group.user_set.order_by("username")
        return format_html_join(", ", "{}", ([link_to(user)] for user in people))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        groups: QuerySet[Group] = super().get_queryset(request)
        return groups.annotate(people_count=Count("user"))


@admin.register(Claimant)
class ClaimantAdmin(RetiringAdmin):
    list_display = ["name", "kind", "description", "claims_count", "retired"]
    list_filter = ["kind", "retired"]
    search_fields = ["name", "description", "same_as"]
    ordering = ["name", "pk"]
    fields = ["name", "kind", "description", "same_as", "retired"]

    @admin.display(description="claims", ordering="claims_count")
    def claims_count(self, claimant: Any) -> int:
        return int(claimant.claims_count)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claimant]:
        claimants: QuerySet[Claimant] = super().get_queryset(request)
        return claimants.annotate(claims_count=Count("claims"))

    def save_model(self, request: HttpRequest, obj: Claimant, form: Any, change: bool) -> None:
        if change:
            obj.refresh_from_db()  # The form has written into it what the verb is to write.
            amend_claimant(person(request), form.as_seen(obj), **form.changes)
        else:
            add_claimant(person(request), obj)
