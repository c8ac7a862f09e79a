"""Forms that say what the person saw, so that nobody undoes unawares what another typed."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from claims.errors import Conflict
from claims.text.passages import digest_of

SEEN = "seen"


class ConflictCheckForm(forms.BaseForm):
    """A form of a row that is here, with a digest of what it held when the page was made.

    To be mixed into a form whose initial values are those of the row as it is now.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {name: str(self[name].initial) for name in self.fields}
        self.fields[SEEN] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=digest_of(repr(held))
        )

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name != SEEN}

    def check_unchanged(self) -> None:
        """Raises Conflict, saying what the row has now, where another has changed it since.

        What was typed stays; sent once more, it is about the row as it is now.
        """
        now = self[SEEN].initial
        if self.cleaned_data.get(SEEN) == now or not self.changes:
            return
        has = "; ".join(map(self._now, self.changes))
        sent = cast(QueryDict, self.data).copy()
        sent[SEEN] = now
        self.data = sent
        raise Conflict(
            "Someone changed this since you opened it, and nothing was saved. Where it differs from"
            f" what you typed, it now has: {has}. Save again to replace that."
        )

    def _now(self, name: str) -> str:
        """'publisher “Reuters”'"""
        field = self.fields[name]
        value = self[name].initial
        if isinstance(field, forms.BooleanField):
            value = "yes" if value else "no"
        elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            value = dict(cast(Any, field).choices).get(value, value)
        else:
            value = field.prepare_value(value)
        return f"{self[name].label} “{value}”" if value else f"no {self[name].label}"
