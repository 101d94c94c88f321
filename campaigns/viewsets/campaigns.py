"""Campaigns in the Wagtail admin: list, form, and one campaign with all that belongs to it."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

from campaigns.campaign_figures import ledger_lines, made_for
from campaigns.campaign_parts import OF_CAMPAIGNS, parts_of
from campaigns.campaign_states import CampaignRefused, close_campaign, open_campaign
from campaigns.forms.campaigns import CampaignForm
from campaigns.models import Campaign
from foundation import bangla
from foundation.kept_rows import KeptModelViewSet
from foundation.shown_moments import show_moment

MAY_OPEN = "campaigns.open_campaign"


def period(campaign: Campaign) -> str:
    """Write the days of a campaign, as far as they are known."""
    language = get_language() or "en"
    days = [campaign.starts_on, campaign.ends_on]
    written = [bangla.day(one, language) if one else bangla.UNKNOWN for one in days]
    return " – ".join(written) if any(days) else bangla.UNKNOWN


class NotNone:
    """The row that stands for "no particular campaign" is no campaign to look at."""

    def get_object(self, *args: Any, **kwargs: Any) -> Campaign:
        campaign: Campaign = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if campaign.is_none:
            raise Http404
        return campaign


class CampaignIndexView(generic.IndexView):
    add_item_label = _("Draft a campaign")

    def get_base_queryset(self) -> "QuerySet[Campaign]":
        return Campaign.objects.named().prefetch_related("audiences")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the name, which opens the campaign."""
        return [
            TitleColumn(
                "name", label=_("Campaign"), accessor=str, get_url=self.get_inspect_url,
                sort_key="name_en",
            ),
            StatusTagColumn(
                "state", label=_("State"), accessor="get_state_display", sort_key="state",
                primary=lambda one: one.state == Campaign.State.OPEN,
            ),
            Column("period", label=_("Days"), accessor=period, sort_key="starts_on"),
            Column(
                "audience", label=_("Audience"),
                accessor=lambda one: ", ".join(map(str, one.audiences.all())),
            ),
        ]  # fmt: skip

    def get_list_buttons(self, row: Campaign) -> list[Any]:
        """Offer none: the name opens the campaign."""
        return []


class CampaignCreateView(generic.CreateView):
    submit_button_label = _("Keep the draft")

    def get_success_url(self) -> str:
        return reverse("campaigns:inspect", args=[self.object.pk])


class CampaignEditView(NotNone, generic.EditView):
    def get_success_url(self) -> str:
        return reverse("campaigns:inspect", args=[self.object.pk])


class CampaignInspectView(NotNone, generic.InspectView):
    template_name = "campaigns/campaign.html"
    page_title = _("Campaign")

    def get_fields_context(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the campaign itself, then what was counted for it, then what others tell of it."""
        campaign, now = cast("Campaign", self.object), timezone.now()
        reader = cast("User", self.request.user)
        may = reader.has_perm(MAY_OPEN)
        return super().get_context_data(
            campaign=campaign,
            period=period(campaign),
            opened=show_moment(campaign.opened_at) if campaign.opened_at else "",
            closed=show_moment(campaign.closed_at) if campaign.closed_at else "",
            messages_told=list(campaign.messages.all()),
            missing=campaign.missing_to_open() if campaign.state == Campaign.State.DRAFT else [],
            may_open=may and campaign.state == Campaign.State.DRAFT,
            may_close=may and campaign.state == Campaign.State.OPEN,
            activities=list(campaign.activities.prefetch_related("sub_indicators")),
            lines=ledger_lines(campaign),
            made=made_for(campaign),
            parts=list(parts_of(OF_CAMPAIGNS, campaign, reader, now)),
            **kwargs,
        )


class StateView(View):
    """Opens or closes a campaign by a button on its page; says what stands against it."""

    model = Campaign
    change: Callable[..., Campaign]
    done: Any = ""

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Change the state."""
        if not request.user.has_perm(MAY_OPEN):
            raise PermissionDenied
        campaign = get_object_or_404(Campaign.objects.named(), pk=pk)
        try:
            type(self).change(campaign, by=request.user, now=timezone.now())
        except CampaignRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.done)
        return redirect(reverse("campaigns:inspect", args=[campaign.pk]))


class OpenView(StateView):
    change = staticmethod(open_campaign)
    done = _("The campaign is open.")


class CloseView(StateView):
    change = staticmethod(close_campaign)
    done = _("The campaign is closed. What was counted for it stays.")


class CampaignViewSet(KeptModelViewSet):
    model = Campaign
    name = "campaigns"
    icon = "thumbtack"
    menu_label = _("Campaigns")
    menu_name = "campaign-list"
    absent = frozenset({"delete", "usage"})
    index_view_class = CampaignIndexView
    add_view_class = CampaignCreateView
    edit_view_class = CampaignEditView
    inspect_view_class = CampaignInspectView
    inspect_template_name = CampaignInspectView.template_name
    list_filter = ["state", "audiences", "channels"]
    ordering = ["slug"]
    search_fields = ["name_en", "name_bn", "slug"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_bn"), FieldPanel("name_en")]),
            FieldPanel("slug"),
            FieldPanel("audiences"),
            FieldPanel("objective"),
            InlinePanel(
                "messages",
                label=_("Message"),
                heading=_("Messages"),
                help_text=_("Each speaks of a risk, of an alternative, or of a service."),
            ),
            FieldPanel("indicators"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                    FieldPanel("channels"),
                    FieldPanel("districts"),
                    FieldPanel("partners"),
                ],
                heading=_("When, where, with whom"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                [FieldPanel("activities"), FieldPanel("commitments")],
                heading=_("What it answers to"),
                classname="collapsed",
            ),
        ],
        base_form_class=CampaignForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add opening and closing."""
        return [
            *super().get_urlpatterns(),
            path("open/<str:pk>/", self.construct_view(OpenView), name="open"),
            path("close/<str:pk>/", self.construct_view(CloseView), name="close"),
        ]
