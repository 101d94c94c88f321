"""The registers of union volunteers and of coordinating bodies, in the Wagtail admin."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn

from campaigns.forms.districts import OwnDistrictsForm
from campaigns.viewsets.own_districts import OwnDistrictsIndexView, OwnDistrictsViewSet
from events.filters import BodyFilterSet, VolunteerFilterSet
from events.models import Body, Volunteer
from events.places import describe_place
from foundation import bangla

WITHOUT_DELETION = frozenset({"delete", "usage"})


def _day(name: str, label: Any) -> Column:
    """Show a day as a date: "2 years ago" says too little of a first day."""
    return Column(
        name,
        label=label,
        sort_key=name,
        accessor=lambda row: (
            bangla.day(day, get_language() or "en") if (day := getattr(row, name)) else ""
        ),
    )


class UnionForm(OwnDistrictsForm):
    place_field = "union"


class VolunteerIndexView(OwnDistrictsIndexView):
    add_item_label = _("Add a volunteer")

    def get_base_queryset(self) -> Any:
        """Read the places with the volunteers."""
        return super().get_base_queryset().select_related("union__parent__parent")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the name, which opens the record."""
        name = TitleColumn("name", label=_("Name"), sort_key="name", get_url=self.get_edit_url)
        return [
            name,
            Column("union", label=_("Union"), accessor=lambda one: describe_place(one.union)),
            Column("phone", label=_("Telephone")),
            _day("active_from", _("From")),
            _day("active_to", _("To")),
        ]


class VolunteerViewSet(OwnDistrictsViewSet):
    model = Volunteer
    name = "volunteers"
    icon = "group"
    menu_label = _("Union volunteers")
    absent = WITHOUT_DELETION
    index_view_class = VolunteerIndexView
    inspect_view_enabled = False
    filterset_class = VolunteerFilterSet
    search_fields = ["name", "union__name_en", "union__name_bn"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("union"),
            FieldPanel("phone"),
            FieldRowPanel([FieldPanel("active_from"), FieldPanel("active_to")]),
        ],
        base_form_class=UnionForm,
    )


class BodyIndexView(OwnDistrictsIndexView):
    add_item_label = _("Add a body")

    def get_base_queryset(self) -> Any:
        """Count the meetings with the bodies."""
        rows = super().get_base_queryset().with_meetings()
        return rows.select_related("meets_as__channel", "place__parent__parent")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the name; a body that is only planned has no day of forming."""
        return [
            self._get_title_column("__str__"),
            Column("meets_as", label=_("Its meetings")),
            Column("place", label=_("Place"), accessor=lambda body: describe_place(body.place)),
            _day("formed_on", _("Formed on")),
            Column("meetings_held", label=_("Meetings"), sort_key="meetings_held"),
        ]

    def get_page_subtitle(self) -> str:
        """Say how many of the planned bodies are formed, of those that this person sees."""
        bodies = super().get_base_queryset()
        formed = bodies.exclude(formed_on=None).count()
        words = str(_("%(formed)s of %(all)s formed")) % {"formed": formed, "all": bodies.count()}
        return bangla.in_digits_of(words, get_language() or "en")


class BodyViewSet(OwnDistrictsViewSet):
    model = Body
    name = "bodies"
    icon = "group"
    menu_label = _("Bodies")
    absent = WITHOUT_DELETION
    index_view_class = BodyIndexView
    inspect_view_enabled = False
    filterset_class = BodyFilterSet
    search_fields = ["name_en", "name_bn", "other_names", "place__name_en", "place__name_bn"]
    edit_handler = ObjectList(
        [
            FieldPanel("meets_as"),
            FieldPanel("place"),
            FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_bn")]),
            FieldPanel("other_names"),
            FieldPanel("members"),
            FieldPanel("formed_on"),
        ],
        base_form_class=OwnDistrictsForm,
    )
