"""Services and their kinds in the Wagtail admin; what has closed is not shown, never deleted."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup

from campaigns.scope import EVERYWHERE
from events.filters import district_choices
from events.places import place_chooser
from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet
from foundation.moments import dhaka_day
from portal.directory.forms import ServiceForm
from portal.directory.models import KindOfService, Service
from portal.directory.review import review_of

DIRECTORY_POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    model: AllowedActionsPolicy(model, {"view", "add", "change"})
    for model in (Service, KindOfService)
}


def show_place(service: Service) -> str:
    """Name the place in which a service stands."""
    place = service.stands_in
    return place.name if place else str(_("not known"))


def show_districts(service: Service) -> str:
    """Name the districts that a service serves; a line without any is for all."""
    named = ", ".join(place.name for place in service.serves)
    if named or not service.kind.is_called:
        return named
    return str(_("All districts"))


def show_review(service: Service) -> str:
    """Say what a service needs today."""
    return review_of(service, dhaka_day(timezone.now())).words


class ServiceFilterSet(WagtailFilterSet):
    district = django_filters.ChoiceFilter(label=_("District"), choices=[], method="in_district")

    class Meta:
        model = Service
        fields = ["kind", "district", "is_listed"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.filters["district"]
        choices.extra["choices"] = district_choices(EVERYWHERE)

    def in_district(self, queryset: Any, _name: str, code: str) -> Any:
        """Keep what stands in a district or serves it."""
        stands = Q(place__code__startswith=code) | Q(rsc__seat=code)
        serves = Q(districts=code) | Q(rsc__served__district=code)
        return queryset.filter(pk__in=Service.objects.filter(stands | serves).values("pk"))


class ServiceIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        """Read all that is told of the services with them."""
        return Service.objects.with_all().order_by("kind__sort_order", "name_en", "rsc__name_en")


class ServiceViewSet(KeptModelViewSet):
    model = Service
    name = "services"
    icon = "site"
    menu_label = _("Services")
    absent: ClassVar[frozenset[str]] = frozenset({"delete", "usage"})
    # So that the page of a fact says which services tell it.
    add_to_reference_index = True
    inspect_view_enabled = False
    index_view_class = ServiceIndexView
    filterset_class = ServiceFilterSet
    list_display = [
        "__str__",
        Column("kind", label=_("Kind"), accessor="kind"),
        Column("place", label=_("Stands in"), accessor=show_place),
        Column("serves", label=_("Serves"), accessor=show_districts),
        Column("review", label=_("State"), accessor=show_review),
        BooleanColumn("is_listed", label=_("Shown")),
    ]
    search_fields = ["name_en", "name_bn", "rsc__name_en", "rsc__name_bn"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("is_listed")]),
            FieldRowPanel([FieldPanel("name_bn"), FieldPanel("name_en")]),
            FieldPanel("place", widget=place_chooser.widget_class),
            InlinePanel(
                "facts_told",
                [FieldPanel("fact")],
                heading=_("Telephone, address, hours"),
                label=_("Fact"),
                help_text=_(
                    "Facts: make each under Facts, with its source, and choose it here. What is "
                    "not chosen, or empty, is shown as not known yet. Never guess."
                ),
            ),
            FieldPanel("languages"),
            FieldPanel("step_free"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")])], heading=_("On the map")
            ),
            MultiFieldPanel(
                [FieldPanel("districts"), FieldPanel("districts_source")], heading=_("Districts")
            ),
        ],
        base_form_class=ServiceForm,
    )


class KindOfServiceViewSet(KeptModelViewSet):
    model = KindOfService
    name = "kinds_of_service"
    icon = "tag"
    menu_label = _("Kinds of service")
    absent: ClassVar[frozenset[str]] = frozenset({"delete", "usage"})
    add_to_reference_index = True
    inspect_view_enabled = False
    list_display = ["__str__", "slug", BooleanColumn("is_called", label=_("Called"))]
    edit_handler = ObjectList(
        [
            FieldPanel("slug"),
            FieldRowPanel([FieldPanel("name_bn"), FieldPanel("name_en")]),
            FieldPanel("about"),
            FieldRowPanel([FieldPanel("is_called"), FieldPanel("sort_order")]),
        ]
    )


class DirectoryViewSetGroup(ModelViewSetGroup):
    menu_label = _("Service directory")
    menu_icon = "site"
    menu_order = 245
    items = (ServiceViewSet, KindOfServiceViewSet)
