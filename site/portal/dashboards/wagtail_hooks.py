"""Wagtail's way in: the menu entry and the address."""

from django.urls import URLPattern
from wagtail import hooks

from portal.dashboards.admin_view import DashboardMenuItem, dashboard_urls


@hooks.register("register_admin_menu_item")
def lead_to_the_dashboard() -> DashboardMenuItem:
    return DashboardMenuItem()


@hooks.register("register_admin_urls")
def register_dashboard() -> list[URLPattern]:
    return dashboard_urls()
