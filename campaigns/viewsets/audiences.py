"""Audiences in the Wagtail admin: whom campaigns and products speak to."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.permission_policies import ModelPermissionPolicy

from campaigns.models import Audience, Campaign
from foundation import bangla
from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet


class AudiencePolicy(AllowedActionsPolicy):
    """Whoever keeps campaigns keeps what they are for. None is deleted: rows point at it."""

    def __init__(self) -> None:
        super().__init__(Audience, {"view", "add", "change"})
        ModelPermissionPolicy.__init__(self, Audience, auth_model=Campaign)


def _count(name: str) -> Any:
    return lambda audience: bangla.figure(getattr(audience, name), get_language() or "en")


class AudienceIndexView(generic.IndexView):
    add_item_label = _("Add an audience")

    def get_base_queryset(self) -> "QuerySet[Audience]":
        return Audience.objects.annotate(
            of_campaigns=Count("campaigns", distinct=True),
            of_products=Count("products", distinct=True),
        )

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the name, which opens the audience."""
        return [
            TitleColumn("name", label=_("Audience"), accessor=str, get_url=self.get_edit_url),
            Column("campaigns", label=_("Campaigns"), accessor=_count("of_campaigns")),
            Column("products", label=_("Products"), accessor=_count("of_products")),
            Column("place", label=_("Place in lists"), accessor=_count("sort_order")),
        ]

    def get_list_buttons(self, row: Audience) -> list[Any]:
        """Offer none: the name opens the audience."""
        return []


class AudienceViewSet(KeptModelViewSet):
    model = Audience
    name = "audiences"
    icon = "group"
    menu_label = _("Audiences")
    menu_name = "audience-list"
    absent = frozenset({"delete", "usage"})
    inspect_view_enabled = False
    index_view_class = AudienceIndexView
    ordering = ["sort_order", "slug"]
    # The slug stays as it is: forms and addresses of lists hold it.
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_bn"), FieldPanel("name_en")]),
            FieldPanel("sort_order", heading=_("Place in lists")),
        ]
    )
    add_handler = ObjectList([FieldPanel("slug"), *edit_handler.children])

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Ask once for the slug."""
        panel = self.add_handler.bind_to_model(Audience)
        own = {"panel": panel, "form_class": panel.get_form_class()}
        return super().get_add_view_kwargs(**{**own, **kwargs})
