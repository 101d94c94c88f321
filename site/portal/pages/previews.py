"""How editors look at a page before it is public: on a small phone, and in its other language."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PreviewableMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

OTHER = "other-language"
WORK = ("add", "change", "publish")
# The narrowest phone that is still sold here in numbers.
PHONE_WIDTH = 360


class PreviewedInBothLanguages:
    """For page types: the newest draft of the other language beside this one."""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Offer the other language where there is a page in it."""
        modes = [("", _("This page"))]
        if other_language_of(self):
            modes.append((OTHER, _("In the other language")))
        return modes

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """Begin with the phone that most readers have."""
        phone, *others = PreviewableMixin.DEFAULT_PREVIEW_SIZES
        return [{**phone, "device_width": PHONE_WIDTH}, *others]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show this draft, or that of the other language to those who may work at it."""
        if mode_name != OTHER:
            shown: HttpResponseBase = super().serve_preview(request, mode_name)  # type: ignore[misc]
            return shown
        other = other_language_of(self)
        may_see = PagePermissionPolicy().user_has_any_permission_for_instance
        if other is None or not may_see(request.user, WORK, other):
            raise PermissionDenied
        draft = other.get_latest_revision_as_object()
        with translation.override(other.locale.language_code):
            answer = draft.serve_preview(request, "")
            # Now, for the words around the text are in the language of this moment.
            rendered: HttpResponseBase = answer.render() if hasattr(answer, "render") else answer
            return rendered


def other_language_of(page: Any) -> Page | None:
    """Find the page in another language, public or not."""
    if not page.pk:
        return None
    found: Page | None = page.get_translations().select_related("locale").order_by("pk").first()
    return found.specific if found else None
