"""The form of whoever answers the hotline: four words, and the code of a testimony, no more.

A card works from any district: who rings does not choose who answers. Unknown words and
those of a void card get the same answer. Nobody is named and nothing of the story shown.
"""

import logging
from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages

from campaigns.views.admin_page import AdminPage
from crm_videos.asking import ConsentRefused, withdraw_consent
from crm_videos.cards.keeping import find_card
from crm_videos.cards.tries import TooManyTries, give_back, take_place
from crm_videos.consent import newest_consent
from crm_videos.forms.code_cards import WordsForm
from crm_videos.models import CodeCard
from crm_videos.words import Kind, Why

logger = logging.getLogger(__name__)

MAY_USE_CARDS = "crm_videos.use_codecard"
SALT = "crm_videos.hotline"
# As long as a talk on the telephone may take.
CONFIRM_WITHIN = 15 * 60


class AtTheHotline(AdminPage):
    page_title = gettext_lazy("Withdraw by code card")
    header_icon = "key"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever answers the hotline."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(MAY_USE_CARDS):
            raise PermissionDenied

    @property
    def actor(self) -> User:
        assert isinstance(self.request.user, User)  # noqa: S101 - the guard lets nobody else in
        return self.request.user


class HotlineView(AtTheHotline, FormView):
    form_class = WordsForm
    template_name = "crm_videos/hotline.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Look the words up, while this person still has tries."""
        try:
            places = take_place(self.actor.pk)
        except TooManyTries:
            logger.warning("too many wrong code words (account %s)", self.actor.pk)
            form.add_error("words", _("Too many wrong words. Wait a quarter of an hour."))
            return self.form_invalid(form)
        card = find_card(form.cleaned_data["words"])
        if card is None:
            form.add_error("words", _("No card has these words. Ask for them once more."))
            return self.form_invalid(form)
        give_back(places)
        last = newest_consent(card.testimony)
        return self.render_to_response(
            self.get_context_data(
                code=card.testimony.code,
                withdrawn=last is not None and last.kind == Kind.WITHDRAWN,
                token=signing.dumps([card.pk, self.actor.pk], salt=SALT),
            )
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Let no browser keep which words opened what."""
        answer = super().render_to_response(context, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer


class WithdrawByCardView(AtTheHotline, View):
    """Withdraws what the words have just opened, for whoever typed them."""

    http_method_names = ["post"]
    back = reverse_lazy("consents:hotline")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Withdraw; the token says that this person had the words a moment ago."""
        try:
            card_id, person = signing.loads(
                request.POST.get("token", ""), salt=SALT, max_age=CONFIRM_WITHIN
            )
        except signing.BadSignature:
            card_id = person = None
        card = CodeCard.objects.valid().select_related("testimony").filter(pk=card_id).first()
        if card is None or person != self.actor.pk:
            messages.error(request, _("That took too long. Type the words once more."))
            return redirect(self.back)
        try:
            withdraw_consent(card.testimony, by=self.actor, now=self.now, why=Why.CARD)
        except ConsentRefused as refused:
            messages.error(request, str(refused))
        else:
            told = _(
                "%(code)s is withdrawn. Say to the person: it is gone from our site now, and we "
                "see to it that it goes from everywhere else."
            )
            messages.success(request, told % {"code": card.testimony.code})
        return redirect(self.back)
