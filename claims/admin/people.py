"""The people of the desk with their roles, and those who are quoted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.admin.base import DeskOptions, RetiringAdmin
from claims.models import Claimant, User
from claims.services.claimants import add_claimant, amend_claimant


@admin.register(User)
class UserAdmin(DeskOptions, DjangoUserAdmin):  # type: ignore[type-arg]  # As NewClaims.
    """A person who leaves the desk is made inactive: what they did keeps their name."""

    sees = enters = staticmethod(lambda user: user.is_superuser)
    list_display = ["username", "name", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    filter_horizontal = []
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    # Without user_permissions: permissions.py decides by role, not by Django's permissions.
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": [("first_name", "last_name"), "email", "shortcuts"]}),
        ("Roles", {"fields": ["groups", "is_active", "is_superuser"]}),
        ("Dates", {"fields": [("last_login", "date_joined")]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", ("password1", "password2")]}),
        ("Person", {"fields": [("first_name", "last_name"), "email"]}),
        ("Roles", {"fields": ["groups"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Its one such field are the groups, which are the roles."""
        return super().formfield_for_manytomany(
            db_field, request, label="Roles", help_text="", **kwargs
        )

    @admin.display
    def name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people: QuerySet[User] = super().get_queryset(request)
        return people.prefetch_related("groups")


@admin.register(Claimant)
class ClaimantAdmin(RetiringAdmin):
    add_row, amend_row = staticmethod(add_claimant), staticmethod(amend_claimant)
    list_display = ["name", "kind", "description", "same_as", "retired"]
    list_filter = ["kind", "retired"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    fields = [("name", "kind"), "description", "same_as", "retired"]
    readonly_fields = ["new_name"]

    def get_fields(self, request: HttpRequest, obj: Claimant | None = None) -> Any:
        return [*(["new_name"] if obj and obj.new_name else []), *self.fields]
