"""The form of pages whose language versions must tell the same numbers, and that stay light."""

from portal.pages.forms import SitePageForm
from portal.pages.parity import differences
from portal.pages.weight.stop import excess
from portal.pages.weight.weighing import weigh


class ComparedPageForm(SitePageForm):
    """Says which numbers differ and what is too heavy, where somebody publishes or plans it."""

    def is_valid(self) -> bool:
        """Compare what is to be published with the public versions, and weigh it."""
        if super().is_valid() and "action-publish" in self.data:
            for difference in differences(self.instance):
                self.add_error(None, difference.words)
            for sentence in excess(weigh(self.instance, parent=self.parent_page)):
                self.add_error(None, sentence)
        return super().is_valid()
