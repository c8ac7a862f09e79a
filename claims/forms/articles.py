"""What is known of an article: typed as it comes in, and amended later."""

from typing import Any

from django import forms

from claims.choices import Language
from claims.errors import Unreadable
from claims.forms.fields import Line, date_field
from claims.forms.seen import SeenForm
from claims.models import Article, Import
from claims.web.addresses import canonical_address


class ArticleForm(forms.Form):
    outlet = Line(
        max_length=200,
        help_text="Where it runs.",
        error_messages={"required": "Say where it runs."},
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    byline = Line(max_length=300, required=False)
    language = forms.ChoiceField(choices=Language.choices(), initial=Language.ENGLISH)
    published_on = date_field(label="Dateline", help_text="‘On Monday’ is read from this date.")
    deadline = forms.DateTimeField(
        required=False,
        help_text="When it runs, in the desk’s time.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    url = forms.URLField(label="Address", required=False, max_length=1000, assume_scheme="https")

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            return canonical_address(url) if url else ""
        except Unreadable as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    @classmethod
    def said_of(cls, known: Article | Import) -> dict[str, Any]:
        """As it is shown: the deadline to the minute."""
        said = {name: getattr(known, name) for name in cls.base_fields}
        if known.deadline:
            said["deadline"] = known.deadline.replace(second=0, microsecond=0)
        return said


class AmendArticleForm(SeenForm, ArticleForm):
    """The same of an article that is here: its text changes by a new revision alone."""
