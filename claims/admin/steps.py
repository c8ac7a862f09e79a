"""The workflow's steps as actions on a list of claims, each with the inputs that it needs."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join

from claims import workflow
from claims.admin.base import person
from claims.choices import Verb, Verdict
from claims.errors import Refused
from claims.forms.fields import Prose
from claims.models import Claim
from claims.selectors.queue import desk_people
from claims.workflow import Inputs

Action = Callable[[Any, HttpRequest, QuerySet[Claim]], HttpResponse | None]


class ReasonForm(forms.Form):
    note = Prose(label="Reason", widget=AdminTextareaWidget(attrs={"rows": 3}))


class NoteForm(forms.Form):
    note = Prose(label="What is still to be done", widget=AdminTextareaWidget(attrs={"rows": 3}))


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(choices=Verdict.choices())
    rationale = Prose(widget=AdminTextareaWidget(attrs={"rows": 3}))
    tried = Prose(
        label="What was tried",
        required=False,
        help_text="For an unverifiable claim.",
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )


class AssigneeForm(forms.Form):
    assignee = forms.ModelChoiceField(label="Who is to check", queryset=desk_people())


def step(verb: Verb) -> Action:
    """An action that takes this step with every claim that was ticked."""

    def run(modeladmin: Any, request: HttpRequest, claims: QuerySet[Claim]) -> None:
        _advance_each(modeladmin, request, claims, verb, Inputs())

    return _named(run, verb)


def step_with(verb: Verb, form_class: type[forms.Form]) -> Action:
    """An action that asks for the step's input on a page of its own first."""

    def run(modeladmin: Any, request: HttpRequest, claims: QuerySet[Claim]) -> HttpResponse | None:
        form = form_class(request.POST if "asked" in request.POST else None)
        if form.is_valid():
            _advance_each(modeladmin, request, claims, verb, Inputs(**form.cleaned_data))
            return None
        context = {
            **admin.site.each_context(request),
            "title": verb.label,
            "opts": modeladmin.opts,
            "form": form,
            "verb": verb,
            "claims": claims,
            "carried": list(_carried(request)),
        }
        return TemplateResponse(request, "admin/claims/claim/step.html", context)

    return _named(run, verb)


def _named(run: Action, verb: Verb) -> Action:
    run.__name__ = verb.value  # What Django calls the action in the request.
    return admin.action(run, description=verb.label)


def _advance_each(
    modeladmin: Any, request: HttpRequest, claims: Iterable[Claim], verb: Verb, inputs: Inputs
) -> None:
    """Each claim in a transaction of its own: one that is refused does not hold up the others."""
    done, refused = 0, []
    for claim in claims:
        try:
            workflow.advance(claim, verb, person(request), _seen(request, claim), inputs)
        except Refused as refusal:
            refused.append((f"Claim {claim.pk}", refusal.message))
        else:
            done += 1
            modeladmin.log_change(request, claim, f"{verb.label}.")
    report = f"{verb.label}: done for {done} of {done + len(refused)} claims."
    lines = format_html_join("", "<br>{}: {}", refused)
    level = messages.WARNING if refused else messages.SUCCESS
    modeladmin.message_user(request, format_html("{}{}", report, lines), level)


def _seen(request: HttpRequest, claim: Claim) -> int:
    """The version that the list showed; a claim of another page, chosen by 'all', as it is now."""
    version = request.POST.get(f"seen-{claim.pk}", "")
    return int(version) if version.isdecimal() and len(version) < 10 else claim.version


def _carried(request: HttpRequest) -> Iterable[tuple[str, str]]:
    """The choice of claims, to be sent again with the input."""
    for name, values in request.POST.lists():
        if name in {"_selected_action", "select_across"} or name.startswith("seen-"):
            for value in values:
                yield name, str(value)


ACTIONS = [
    step(Verb.ACCEPT),
    step_with(Verb.DISMISS, ReasonForm),
    step(Verb.TAKE),
    step_with(Verb.ASSIGN, AssigneeForm),
    step(Verb.RELEASE),
    step_with(Verb.SUBMIT, VerdictForm),
    step(Verb.WITHDRAW),
    step(Verb.APPROVE),
    step_with(Verb.SEND_BACK, NoteForm),
    step_with(Verb.REOPEN, ReasonForm),
]
