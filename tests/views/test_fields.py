"""The plain fields are written as Django would write them."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from claims.forms.rendering import FieldRenderer

AWKWARD = ["", "plain", "\n two\nlines", "<b>&\"'</b>", "שלום 😀"]


class Probe(forms.Form):
    line = forms.CharField(max_length=9, help_text="Why.")
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    count = forms.IntegerField(min_value=1)
    secret = forms.CharField(widget=forms.PasswordInput(render_value=True))
    place = forms.CharField(widget=forms.HiddenInput)
    prose = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))
    choice = forms.ChoiceField(choices=[("", "Choose"), ("plain", "<b>"), ("G", [("g", "h")])])
    ruling = forms.ChoiceField(choices=[("plain", "<b>"), ("x", "y")], widget=forms.RadioSelect)


class Parts(HTMLParser):
    """Tags with their attributes, and the text between them as a browser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(data)


def written(form: forms.Form) -> list[object]:
    radios = [radio.tag() for radio in form["ruling"]]
    fields = [f"{field}{field.errors}" for field in form]
    return [Parts(html).found for html in [*fields, *radios]]


@pytest.mark.parametrize("value", AWKWARD)
@pytest.mark.parametrize("is_sent", [True, False])
def test_fields_are_written_as_django_would(value: str, is_sent: bool) -> None:
    values = dict.fromkeys(Probe.base_fields, value)
    ours, django = (
        Probe(values, renderer=renderer) if is_sent else Probe(initial=values, renderer=renderer)
        for renderer in (FieldRenderer(), DjangoTemplates())
    )
    assert written(ours) == written(django)
