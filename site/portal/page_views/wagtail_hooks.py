"""Which page answers a request; and the report of page views."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page

from portal.page_views.noting import show
from portal.page_views.report import PageViewsMenuItem, PageViewsReport


@hooks.register("before_serve_page")
def remember_the_page(page: Page, request: HttpRequest, *_given: object) -> None:
    show(page, request)


@hooks.register("register_reports_menu_item")
def lead_to_page_views() -> PageViewsMenuItem:
    return PageViewsMenuItem()


@hooks.register("register_admin_urls")
def page_view_urls() -> list[URLPattern]:
    return [
        path("reports/page-views/", PageViewsReport.as_view(), name="page_views"),
        path(
            "reports/page-views/results/",
            PageViewsReport.as_view(results_only=True),
            name="page_views_results",
        ),
    ]
