"""What an editor rules on an open item."""

from django import forms

from claims.choices import Decision, OpenItem, choices_of
from claims.forms.fields import Prose


class RulingForm(forms.Form):
    item = forms.ChoiceField(choices=choices_of(OpenItem))
    # The verb says what is missing, in its own words.
    decision = forms.ChoiceField(choices=choices_of(Decision), required=False)
    reason = Prose(required=False)
