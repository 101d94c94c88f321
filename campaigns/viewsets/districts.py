"""Reintegration Service Centres with their districts, and who works where, in the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.db.models import Count, Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from campaigns.forms.districts import AssignmentForm, RSCForm, districts
from campaigns.models import RSC, Assignment
from campaigns.scope import EVERYWHERE_PERMISSION
from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet

DISTRICT_POLICIES: dict[type[Model], AllowedActionsPolicy] = {
    RSC: AllowedActionsPolicy(RSC, {"view", "add", "change"}),
    Assignment: AllowedActionsPolicy(Assignment, {"view", "add", "change", "delete"}),
}


def names_of_districts(rsc: RSC) -> str:
    """Name the districts that a centre serves."""
    return ", ".join(row.district.name for row in rsc.served.all())


def places_of_work(assignment: Assignment) -> str:
    """Name where a person works."""
    own = [district.name for district in assignment.districts.all()]
    if rsc := assignment.supervises:
        own.append(str(_("all of %(rsc)s") % {"rsc": rsc}))
    return ", ".join(own)


class RSCIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[RSC]:
        """Read the districts with the centres."""
        rows = RSC.objects.prefetch_related("served__district").select_related("seat")
        return rows.annotate(number=Count("served"))

    def get_page_subtitle(self) -> str:
        """Say how many districts nobody serves: a returnee there finds no centre."""
        without = districts().filter(served=None).count()
        if without:
            words = ngettext(
                "%(number)s district has no centre", "%(number)s districts have no centre", without
            )
            return words % {"number": without}
        return str(_("Every district has a centre"))


class RSCViewSet(KeptModelViewSet):
    model = RSC
    name = "rscs"
    icon = "home"
    menu_label = _("Service centres")
    menu_order = 710
    add_to_settings_menu = True
    absent = frozenset({"delete", "usage"})
    index_view_class = RSCIndexView
    list_display = [
        "__str__",
        Column("seat", label=_("Stands in"), accessor="seat.name"),
        Column("number", label=_("Districts")),
        Column("served", label=_("Serves"), accessor=names_of_districts),
        Column("districts_source", label=_("Source")),
    ]
    inspect_view_fields = [
        "name_en", "name_bn", "seat", "address", "phone", "hours", "districts_source",
        "active_from", "active_to",
    ]  # fmt: skip
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_bn")]),
            FieldPanel("seat"),
            MultiFieldPanel(
                [
                    FieldPanel("address"),
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("hours")]),
                ],
                heading=_("Address"),
                help_text=_(
                    "For the office alone: what readers see are the facts in the service directory."
                ),
            ),
            FieldRowPanel([FieldPanel("active_from"), FieldPanel("active_to")]),
            MultiFieldPanel(
                [FieldPanel("districts_source"), FieldPanel("districts")],
                heading=_("Districts"),
                help_text=_("Whoever supervises this centre sees the events of these districts."),
            ),
        ],
        base_form_class=RSCForm,
    )


class AssignmentIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Assignment]:
        """Read people, districts and centres together."""
        rows = Assignment.objects.select_related("user", "supervises")
        return rows.prefetch_related("districts")


class AssignmentViewSet(KeptModelViewSet):
    model = Assignment
    name = "assignments"
    icon = "group"
    menu_label = _("Who works where")
    menu_order = 711
    add_to_settings_menu = True
    absent = frozenset({"usage"})
    inspect_view_enabled = False
    index_view_class = AssignmentIndexView
    list_display = ["__str__", Column("where", label=_("Works in"), accessor=places_of_work)]
    search_fields = ["user__username", "user__first_name", "user__last_name"]
    edit_handler = ObjectList(
        [FieldPanel("user"), FieldPanel("supervises"), FieldPanel("districts")],
        base_form_class=AssignmentForm,
    )

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Offer beside its own the permission that takes the place of an assignment."""
        app, codename = EVERYWHERE_PERMISSION.split(".")
        everywhere = Permission.objects.filter(content_type__app_label=app, codename=codename)
        own: QuerySet[Permission] = super().get_permissions_to_register()
        return own | everywhere
