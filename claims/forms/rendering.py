"""How the plain fields become HTML: written here, for Django's own templates of them, nested one in
another, took a third of the time that a claim's panel takes to draw.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Context = dict[str, Any]


class FieldRenderer(DjangoTemplates):
    """Django's renderer, but for inputs, text areas, selects and empty lists of errors."""

    def render(self, template_name: str, context: Context, request: Any = None) -> str:
        if write := WRITERS.get(template_name):
            return write(context)
        if template_name == RADIO and not context["widget"]["wrap_label"]:
            return _input(context)
        if template_name.startswith("django/forms/errors/list/") and not context["errors"]:
            return ""
        return super().render(template_name, context, request)


def _input(context: Context) -> SafeString:
    widget = context["widget"]
    own = {"type": widget["type"], "name": widget["name"], "value": widget["value"]}
    return format_html("<input{}>", flatatt(own | widget["attrs"]))


def _textarea(context: Context) -> SafeString:
    widget = context["widget"]
    attrs = flatatt({"name": widget["name"]} | widget["attrs"])
    # A browser drops the first line break in a text area, so it has one to drop.
    return format_html("<textarea{}>\n{}</textarea>", attrs, widget["value"] or "")


def _select(context: Context) -> SafeString:
    widget = context["widget"]
    groups = [(name, _options(options)) for name, options, _ in widget["optgroups"]]
    inner = format_html_join(
        "",
        "{}",
        (
            (format_html('<optgroup label="{}">{}</optgroup>', name, options) if name else options,)
            for name, options in groups
        ),
    )
    attrs = flatatt({"name": widget["name"]} | widget["attrs"])
    return format_html("<select{}>{}</select>", attrs, inner)


def _options(options: list[Context]) -> SafeString:
    return format_html_join(
        "",
        "<option{}>{}</option>",
        ((flatatt({"value": str(o["value"])} | o["attrs"]), o["label"]) for o in options),
    )


RADIO = "django/forms/widgets/radio_option.html"
INPUTS = ["text", "date", "number", "hidden", "email", "url", "password", "search"]
WRITERS: dict[str, Callable[[Context], SafeString]] = {
    f"django/forms/widgets/{name}.html": write
    for name, write in [
        *((name, _input) for name in INPUTS),
        ("textarea", _textarea),
        ("select", _select),
    ]
}
