"""“Did this help?”: yes, or no with one of three reasons; nothing is written."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from portal.asking.anonymous_posts.door import HELPED
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.helped import count_helped, pages_asked_of
from portal.asking.views.anonymous_form import FormAboutAPage
from portal.asking.words import REASONS, Said


class HelpedView(FormAboutAPage):
    form = HELPED
    template_name = "portal/asking/helped.html"

    def pages(self) -> Any:
        return pages_asked_of(self.now)

    def own_context(self) -> dict[str, Any]:
        """Open with the answer that the link on the page was for."""
        reasons = [{"value": one.value, "label": one.label} for one in (*REASONS, Said.NO)]
        asked = self.request.GET.get("a", "") or self.request.POST.get("a", "")
        return {**super().own_context(), "reasons": reasons, "says_no": asked == "no"}

    def taken(self, token: Token) -> HttpResponseBase:
        try:
            said = Said(self.request.POST.get("said", ""))
        except ValueError:
            return self.show_again(_("Choose one of the answers."), same_token=True)
        count_helped(self.page, self.language, said, token, now=self.now)
        return self.show(said=said.value)
