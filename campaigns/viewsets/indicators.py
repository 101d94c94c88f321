"""Indicators and their definitions in the Wagtail admin: words are edited, measures added."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from campaigns.forms.indicators import AXES_OF_ADDING, NewIndicatorForm
from campaigns.models import Definition, Indicator
from foundation.kept_rows import KeptModelViewSet


class IndicatorViewSet(KeptModelViewSet):
    model = Indicator
    name = "indicators"
    icon = "list-ul"
    menu_label = _("Indicators")
    absent = frozenset({"delete", "usage"})
    list_display = ["code", "label_en", "label_bn", "kind", "nature"]
    list_filter = ["kind", "nature"]
    inspect_view_fields = [
        "code", "label_en", "label_bn", "kind", "nature", "adds_over_months",
        "adds_over_channels", "adds_over_areas", "adds_over_sexes",
    ]  # fmt: skip
    # The kind and what adds up are frozen by use; only the words are the editor's.
    edit_handler = ObjectList([FieldPanel("label_en"), FieldPanel("label_bn")])
    add_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("label_bn"), FieldPanel("label_en")]),
            MultiFieldPanel(
                [FieldPanel("text_bn"), FieldPanel("text_en")],
                heading=_("What it means"),
                help_text=_("Its first definition. It is printed with each figure of it."),
            ),
            MultiFieldPanel(
                [FieldPanel(f"adds_over_{axis}") for axis in AXES_OF_ADDING],
                heading=_("What of it adds up"),
                help_text=_(
                    "One who is counted in May and in June is two contacts and one person: "
                    "contacts add up over months, persons do not. It never changes later."
                ),
            ),
        ],
        base_form_class=NewIndicatorForm,
    )

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Ask once for all that is fixed afterwards."""
        panel = self.add_handler.bind_to_model(Indicator)
        own = {"panel": panel, "form_class": panel.get_form_class()}
        return super().get_add_view_kwargs(**{**own, **kwargs})


class DefinitionViewSet(KeptModelViewSet):
    model = Definition
    name = "definitions"
    icon = "openquote"
    menu_label = _("Definitions")
    list_display = ["slug", "indicator", "platform", "metric", "valid_from", "valid_to"]
    list_filter = ["platform", "indicator"]
    inspect_view_fields = [
        "slug", "indicator", "platform", "metric", "valid_from", "valid_to", "text_en", "text_bn",
    ]  # fmt: skip
