"""The code card of a testimony: its words are on one answer, and on no other."""

import datetime
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from crm_videos.cards.keeping import make_card
from crm_videos.models import Testimony
from crm_videos.views.one_testimony import MAY_ASK, OneTestimony

CARD = "crm_videos/code_card.html"


def show_new_card(
    request: HttpRequest,
    testimony: Testimony,
    *,
    done: Any,
    now: datetime.datetime,
    template: str = CARD,
) -> HttpResponse:
    """Make a card and answer with its words, as a page to print or to copy by hand.

    No redirect: the words would have to wait somewhere.
    """
    assert isinstance(request.user, User)  # noqa: S101 - the guard lets nobody else in
    words = make_card(testimony, by=request.user, now=now)
    context = {"testimony": testimony, "words": words, "done": done}
    answer = TemplateResponse(request, template, context)
    answer["Cache-Control"] = "no-store"
    return answer


class NewCardView(OneTestimony, TemplateView):
    """A new card for a person who has lost theirs."""

    needs = MAY_ASK
    template_name = "crm_videos/new_card.html"
    page_title = _("New code card")
    card_template = CARD

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose card it is."""
        return super().get_context_data(testimony=self.testimony, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it; the old one opens nothing any more."""
        return show_new_card(
            request,
            self.testimony,
            done=_("The old card is void."),
            now=self.now,
            template=self.card_template,
        )
