"""The form of pages whose language versions must tell the same numbers."""

from portal.pages.forms import SitePageForm
from portal.pages.parity import differences


class ComparedPageForm(SitePageForm):
    """Says which numbers differ, where somebody publishes or plans it."""

    def is_valid(self) -> bool:
        """Compare what is to be published with the public versions in other languages."""
        if super().is_valid() and "action-publish" in self.data:
            for difference in differences(self.instance):
                self.add_error(None, difference.words)
        return super().is_valid()
