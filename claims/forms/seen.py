"""Forms that carry what the person saw, so that nobody undoes unawares what another typed."""

from typing import Any, Self

from django import forms
from django.db.models import Model

from claims.errors import InvalidInput


class SeenForm(forms.BaseForm):
    """Each field carries what the person saw: `changes` are theirs alone, not what another saved
    meanwhile, and `held` is what these fields held then. To be mixed into a form.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def held(self) -> dict[str, Any]:
        """Raises InvalidInput where what the form carries is nothing that it held."""
        try:
            return {
                name: self.fields[name].clean(self.data[self[name].html_initial_name])
                for name in self.changed_data
                if self[name].html_initial_name in self.data
            }
        except forms.ValidationError as error:
            raise InvalidInput({"": error.messages}) from error

    def as_seen[Row: Model](self, row: Row) -> Row:
        """The row with what was seen in these fields: a verb then tells what another changed."""
        for name, value in self.held.items():
            if self._shown(name, getattr(row, name)) != self._shown(name, value):
                setattr(row, name, value)
        return row

    def _shown(self, name: str, value: Any) -> Any:
        """What the field shows of a value, which may be less than the row holds: no seconds."""
        field = self.fields[name]
        return field.widget.format_value(field.prepare_value(value))

    def renewed(self, initial: dict[str, Any]) -> Self:
        """What was typed, over what the row has now: sent again it is a change of that. What
        the form had to say as a whole, it still says."""
        now, data = type(self)(initial=initial), dict(self.data.items())
        for name in self.fields:
            value = now[name].value()
            data[self[name].html_initial_name] = "" if value is None else value
            if name not in self.changed_data:
                data[self[name].html_name] = "" if value is None else value
        form = type(self)(data, initial=initial)
        for sentence in self.non_field_errors():
            form.add_error(None, sentence)
        return form
