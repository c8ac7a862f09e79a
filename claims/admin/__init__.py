"""The admin: keeps people, sources and claimants, and takes claims and evidence in bulk."""

from django.contrib import admin

from claims.admin import articles, claims, events, evidence, people, sources

__all__ = ["articles", "claims", "events", "evidence", "people", "sources"]

admin.site.site_header = "ClaimTrack"
admin.site.site_title = "ClaimTrack"
admin.site.index_title = "Keep the desk"
