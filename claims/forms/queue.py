"""The queue's filters, and the account."""

from typing import Any

from django import forms

from claims.choices import Kind, Stage, Verdict
from claims.forms.fields import Line
from claims.models import Article

ANY = [("", "Any")]


class QueueForm(forms.Form):
    """The queue's filters, as they stand in its address."""

    q = Line(label="Search", required=False, max_length=300)
    stage = forms.ChoiceField(
        choices=[("", "To do"), ("all", "All stages"), *Stage.choices()], required=False
    )
    verdict = forms.ChoiceField(choices=ANY + Verdict.choices(), required=False)
    kind = forms.ChoiceField(choices=ANY + Kind.choices(), required=False)
    claimant = Line(
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "claimant-names", "autocomplete": "off"}),
    )
    article = forms.ModelChoiceField(
        queryset=Article.objects.none(), required=False, empty_label="Any"
    )
    outlet = forms.ChoiceField(required=False)
    assignee = forms.ChoiceField(required=False)
    due = forms.ChoiceField(
        required=False,
        choices=[*ANY, ("overdue", "Overdue"), ("day", "Within a day"), ("week", "Within a week"),
                 ("none", "No deadline")],
    )  # fmt: skip

    def __init__(self, *args: Any, articles: Any, outlets: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"] = ArticleChoice(articles, required=False, empty_label="Any")
        self.fields["outlet"].choices = [*ANY, *((o, o) for o in outlets)]  # type: ignore[attr-defined]
        self.fields["assignee"].choices = [  # type: ignore[attr-defined]
            *ANY, ("me", "Me"), ("nobody", "Nobody"), *((str(p.pk), str(p)) for p in people)
        ]  # fmt: skip


class ArticleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, article: Any) -> str:
        return str(article.headline)


class AccountForm(forms.Form):
    first_name = Line(required=False, max_length=150)
    last_name = Line(required=False, max_length=150)
    shortcuts = forms.BooleanField(
        label="Keyboard shortcuts",
        required=False,
        help_text="Single keys act on the claim in view. They never fire while you type.",
    )
