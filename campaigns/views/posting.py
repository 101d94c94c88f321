"""What both screens share: who may post, the frame of the admin, the clock and the opaque name."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from campaigns.models import Entry


class PostingView(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """Only for who may add to the ledger."""

    model = Entry
    permission_required = "add"
    header_icon = "doc-full"

    @cached_property
    def now(self) -> datetime.datetime:
        return timezone.now()

    @cached_property
    def user_key(self) -> int:
        return int(self.request.user.pk)

    @cached_property
    def actor(self) -> str:
        """Name the user as the ledger does: a number, which says nothing to a stranger."""
        return f"user:{self.user_key}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the admin's first page."""
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, {"url": "", "label": _("Figures")}, here]
