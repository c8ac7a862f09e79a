"""What an editor rules on an open item, and why a sign-off or a publication is taken back."""

from django import forms

from claims.choices import Decision, OpenItem
from claims.forms.fields import Prose


class RulingForm(forms.Form):
    item = forms.ChoiceField(choices=OpenItem.choices())
    # The verb says what is missing, in its own words.
    decision = forms.ChoiceField(choices=Decision.choices(), required=False)
    reason = Prose(required=False)


class TakeBackForm(forms.Form):
    """Why; `number` is the revision whose sign-off the person saw."""

    reason = Prose(label="Why", required=False, max_length=5000)
    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
