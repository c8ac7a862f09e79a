"""What a person asks of a packet."""

from django import forms

from claims.choices import PacketFormat

SAID = [
    (PacketFormat.PDF.value, "PDF, to read and to print"),
    (PacketFormat.ZIP.value, "ZIP: all of it, with copies of the sources and the sum of each file"),
    (PacketFormat.JSON.value, "JSON, for a machine"),
    (PacketFormat.CSV.value, "CSV: the claims as a table"),
]


class PacketForm(forms.Form):
    format = forms.ChoiceField(
        choices=SAID, widget=forms.RadioSelect, initial=PacketFormat.PDF.value
    )
    names_confidential = forms.BooleanField(
        label="With the names of confidential sources that you may know",
        required=False,
        help_text="Each reading is on the record. Whoever has the file has the names.",
    )
