"""Forms that say what the person saw, so that nobody undoes unawares what another typed."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from claims.errors import Conflict


class ConflictCheckForm(forms.BaseForm):
    """A form of a row that is here: each field carries what it held when the page was made, and
    only what differs from that is a change.

    To be mixed into a form whose initial values are those of the row as it is now.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def check_unchanged(self) -> None:
        """Raises Conflict, saying what the row has now, where another has changed the same fields.

        What was typed stays, all else is as the other left it; sent once more, it is about the row
        as it is now.
        """
        overtaken = [name for name in self.changed_data if self._is_overtaken(name)]
        if not overtaken:
            return
        has = "; ".join(map(self._now, overtaken))
        self._renew()
        raise Conflict(
            "Someone changed the same since you opened this, and nothing was saved. It now has:"
            f" {has}. Save again to replace that."
        )

    def _is_overtaken(self, name: str) -> bool:
        """Whether it holds other than what was seen, and other than what was typed."""
        field, bound = self.fields[name], self[name]
        widget, files = field.hidden_widget(), self.files
        seen = widget.value_from_datadict(self.data, files, bound.html_initial_name)
        return all(field.has_changed(bound.initial, value) for value in (seen, bound.data))

    def _renew(self) -> None:
        """Put the row as it is now into what was sent, but for what was typed."""
        typed = self.changed_data
        sent = cast(QueryDict, self.data).copy()
        for name, field in self.fields.items():
            bound = self[name]
            value = field.prepare_value(bound.initial)
            _send(sent, field.hidden_widget(), bound.html_initial_name, value)
            if name not in typed:
                _send(sent, field.widget, bound.html_name, value)
        self.data = sent

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


def _send(sent: QueryDict, widget: Any, name: str, value: Any) -> None:
    """As a browser sends this value of the widget."""
    if isinstance(widget, forms.MultiWidget):
        values = widget.decompress(value) or []
        for n, (part, one) in enumerate(zip(widget.widgets, values, strict=True)):
            _send(sent, part, f"{name}_{n}", one)
    elif isinstance(widget, forms.CheckboxInput) and not value:
        sent.pop(name, None)
    else:
        shown = widget.format_value(value)
        chosen = shown[:1] if isinstance(shown, list) else [shown]  # A list of options has many.
        sent[name] = next(iter(chosen), "") or ""
