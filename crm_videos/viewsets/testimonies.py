"""The list of testimonies, by code: who told them stands in none of its columns."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.widgets.button import Button

from campaigns.viewsets.own_districts import (
    OwnDistrictsEditView,
    OwnDistrictsIndexView,
    OwnDistrictsViewSet,
)
from crm_videos.columns import LabelledColumn, life_link
from crm_videos.consent import state_of
from crm_videos.crm_app.importing import PERMISSIONS
from crm_videos.filters import TestimonyFilterSet
from crm_videos.forms.testimonies import TestimonyForm
from crm_videos.models import Consent, Testimony
from crm_videos.views.consents import ERASED, STATES
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment

KEPT = frozenset({"delete", "usage", "history"})


class TestimonyIndexView(OwnDistrictsIndexView):
    add_item_label = _("Add a testimony")

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Lead whoever may to the import from the Community Response App."""
        buttons: list[Any] = super().header_more_buttons
        if self.request.user.has_perms(PERMISSIONS):
            label = _("Import from the Community Response App")
            address = reverse("consents:import")
            buttons.append(Button(label, url=address, icon_name="upload", priority=20))
        return buttons

    def get_base_queryset(self) -> Any:
        """Read the newest consents with the testimonies."""
        rows = super().get_base_queryset().select_related("place")
        newest = Consent.objects.filter(testimony=OuterRef("pk")).order_by("-version")
        return rows.annotate(newest_consent=Subquery(newest.values("pk")[:1]))

    @cached_property
    def consents(self) -> dict[Any, Consent]:
        """Read the newest versions of what is on this page of the list, in one query."""
        shown = [row.newest_consent for row in self.object_list if row.newest_consent]
        return {one.testimony_id: one for one in Consent.objects.filter(pk__in=shown)}

    @cached_property
    def today(self) -> Any:
        return dhaka_day(timezone.now())

    def _state(self, row: Testimony) -> str:
        if row.erased_at:
            return str(ERASED)
        return str(STATES[state_of(self.consents.get(row.pk), self.today)])

    def _ends(self, row: Testimony) -> str:
        found = self.consents.get(row.pk)
        return show_moment(found.ends_on) if found else ""

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the code, which opens what was agreed to."""
        code = TitleColumn(
            "code",
            label=_("Code"),
            get_url=lambda row: reverse("consents:testimony", args=[row.pk]),
        )
        return [
            code,
            LabelledColumn("place", label=_("District"), accessor=lambda row: row.place.name),
            LabelledColumn(
                "told_on", label=_("Told on"), accessor=lambda row: show_moment(row.told_on)
            ),
            LabelledColumn("state", label=_("Consent"), accessor=self._state),
            LabelledColumn("ends", label=_("Ends on"), accessor=self._ends),
            LabelledColumn(
                "life", label=_("All that happened"), accessor=lambda row: life_link(row.pk)
            ),
        ]


class TellsOfEverydayWords:
    """After saving, says that a name is a word as well; which one stands in no message."""

    def form_valid(self, form: TestimonyForm) -> HttpResponse:
        """Save first: a name is a name."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if form.names_an_everyday_word:
            messages.warning(
                self.request,  # type: ignore[attr-defined]
                _(
                    "A part of these names is an everyday word too. The check will point to "
                    "that word wherever it stands in the story, and a second person then says "
                    "whether it means the person."
                ),
            )
        return answer


class TestimonyCreateView(TellsOfEverydayWords, CreateView):
    submit_button_label = _("Record it")


class TestimonyEditView(TellsOfEverydayWords, OwnDistrictsEditView):
    pass


class TestimonyViewSet(OwnDistrictsViewSet):
    model = Testimony
    name = "testimonies"
    icon = "openquote"
    menu_label = _("Testimonies")
    absent = KEPT
    inspect_view_enabled = False
    index_view_class = TestimonyIndexView
    add_view_class = TestimonyCreateView
    edit_view_class = TestimonyEditView
    filterset_class = TestimonyFilterSet
    search_fields = ["code"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("place"), FieldPanel("told_on")]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("telephone")]),
                    FieldPanel("village"),
                    FieldPanel("other_names"),
                ],
                heading=_("Who it was (sealed)"),
                help_text=_("It is encrypted when you save, and no list or form shows it again."),
            ),
        ],
        base_form_class=TestimonyForm,
    )
