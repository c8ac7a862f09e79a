"""The admin, for those whose role lets them work there; `is_staff` of Django decides nothing.

It is loaded with the settings, before any model, so it is no part of the package `admin`.
"""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest

from claims.roles import Capability


class DeskAdminConfig(AdminConfig):
    default_site = "claims.admin_site.DeskAdminSite"


class DeskAdminSite(AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.may(Capability.USE_ADMIN)
