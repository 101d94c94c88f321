"""My testimonies, a new one, its consent by the one way there is, and its chapters."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import CreateView, FormView, TemplateView

from crm_videos.consent import newest_consent, state_of
from crm_videos.field_stories.door import MAY_RECORD, NotHere
from crm_videos.field_stories.forms import AskForm, PersonForm, WordsForm
from crm_videos.field_stories.guidance import QUESTIONS, advice_for, media_for
from crm_videos.field_stories.mine import (
    ASKED_HERE,
    may_make_card_again,
    newest_of,
    testimonies_of,
)
from crm_videos.field_stories.script_words import script_words
from crm_videos.models import Consent, Testimony
from crm_videos.recordings.taking import STANDS, NotTaken, take_words
from crm_videos.views.code_cards import NewCardView, show_new_card
from crm_videos.views.consents import STATES, AskView
from crm_videos.words import Chapter
from foundation.moments import dhaka_day

NAMES = {"bn": "বাংলা", "en": "English"}
CARD = "crm_videos/field/card.html"


class ListView(TemplateView):
    """What I recorded, by code; and the way to a new one."""

    template_name = "crm_videos/field/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say of each what is missing."""
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the door lets nobody else in
        rows = [
            {"one": one, "state": STATES[one.state]} for one in newest_of(person, timezone.now())
        ]
        return super().get_context_data(rows=rows, languages=NAMES, **kwargs)


class PersonView(CreateView):
    """Who tells: sealed when it is saved, and shown on no page again."""

    model = Testimony
    form_class = PersonForm
    template_name = "crm_videos/field/person.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        today = dhaka_day(timezone.now())
        kwargs = {**super().get_form_kwargs(), "for_user": self.request.user}
        return {**kwargs, "initial": {"told_on": today}}

    def get_success_url(self) -> str:
        """Lead to the consent: before it nothing is recorded."""
        return reverse("field_stories:ask", args=[self.object.pk])  # type: ignore[union-attr]


class AskOnAPhoneView(AskView):
    """The office's form of consent, read out step by step."""

    needs = MAY_RECORD
    form_class = AskForm
    template_name = "crm_videos/field/ask.html"

    def testimonies(self) -> "QuerySet[Testimony]":
        """Only one's own."""
        return testimonies_of(self.actor)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask whoever was never asked, or whose consent is over; the rest is the office's."""
        super().setup(request, *args, **kwargs)
        asked = state_of(self.last, dhaka_day(self.now)) in ASKED_HERE
        if not asked or self.testimony.erased_at:
            raise NotHere(
                _("This consent was given or withdrawn. Your office can change it."), status=409
            )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words to read out, paragraph by paragraph."""
        context = super().get_context_data(**kwargs)
        script = context["script"]
        texts = {"bn": script.text_bn, "en": script.text_en} if script else {}
        read = {code: _paragraphs(text) for code, text in texts.items()}
        return {**context, "read": read, "words": script_words()}

    def recorded(self) -> HttpResponse:
        """Show the words of the card: here, and never again."""
        return show_new_card(
            self.request, self.testimony, done=self.done, now=self.now, template=CARD
        )


class CardAgainView(NewCardView):
    """Another card, on the day of the consent: the answer with the first may have got lost."""

    needs = MAY_RECORD
    template_name = "crm_videos/field/card_again.html"
    card_template = CARD

    def testimonies(self) -> "QuerySet[Testimony]":
        """Only one's own."""
        return testimonies_of(self.actor)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse when the day is over: then it is the office that makes a card."""
        super().setup(request, *args, **kwargs)
        if not may_make_card_again(self.last, self.actor, self.now):
            raise NotHere(_("Your office makes a new card."), status=403)


class ChapterView(FormView):
    """One chapter: what to mind, and its film, sound or writing. It wants a consent that stands."""

    form_class = WordsForm
    template_name = "crm_videos/field/chapter.html"
    testimony: Testimony
    consent: Consent

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the testimony among one's own, and demand a consent that stands."""
        super().setup(request, *args, **kwargs)
        if kwargs["chapter"] not in Chapter:
            raise Http404
        self.testimony = get_object_or_404(testimonies_of(self.actor), pk=kwargs["pk"])
        consent = newest_consent(self.testimony)
        stands = state_of(consent, dhaka_day(self.now)) in STANDS
        if consent is None or not stands or self.testimony.erased_at:
            raise NotHere(_("No consent stands. Ask the person first."), status=403)
        self.consent, self.chapter = consent, Chapter(kwargs["chapter"])

    @cached_property
    def now(self) -> Any:
        return timezone.now()

    @property
    def actor(self) -> User:
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the door lets nobody else in
        return person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what to mind for the level that the person chose, and what is here already."""
        level = self.consent.identity_level
        here = self.testimony.recordings.here().filter(chapter=self.chapter)
        return super().get_context_data(
            testimony=self.testimony,
            chapter=self.chapter,
            chapters=Chapter,
            question=QUESTIONS[self.chapter],
            level=self.consent.get_identity_level_display(),
            advice=list(advice_for(level)),
            media=media_for(level),
            here=[one.get_medium_display() for one in here],
            words=script_words(),
            **kwargs,
        )

    def form_valid(self, form: WordsForm) -> HttpResponse:
        """Keep the writing, sealed; a refusal loses nothing of it."""
        try:
            take_words(
                self.testimony,
                chapter=self.chapter,
                text=form.cleaned_data["text"],
                by=self.actor,
                now=self.now,
            )
        except NotTaken as refused:
            form.add_error(None, refused.words)
            return self.form_invalid(form)
        return redirect(f"{reverse('field_stories:list')}#{self.testimony.code}")


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
