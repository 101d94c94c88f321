"""What the screens of the ledger share: who may post, and the opaque name of who posts."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.models import Entry
from campaigns.views.admin_page import AdminPage


class PostingView(AdminPage):
    """Only for who may add to the ledger."""

    model = Entry
    permission_required = "add"
    header_icon = "doc-full"
    section = _("Figures")

    @cached_property
    def actor(self) -> str:
        """Name the user as the ledger does: a number, which says nothing to a stranger."""
        return f"user:{self.user_key}"
