"""The poll of a page: one question, and what all have chosen."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from portal.asking.anonymous_posts.door import POLL
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.polls import LEAST_SHOWN, result_of, vote
from portal.asking.views.anonymous_form import FormAboutAPage
from portal.pages.models import PollPage
from portal.pages.public import for_the_public


class PollView(FormAboutAPage):
    form = POLL
    template_name = "portal/asking/poll.html"

    def pages(self) -> Any:
        return for_the_public(PollPage.objects.all(), now=self.now).select_related("poll")

    def own_context(self) -> dict[str, Any]:
        poll = self.page.poll
        return {
            **super().own_context(),
            "poll": poll,
            "text": poll.text(self.language),
            "choices": poll.choices(self.language),
            "result": result_of(poll, self.language),
            "least": LEAST_SHOWN,
        }

    def taken(self, token: Token) -> HttpResponseBase:
        poll, choice = self.page.poll, self.request.POST.get("choice", "")
        if choice not in poll.choices(self.language):
            return self.show_again(_("Choose one of the answers."), same_token=True)
        vote(poll, choice, token, now=self.now)
        return self.show(has_chosen=poll.active)
