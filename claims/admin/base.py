"""What every page of the admin shares: who may do what, how a refusal is shown, how lists count."""

from collections.abc import Callable
from copy import copy
from functools import cached_property
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
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from claims.errors import Conflict, InvalidInput, Refused
from claims.forms.edit_conflicts import ConflictCheckForm
from claims.forms.fields import Line, Prose
from claims.models import User
from claims.roles import Capability

if TYPE_CHECKING:  # Generic for the type checker only.
    AnyAdmin = BaseModelAdmin[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    ModelForm = forms.ModelForm[Any]
    AnyPaginator = Paginator[Any]
else:
    AnyAdmin, ModelAdmin = BaseModelAdmin, admin.ModelAdmin
    StackedInline, ModelForm, AnyPaginator = admin.StackedInline, forms.ModelForm, Paginator

ROWS = 100  # Rows of an inline that one page takes.
AT_ODDS = "The database refused this: someone else saved something at odds with it a moment ago."


class CappedPaginator(AnyPaginator):
    """Pages through so many rows at `most`: counting a million takes as long as reading them."""

    most = 1000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: self.most].count())


class Autocomplete(AutocompleteSelect):
    """Django's asks the database for what is no number, which fails."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        numbers = [number for number in value if number.isdecimal() and len(number) < 19]
        return super().optgroups(name, numbers, attr)


class DeskOptions(AnyAdmin):
    """Who sees everything looks, who enters data adds and changes, nobody deletes."""

    sees: Callable[[User], bool] = staticmethod(lambda user: user.may(Capability.SEE_EVERYTHING))
    enters: Callable[[User], bool] = staticmethod(lambda user: user.may(Capability.ENTER))
    # Typed text is stored alike wherever it is typed: LF line ends, Unicode form C.
    formfield_overrides = {
        models.CharField: {"form_class": Line},
        models.URLField: {"widget": forms.URLInput(attrs={"class": "vURLField"})},
        models.TextField: {"form_class": Prose, "widget": AdminTextareaWidget(attrs={"rows": 3})},
    }

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _may_here(self.sees, request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_here(self.sees, request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_here(self.enters, request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_here(self.enters, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = autocomplete(db_field.model, db_field.name)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A search box has a button to add a row, and none to change one."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field


def _may_here(may: Callable[[User], bool], request: HttpRequest) -> bool:
    # Django asks this for who has not signed in, too.
    return (
        isinstance(request.user, User)
        and request.user.may(Capability.USE_ADMIN)
        and may(request.user)
    )


class DeskForm(ConflictCheckForm, ModelForm):
    """A form that can be shown once more with what the service refused, which `is_valid` missed."""

    refusal: ClassVar[dict[str, list[str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row_seen = copy(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and not self.errors:
            try:
                self.check_unchanged()
            except Conflict as refusal:
                raise ValidationError(refusal.message) from refusal
        return cleaned

    def full_clean(self) -> None:
        super().full_clean()
        if not self.errors:
            for field, sentences in self.refusal.items():
                self.add_error(field if field in self.fields else None, sentences)


class DeskInline(DeskOptions, StackedInline):
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, max_num=ROWS, absolute_max=ROWS, **kwargs)


class DeskAdmin(DeskOptions, ModelAdmin):
    """`add_row(actor, row)` and `amend_row(actor, row, **changes)` are the services that write."""

    add_row: Callable[..., Any]
    amend_row: Callable[..., Any]
    form: type[DeskForm] = DeskForm
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # They count every row of the table.
    paginator = CappedPaginator
    sortable_by: ClassVar[Any] = []  # No index serves another order.

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """A list is filtered by what it offers, nothing else: 400."""
        offered = {str(name).partition("__")[0] for name in self.get_list_filter(request)}
        return lookup.partition("__")[0] in offered

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form = cast(type[DeskForm], super().get_form(request, obj, change, **kwargs))
        form.refusal = getattr(request, "refusal", {})
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What a service refuses is rolled back, and the form comes back with the reason."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (Refused, IntegrityError) as refusal:
            # The request is what Django's form view and its form class have in common.
            request.refusal = _reasons(refusal)  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if row := context["original"]:
            context |= {"title": context.get("title_of_row", str(row)), "subtitle": None}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            # The form has written into `obj` what the service is to write.
            self.amend_row(person(request), form.row_seen, **form.changes)
        else:
            self.add_row(person(request), obj)


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
    """Who is at work: every page of the admin has somebody signed in."""
    return cast(User, request.user)


def autocomplete(model: type[models.Model], name: str) -> Autocomplete:
    """A search box for the rows that a foreign key can point at."""
    key = cast("models.ForeignKey[Any, Any]", model._meta.get_field(name))
    return Autocomplete(key, admin.site)


def link_to(row: models.Model, label: object = None) -> SafeString:
    """A link to the row's page in the admin."""
    address = reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, label or row)


def _reasons(refusal: Refused | IntegrityError) -> dict[str, list[str]]:
    """By field, under '' what is about none in particular."""
    match refusal:
        case InvalidInput():
            return refusal.fields
        case Refused():
            return {"": [refusal.message]}
        case _:
            return {"": [AT_ODDS]}
