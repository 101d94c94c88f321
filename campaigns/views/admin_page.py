"""A page of the admin that is no list and no form of a model: its frame, clock and reader."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin


class AdminPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    # The page under which this one stands, and its address if it has one.
    section: Any = ""
    section_url: Any = ""

    @cached_property
    def now(self) -> datetime.datetime:
        return timezone.now()

    @cached_property
    def user_key(self) -> int:
        return int(self.request.user.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the section, and to the admin's first page."""
        above = [{"url": self.section_url, "label": self.section}] if self.section else []
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]
