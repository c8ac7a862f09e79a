"""The admin: articles with their claims, claims with evidence, sources, claimants and people.

It types in and corrects; the steps of the workflow are taken at the desk.
"""

import django_tasks_db.admin  # noqa: F401, registers its table.
from django.contrib import admin
from django.contrib.auth.models import Group
from django_tasks_db.models import DBTaskResult

from claims.admin import articles, claims, events, people, sources

__all__ = ["articles", "claims", "events", "people", "sources"]

admin.site.site_header = admin.site.site_title = "ClaimTrack"
admin.site.index_title = "Data entry"
admin.site.enable_nav_sidebar = False  # The bar on top leads everywhere.
# The worker's table, and the roles, which people.py has as boxes to tick.
admin.site.unregister([DBTaskResult, Group])
