"""The style guide: every block as readers see it, in either language, for those in the admin."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from portal.pages.blocks import BodyBlock

LANGUAGES = ("bn", "en")


def samples() -> list[dict[str, Any]]:
    """Give each block with a value to show; one without says so, and is not left out."""
    return [
        {"name": name, "label": block.label, "bound": _bound(block)}
        for name, block in BodyBlock().child_blocks.items()
    ]


@require_admin_access
def style_guide(request: HttpRequest, language: str) -> HttpResponse:
    """Show every block in the frame of a public page."""
    if language not in LANGUAGES:
        raise Http404
    with translation.override(language):
        addresses = {one: reverse("style_guide", args=[one]) for one in LANGUAGES}
        # The hotline is among the blocks: not once more below them.
        context = {"samples": samples(), "addresses": addresses, "hotline_in_text": True}
        answer = TemplateResponse(request, "portal/pages/style_guide.html", context).render()
    answer["Cache-Control"] = "no-store, private"
    return answer


@hooks.register("register_admin_urls")
def address() -> list[Any]:
    return [path("style-guide/<str:language>/", style_guide, name="style_guide")]


@hooks.register("register_help_menu_item")
def in_the_menu() -> MenuItem:
    return MenuItem(_("Every block"), reverse("style_guide", args=["bn"]), icon_name="view")


def _bound(block: Any) -> Any:
    value = block.get_preview_value()
    is_empty = value is None or (hasattr(value, "get") and value.get("image", ...) is None)
    return None if is_empty else block.bind(value)
