"""How the forms of an event and of a kind are laid out."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel

from events.forms.detail_panels import DetailsPanel, PollPanel
from events.forms.events import EventForm, EventKindForm
from events.models import AMONG_FIELDS, ATTENDANCE_FIELDS, DetailQuestions
from events.photos.frames import PhotoFrames, frames_of


class PhotosPanel(Panel):
    """The event's photos, to look at while one writes; they come from the phones only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/photos_panel.html"

        @cached_property
        def frames(self) -> PhotoFrames:
            return frames_of(self.instance)

        def is_shown(self) -> bool:
            """Leave it out where there is nothing to see, and nothing to come."""
            return self.instance.pk is not None and not self.frames.is_empty

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "frames": self.frames}


EVENT_FORM = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("level"),
                FieldRowPanel([FieldPanel("held_on"), FieldPanel("starts_at")]),
                FieldPanel("place"),
                FieldPanel("venue"),
            ],
            heading=_("What, when and where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(name) for name in ATTENDANCE_FIELDS]),
                FieldPanel("headcount", widget=forms.RadioSelect),
                FieldRowPanel([FieldPanel(name) for name in AMONG_FIELDS]),
            ],
            heading=_("Who came"),
            help_text=_(
                "Girls and boys are younger than 18. Under “not recorded” stand people who came "
                "but were not told apart. Write 0 when there were none; leave a field blank when "
                "nobody knows: a blank is shown as unknown, never as 0. The total is computed."
            ),
        ),
        DetailsPanel(DetailQuestions.QUIZ, heading=_("The quiz")),
        DetailsPanel(DetailQuestions.FAIR, heading=_("The fair")),
        PollPanel(heading=_("Ask the crowd")),
        MultiFieldPanel(
            [
                FieldPanel("organiser"),
                FieldPanel("partner"),
                FieldPanel("body"),
                FieldPanel("message"),
                FieldPanel("material"),
                FieldPanel("obstacle"),
                FieldPanel("campaign"),
                FieldPanel("note"),
            ],
            heading=_("Who ran it, and what it was about"),
        ),
        PhotosPanel(heading=_("Photos")),
        MultiFieldPanel(
            [
                FieldPanel("standing", widget=forms.RadioSelect),
                FieldPanel("question"),
                FieldPanel("set_aside_reason"),
            ],
            heading=_("Does it count?"),
            help_text=_(
                "An event is never deleted. Question it, and its figures leave all totals until "
                "it is answered; set it aside, and they leave for good. Set it back to counted "
                "and they return."
            ),
        ),
    ],
    base_form_class=EventForm,
)

KIND_FORM = ObjectList(
    [
        FieldPanel("name_en"),
        FieldPanel("name_bn"),
        FieldPanel("slug"),
        FieldPanel("reach_class", widget=forms.RadioSelect),
        FieldPanel("has_level"),
        FieldPanel("details", widget=forms.RadioSelect),
        FieldPanel("active"),
    ],
    base_form_class=EventKindForm,
)
