"""Addresses whose key had decoded escapes get the key that tells them from others (RFC 3986)."""

import re
from urllib.parse import quote, urlsplit

from django.db import migrations

CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)(?:=|$)")
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")


def key_anew(apps, schema_editor):
    """A key that another source has already is left as it is, as 0006 left the second of two."""
    Source = apps.get_model("claims", "Source")
    taken = set(Source.objects.values_list("address_key", flat=True))
    for source in Source.objects.exclude(url="").order_by("pk"):
        key = key_of(source.url)
        if key not in taken:
            taken.add(key)
            Source.objects.filter(pk=source.pk).update(address_key=key)


def key_of(address):
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address
    query = "&".join(p for p in escaped(parts.query).split("&") if not CAMPAIGN.match(p))
    path = escaped(parts.path).rstrip("/")
    return host + port + path + (f"?{query}" if query else "")


def escaped(part):
    def spelled(escape):
        character = chr(int(escape[1], 16))
        is_plain = re.fullmatch(r"[A-Za-z0-9._~-]", character)
        return character if is_plain else f"%{escape[1].upper()}"

    return ESCAPED.sub(spelled, quote(part, safe="!$%&'()*+,/:;=?@[]~"))


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_sources_found")]

    operations = [migrations.RunPython(key_anew, migrations.RunPython.noop)]
