"""Finding a place among five thousand: the chooser that event forms use.

Places are public; the chooser offers each person those of their own districts,
the only ones that their forms take. Events, which are not public, have no chooser.
"""

from collections.abc import Iterator

from django import forms
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    ChosenMultipleView,
    ChosenView,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from campaigns.models import Place
from campaigns.models.places import search_form
from campaigns.scope import Scope, scope_of
from events.filters import district_choices

LEVELS = [level for level in Place.Level.choices if level[0] != Place.Level.DIVISION]
WIDEST_FIRST = Case(
    *(When(level=level, then=Value(rank)) for rank, (level, _label) in enumerate(LEVELS)),
    output_field=IntegerField(),
)


def with_surroundings(place: Place) -> Iterator[Place]:
    """Give a place and what it lies in, up to its district."""
    step: Place | None = place
    while step is not None and step.level != Place.Level.DIVISION:
        yield step
        # To look above a district would cost a query for each row of a list.
        step = None if step.level == Place.Level.DISTRICT else step.parent


def describe_place(place: Place) -> str:
    """Name a place with what it lies in, such as "Dumuria, Khulna"."""
    return ", ".join(step.name for step in with_surroundings(place)) or place.name


def describe_surroundings(place: Place) -> str:
    """Name only what a place lies in; a district stands alone."""
    return ", ".join(step.name for step in with_surroundings(place) if step is not place)


def find_places(text: str) -> QuerySet[Place]:
    """Find places by name in either language, other spelling, or code.

    Further words may name what a place lies in: "sadar khulna" finds the
    Sadar upazilas of Khulna. At least one word must name the place itself, so
    that "khulna" alone gives Khulna and not all its unions.
    """
    anywhere, itself = Q(), Q()
    for word in search_form(text).split():
        own = Q(search_text__contains=word)
        anywhere &= own | _lies_in(word)
        itself |= own
    return Place.objects.filter(anywhere & itself)


def _lies_in(word: str) -> Q:
    """Ask for what lies in an upazila or district of that name; divisions are too wide."""
    inside = Q(parent__search_text__contains=word) & ~Q(parent__level=Place.Level.DIVISION)
    further = Q(parent__parent__search_text__contains=word)
    return inside | (further & Q(parent__parent__level=Place.Level.DISTRICT))


class PlaceFilterForm(BaseFilterForm):
    """What narrows the five thousand: a name, a district, a level."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("In English or Bangla")}),
    )
    district = forms.ChoiceField(
        label=_("District"),
        required=False,
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )
    level = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[("", _("All")), *LEVELS],
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def offer(self, scope: Scope) -> None:
        """Offer the districts of the person who chooses."""
        self.fields["district"].choices = [("", _("All")), *district_choices(scope)]

    def filter(self, places: QuerySet[Place]) -> QuerySet[Place]:
        """Narrow the list; what is left blank narrows nothing."""
        if text := self.cleaned_data["q"]:
            places = places.filter(pk__in=find_places(text).values("pk"))
            self.is_searching = True
            self.search_query = text
        if district := self.cleaned_data["district"]:
            places = places.filter(code__startswith=district)
        if level := self.cleaned_data["level"]:
            places = places.filter(level=level)
        return places


class PlaceListing(CreationFormMixin, BaseChooseView):
    """The list inside the chooser: each place with its level and what it lies in."""

    filter_form_class = PlaceFilterForm
    ordering = [WIDEST_FIRST, "name_en", "code"]
    per_page = 12

    def get_object_list(self) -> QuerySet[Place]:
        places = Place.objects.exclude(level=Place.Level.DIVISION)
        own = scope_of(self.request.user).narrow(places, by="pk")
        return own.select_related("parent__parent")

    def get_filter_form(self) -> PlaceFilterForm:
        form: PlaceFilterForm = super().get_filter_form()
        form.offer(scope_of(self.request.user))
        return form

    def can_create(self) -> bool:
        return False

    @property
    def columns(self) -> list[Column]:
        name = self.title_column
        name.label = _("Place")
        return [
            name,
            Column("level", label=_("Level"), accessor="get_level_display"),
            Column("within", label=_("Lies in"), accessor=describe_surroundings),
        ]


class ChoosePlaceView(ChooseViewMixin, PlaceListing):
    pass


class ChoosePlaceResultsView(ChooseResultsViewMixin, PlaceListing):
    pass


class PlaceChosenView(ChosenView):
    def get_object(self, pk: str) -> Place:
        """Find it among those that the list offers."""
        return scope_of(self.request.user).narrow(Place.objects.all(), by="pk").get(pk=pk)

    def get_display_title(self, place: Place) -> str:
        return describe_place(place)


class PlacesChosenView(ChosenMultipleView):
    def get_objects(self, pks: list[str]) -> QuerySet[Place]:
        """Find them among those that the list offers."""
        places = Place.objects.filter(pk__in=pks)
        return scope_of(self.request.user).narrow(places, by="pk")

    def get_display_title(self, place: Place) -> str:
        return describe_place(place)


class PlaceChooser(BaseChooser):
    show_edit_link = False
    # A place is asked for always; one changes it by choosing another.
    show_clear_link = False

    def get_display_title(self, place: Place) -> str:
        return describe_place(place)


class PlaceChooserViewSet(ChooserViewSet):
    model = Place
    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")
    choose_view_class = ChoosePlaceView
    choose_results_view_class = ChoosePlaceResultsView
    chosen_view_class = PlaceChosenView
    chosen_multiple_view_class = PlacesChosenView
    base_widget_class = PlaceChooser


place_chooser = PlaceChooserViewSet("place_chooser")
