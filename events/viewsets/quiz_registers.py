"""Schools, the question bank and the services of fairs, in the Wagtail admin."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic

from campaigns.forms.districts import OwnDistrictsForm
from campaigns.viewsets.own_districts import OwnDistrictsIndexView, OwnDistrictsViewSet
from events.filters import SchoolFilterSet
from events.forms.quiz_registers import QuestionForm, ServiceKindForm
from events.models import ANSWERS, Question, School, ServiceKind
from events.places import describe_place
from foundation.kept_rows import KeptModelViewSet

WITHOUT_DELETION = frozenset({"delete", "usage"})
# Beside the kinds of event.
IN_SETTINGS = 700


class SchoolIndexView(OwnDistrictsIndexView):
    add_item_label = _("Add a school")

    def get_base_queryset(self) -> Any:
        """Read the places with the schools."""
        return super().get_base_queryset().select_related("place__parent__parent")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the name, which opens the record."""
        return [
            TitleColumn(
                "name_en",
                label=_("School"),
                accessor=str,
                sort_key="name_en",
                get_url=self.get_edit_url,
            ),
            Column("place", label=_("Place"), accessor=lambda one: describe_place(one.place)),
            Column("eiin", label="EIIN"),
            BooleanColumn("active", label=_("Offered")),
        ]


class SchoolViewSet(OwnDistrictsViewSet):
    model = School
    name = "schools"
    icon = "home"
    menu_label = _("Schools")
    absent = WITHOUT_DELETION
    index_view_class = SchoolIndexView
    inspect_view_enabled = False
    filterset_class = SchoolFilterSet
    search_fields = ["name_en", "name_bn", "other_names", "eiin", "place__name_en"]
    edit_handler = ObjectList(
        [
            FieldPanel("place"),
            FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_bn")]),
            FieldPanel("other_names"),
            FieldPanel("eiin"),
            FieldPanel("active"),
        ],
        base_form_class=OwnDistrictsForm,
    )


class ReadsTheClock:
    """Tells the form when it is saved."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": timezone.now()}  # type: ignore[misc]


class QuestionCreateView(ReadsTheClock, generic.CreateView):
    pass


class QuestionEditView(ReadsTheClock, generic.EditView):
    pass


class QuestionViewSet(KeptModelViewSet):
    model = Question
    name = "questions"
    icon = "help"
    menu_label = _("Question bank")
    menu_order = IN_SETTINGS
    add_to_settings_menu = True
    absent = WITHOUT_DELETION
    add_view_class = QuestionCreateView
    edit_view_class = QuestionEditView
    inspect_view_enabled = False
    list_filter = ["topic", "active"]
    search_fields = ["text_en", "text_bn"]
    list_display = [
        "__str__",
        Column("topic", label=_("Topic"), accessor="get_topic_display"),
        BooleanColumn("active", label=_("Offered")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("text_bn"),
            FieldPanel("text_en"),
            *(
                MultiFieldPanel(
                    [
                        FieldPanel(f"answer_{letter}_bn"),
                        FieldPanel(f"answer_{letter}_en"),
                    ],
                    heading=heading,
                )
                for letter, heading in zip(
                    ANSWERS,
                    (_("First answer"), _("Second answer"), _("Third answer, if there is one"),
                     _("Fourth answer, if there is one")),
                    strict=True,
                )
            ),
            FieldPanel("right", widget=forms.RadioSelect),
            FieldPanel("topic"),
            FieldPanel("active"),
        ],
        base_form_class=QuestionForm,
    )  # fmt: skip


class ServiceKindViewSet(KeptModelViewSet):
    model = ServiceKind
    name = "service_kinds"
    icon = "tag"
    menu_label = _("Services at fairs")
    menu_order = IN_SETTINGS
    add_to_settings_menu = True
    absent = WITHOUT_DELETION
    inspect_view_enabled = False
    list_display = ["__str__", BooleanColumn("active", label=_("Offered"))]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_bn")]),
            FieldPanel("slug"),
            FieldPanel("sort_order"),
            FieldPanel("active"),
        ],
        base_form_class=ServiceKindForm,
    )
