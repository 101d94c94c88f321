"""What staff see of a page's short address: it as a QR code, to print and to take along."""

import io
from collections.abc import Iterator
from typing import Any

import qrcode
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.pil import PilImage
from qrcode.image.svg import SvgPathImage
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.pages.models import ShortLink
from portal.pages.public import for_the_public

WORK = ("add", "change", "publish")
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


def offers_code(page: Page, person: Any) -> bool:
    """Say whether a page has a code for a person: only what is public has one to pass on."""
    policy = PagePermissionPolicy()
    return bool(
        page.depth > 1
        and policy.user_has_any_permission_for_instance(person, WORK, page)
        and for_the_public(Page.objects.filter(pk=page.pk), now=timezone.now()).exists()
    )


@require_admin_access
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the code on a sheet that can be printed, with the page's titles below it."""
    page = _page(request, page_id)
    address = _address(page, request)
    every = Page.objects.filter(translation_key=page.translation_key)
    titles = for_the_public(every, now=timezone.now()).select_related("locale").order_by("pk")
    picture = mark_safe(_drawn(address, "svg").decode())  # noqa: S308 - drawn here
    context = {"page": page, "address": address, "titles": titles, "picture": picture}
    answer = TemplateResponse(request, "portal/pages/short_link.html", context)
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_admin_access
def picture(request: HttpRequest, page_id: int, kind: str) -> HttpResponse:
    """Hand out the code as a picture: SVG for a printer's shop, PNG for a document."""
    if kind not in KINDS:
        raise Http404
    page = _page(request, page_id)
    address = _address(page, request)
    answer = HttpResponse(_drawn(address, kind), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="qr-{address[-6:]}.{kind}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("short-links/<int:page_id>/", show, name="page_short_link"),
        path("short-links/<int:page_id>/qr.<slug:kind>", picture, name="page_qr"),
    ]


@hooks.register("register_page_listing_more_buttons")
def in_listings(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if page.live:
        yield _button(page, priority=70)


@hooks.register("register_page_header_buttons")
def in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if page.live and offers_code(page, user):
        yield _button(page, priority=68)


def _button(page: Page, *, priority: int) -> Button:
    address = reverse("page_short_link", args=[page.pk])
    label = _("Short address and QR code")
    return Button(label, address, icon_name="link", priority=priority)


def _page(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    if not offers_code(page, request.user):
        raise Http404
    return page


def _address(page: Page, request: HttpRequest) -> str:
    link = ShortLink.objects.of(page, now=timezone.now())
    return str(request.build_absolute_uri(link.path))


def _drawn(address: str, kind: str) -> bytes:
    """Draw a code that can still be read with a quarter of it torn off."""
    drawn = io.BytesIO()
    factory: Any = SvgPathImage if kind == "svg" else PilImage
    made = qrcode.make(
        address, image_factory=factory, error_correction=ERROR_CORRECT_Q, border=4, box_size=16
    )
    made.save(drawn)
    return drawn.getvalue()
