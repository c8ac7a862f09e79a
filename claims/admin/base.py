"""What every page of the admin shares: who may do what, and how a refusal is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.errors import Refused
from claims.forms.fields import Line, Prose
from claims.forms.seen import SeenForm
from claims.models import User
from claims.permissions import can_enter, sees_everything

if TYPE_CHECKING:  # Generic for the type checker only.
    AnyAdmin = BaseModelAdmin[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    ModelForm = forms.ModelForm[Any]
else:
    AnyAdmin, ModelAdmin = BaseModelAdmin, admin.ModelAdmin
    StackedInline, ModelForm = admin.StackedInline, forms.ModelForm

# A statement or a headline needs more room than Django's search boxes give; no wider than a phone.
WIDE = {"data-width": "min(45em, 80vw)"}

AT_ODDS = "The database refused this: someone else saved something at odds with it a moment ago."


class DeskOptions(AnyAdmin):
    """Staff who see everything look, staff who enter data add and change, nobody deletes."""

    sees: Callable[[User], bool] = staticmethod(sees_everything)
    enters: Callable[[User], bool] = staticmethod(can_enter)
    # Typed text is cleaned at every door: LF line ends, Unicode form C.
    formfield_overrides = {
        models.CharField: {"form_class": Line},
        models.TextField: {"form_class": Prose, "widget": AdminTextareaWidget(attrs={"rows": 3})},
    }

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_staff_who(self.sees, request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff_who(self.sees, request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff_who(self.enters, request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff_who(self.enters, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = autocomplete(db_field.model, db_field.name)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _is_staff_who(may: Callable[[User], bool], request: HttpRequest) -> bool:
    # The login page asks too, before anybody has logged in.
    return isinstance(request.user, User) and request.user.is_staff and may(request.user)


class DeskForm(SeenForm, ModelForm):
    """A form that can be shown once more with what the verb refused, which `is_valid` missed."""

    refusal: ClassVar[list[str]] = []

    def full_clean(self) -> None:
        super().full_clean()
        if self.refusal and not self.errors:
            self.add_error(None, self.refusal)


class DeskAdmin(DeskOptions, ModelAdmin):
    form: type[DeskForm] = DeskForm
    add_form: type[DeskForm] = DeskForm
    add_fieldsets: Any = None
    list_per_page = 50
    show_full_result_count = False
    object_history_template = "admin/claims/object_history.html"

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        kwargs.setdefault("form", self.form if obj else self.add_form)
        form = cast(type[DeskForm], super().get_form(request, obj, change, **kwargs))
        form.refusal = getattr(request, "refusal", [])
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None and self.add_fieldsets:
            return self.add_fieldsets
        return super().get_fieldsets(request, obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What a verb refuses is rolled back, and the form comes back with the reason on top."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (Refused, ValidationError, IntegrityError) as refusal:
            # The request is what Django's form view and its context have in common.
            request.refusal = _sentences(refusal)  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)


class ReadOnlyAdmin(DeskAdmin):
    enters = staticmethod(lambda user: False)


class RetiringAdmin(DeskAdmin):
    """Rows that are kept for what refers to them, and no longer offered once retired."""

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            found = found.filter(retired=False)
        return found, duplicates


def person(request: HttpRequest) -> User:
    """Who is at work: every page of the admin but its login has somebody logged in."""
    return cast(User, request.user)


def autocomplete(model: type[models.Model], name: str) -> AutocompleteSelect:
    """A search box for the rows that a foreign key can point at."""
    return AutocompleteSelect(_foreign_key(model, name), admin.site, attrs=WIDE)


def autocomplete_or_add(model: type[models.Model], name: str) -> forms.Widget:
    """The same with a button that adds a row which is not there yet."""
    relation = _foreign_key(model, name).remote_field
    return RelatedFieldWidgetWrapper(
        autocomplete(model, name), relation, admin.site, can_add_related=True
    )


def link_to(row: models.Model) -> SafeString:
    """A link to the row's page in the admin."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), row)


def _foreign_key(model: type[models.Model], name: str) -> models.ForeignKey[Any, Any]:
    return cast("models.ForeignKey[Any, Any]", model._meta.get_field(name))


def _sentences(refusal: Refused | ValidationError | IntegrityError) -> list[str]:
    match refusal:
        case Refused():
            return [refusal.message]
        case ValidationError():
            return refusal.messages
        case _:
            return [AT_ODDS]
