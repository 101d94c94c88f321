"""The list and the form of stories: facts, never who it is."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView

from campaigns.viewsets.own_districts import OwnDistrictsIndexView, OwnDistrictsViewSet
from crm_videos.columns import LabelledColumn, LabelledLinkColumn, life_link
from crm_videos.forms.stories import StoryForm
from crm_videos.models import PLATFORMS, Story
from crm_videos.viewsets.testimonies import KEPT
from foundation.bangla import figure


def _pictures(row: Any) -> str:
    return figure(row.picture_count, get_language() or "en")


def _videos(row: Any) -> str:
    return figure(row.video_count, get_language() or "en")


def _publishings(row: Any) -> str:
    return figure(row.publishing_count, get_language() or "en")


class StoryIndexView(OwnDistrictsIndexView):
    add_item_label = _("Add a story")

    def get_base_queryset(self) -> Any:
        """Read the testimonies with the stories."""
        rows = super().get_base_queryset().select_related("testimony__place", "district")
        here = Q(pictures__small__isnull=False, pictures__small__erased_at=None)
        there = Q(copies__kind__in=PLATFORMS, copies__gone_at=None)
        return rows.annotate(
            picture_count=Count("pictures", filter=here, distinct=True),
            video_count=Count("videos", filter=Q(videos__removed_at=None), distinct=True),
            publishing_count=Count("copies", filter=there, distinct=True),
        )

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the code."""
        return [
            self._get_title_column("__str__"),
            LabelledColumn("display_name", label=_("Name in the story"), accessor="shown_name"),
            LabelledLinkColumn(
                "pictures",
                label=_("Pictures"),
                accessor=_pictures,
                get_url=lambda row: reverse("story_pictures:list", args=[row.pk]),
            ),
            LabelledLinkColumn(
                "videos",
                label=_("Videos"),
                accessor=_videos,
                get_url=lambda row: reverse("story_videos:list", args=[row.pk]),
            ),
            LabelledLinkColumn(
                "publishings",
                label=_("On YouTube and Facebook"),
                accessor=_publishings,
                get_url=lambda row: reverse("publishings:list", args=[row.pk]),
            ),
            LabelledColumn("destination", label=_("Where to"), accessor="get_destination_display"),
            LabelledColumn(
                "identity_level", label=_("Shown"), accessor="get_identity_level_display"
            ),
            LabelledColumn(
                "risks", label=_("Risks"), accessor=lambda row: ", ".join(row.words_of("risks"))
            ),
            LabelledColumn(
                "life",
                label=_("All that happened"),
                accessor=lambda row: life_link(row.testimony_id),
            ),
        ]


class StoryCreateView(CreateView):
    submit_button_label = _("Record it")


class StoryViewSet(OwnDistrictsViewSet):
    model = Story
    name = "stories"
    icon = "openquote"
    menu_label = _("Stories")
    absent = KEPT
    inspect_view_enabled = False
    index_view_class = StoryIndexView
    add_view_class = StoryCreateView
    search_fields = ["testimony__code", "display_name"]
    edit_handler = ObjectList(
        [
            FieldPanel("testimony"),
            FieldRowPanel([FieldPanel("display_name"), FieldPanel("display_name_bn")]),
            FieldPanel("identity_level"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("sex"), FieldPanel("age_band"), FieldPanel("role")]),
                    FieldPanel("district"),
                ],
                heading=_("Who tells"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("destination"), FieldPanel("way")]),
                    FieldPanel("transit"),
                    FieldRowPanel([FieldPanel("year_out"), FieldPanel("year_back")]),
                    FieldPanel("middleman"),
                    FieldPanel("middleman_method"),
                ],
                heading=_("Route"),
            ),
            MultiFieldPanel(
                [FieldPanel("rate"), InlinePanel("costs", label=_("Sum"))], heading=_("Costs")
            ),
            FieldPanel("financing"),
            FieldPanel("went_wrong"),
            FieldPanel("turning_point"),
            FieldPanel("help"),
            FieldPanel("outcome"),
            FieldPanel("themes"),
            FieldPanel("campaign"),
            MultiFieldPanel([FieldPanel("risks"), FieldPanel("risks_checked")], heading=_("Risks")),
        ],
        base_form_class=StoryForm,
    )
