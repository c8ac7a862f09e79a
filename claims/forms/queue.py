"""The queue's filters, and the account."""

from typing import Any

from django import forms

from claims.choices import Kind, Stage, Verdict
from claims.forms.fields import Line, suggesting
from claims.models import User
from claims.permissions import people_who_may
from claims.roles import Capability
from claims.selectors.queue import articles_called

ANY = [("", "Any")]

# So many articles of one headline are looked through.
MOST_ARTICLES = 50


class QueueForm(forms.Form):
    """The queue's filters, as its address has them."""

    q = Line(label="Search", required=False, max_length=300)
    stage = forms.ChoiceField(
        choices=[("", "To do"), ("all", "All stages"), *Stage.choices()], required=False
    )
    verdict = forms.ChoiceField(choices=ANY + Verdict.choices(), required=False)
    kind = forms.ChoiceField(choices=ANY + Kind.choices(), required=False)
    claimant = Line(required=False, max_length=200, widget=suggesting("claimant-names"))
    article = Line(
        required=False,
        max_length=300,
        widget=suggesting("headlines", placeholder="Headline or number"),
    )
    outlet = Line(required=False, max_length=200, widget=suggesting("outlets"))
    assignee = forms.ChoiceField(required=False)
    due = forms.ChoiceField(
        required=False,
        choices=[*ANY, ("overdue", "Overdue"), ("day", "Within a day"), ("week", "Within a week"),
                 ("none", "No deadline")],
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        people = [(str(person.pk), str(person)) for person in people_who_may(Capability.CHECK)]
        self.fields["assignee"].choices = [  # type: ignore[attr-defined]
            *ANY, ("me", "Me"), ("nobody", "Nobody"), *people
        ]  # fmt: skip

    @property
    def filters(self) -> list[forms.BoundField]:
        """All but the search, which the page puts first."""
        return [field for field in self if field.name != "q"]

    def clean_article(self) -> list[int]:
        """The newest articles of this number or headline; none where nothing is typed."""
        words = self.cleaned_data["article"]
        if not words:
            return []
        called = articles_called(self.user, words)
        found = list(called.values_list("pk", flat=True)[:MOST_ARTICLES])
        if not found:
            raise forms.ValidationError("No article has this number or headline.")
        return found


class AccountForm(forms.Form):
    first_name = Line(required=False, max_length=150)
    last_name = Line(required=False, max_length=150)
    shortcuts = forms.BooleanField(
        label="Keyboard shortcuts",
        required=False,
        help_text="Single keys act on the claim in view. They never fire while you type.",
    )
