"""The register of copies: where stories went, and what of it is gone."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from campaigns.viewsets.own_districts import OwnDistrictsIndexView, OwnDistrictsViewSet
from crm_videos.columns import LabelledColumn
from crm_videos.filters import CopyFilterSet
from crm_videos.forms.copies import CopyForm
from crm_videos.models import Copy
from crm_videos.views.copies import MAY_PROVE
from foundation.bangla import UNKNOWN
from foundation.shown_moments import show_moment

ABSENT = frozenset({"delete", "usage", "history", "edit"})


class CopyIndexView(OwnDistrictsIndexView):
    add_item_label = gettext_lazy("Register a copy")

    def get_base_queryset(self) -> Any:
        """Read with each copy whose it is, and whether it has to go."""
        rows = super().get_base_queryset().select_related("story__testimony", "made_by")
        return rows.prefetch_related("takedowns")

    def _state(self, copy: Copy) -> str:
        if copy.gone_at:
            told = {"when": show_moment(copy.gone_at), "proof": copy.get_proof_display()}
            return _("Gone since %(when)s: %(proof)s") % told
        due = min((task.due_at for task in copy.takedowns.all()), default=None)
        if due is None:
            return _("Still there")
        return _("Must be gone by %(when)s") % {"when": show_moment(due)}

    def _leads_to(self, copy: Copy) -> str | None:
        may_prove = self.request.user.has_perm(MAY_PROVE)
        if copy.gone_at or copy.is_local or not may_prove:
            return None
        return reverse("consents:gone", args=[copy.pk])

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the code, which opens the page on which a copy is said to be gone."""
        return [
            TitleColumn(
                "code",
                label=_("Code"),
                accessor=lambda row: row.story.testimony.code,
                get_url=self._leads_to,
            ),
            LabelledColumn("kind", label=_("Kind"), accessor="get_kind_display"),
            LabelledColumn(
                "language",
                label=_("Language"),
                accessor=lambda row: row.get_language_display() or UNKNOWN,
            ),
            LabelledColumn("where", label=_("Where"), accessor=lambda row: row.where or UNKNOWN),
            LabelledColumn(
                "made_at", label=_("Registered"), accessor=lambda r: show_moment(r.made_at)
            ),
            LabelledColumn("state", label=_("State"), accessor=self._state),
        ]


class CopyCreateView(generic.CreateView):
    submit_button_label = gettext_lazy("Record it")

    def get_success_buttons(self) -> list[Any]:
        """Offer no change: what was registered stays as it is."""
        return []


class CopyViewSet(OwnDistrictsViewSet):
    model = Copy
    name = "copies"
    icon = "copy"
    menu_label = gettext_lazy("Copies")
    absent = ABSENT
    inspect_view_enabled = False
    index_view_class = CopyIndexView
    add_view_class = CopyCreateView
    filterset_class = CopyFilterSet
    search_fields = ["story__testimony__code", "where"]
    edit_handler = ObjectList(
        [
            FieldPanel("story"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
            FieldPanel("where"),
            FieldPanel("holder"),
            FieldPanel("note"),
        ],
        base_form_class=CopyForm,
    )
