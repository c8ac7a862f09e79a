"""The next text of an article, and where in it lost words stand."""

from django import forms

from claims.documents.copy import MAX_COPY
from claims.forms.fields import Prose


class RevisionForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = Prose(
        label="The whole new text",
        max_length=MAX_COPY,
        strip=False,
        widget=forms.Textarea(attrs={"class": "whole-copy", "dir": "auto"}),
        help_text="Headline on the first line. It is compared before anything is stored.",
    )
