"""Wagtail's generic views ask whether a person may do something at all; these also ask where."""

from datetime import date, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView

from foundation.kept_rows import KeptModelViewSet
from foundation.shown_moments import show_moment

SEES = ("add", "change", "view")


class OwnDistrictsIndexView(generic.IndexView):
    """The list, and its downloads, of the rows in a person's districts."""

    def get_base_queryset(self) -> Any:
        """Select what the policy lets this person see."""
        policy = self.permission_policy
        return policy.instances_user_has_any_permission_for(self.request.user, SEES)

    def get_list_buttons(self, row: Model) -> list[Any]:
        """Offer none: the first column opens the row, and there is nothing else to do with it."""
        return []


class OwnDistrictsOnly:
    """One row, if it lies in a person's districts."""

    def get_object(self, *args: Any, **kwargs: Any) -> Model:
        """Raise PermissionDenied for a row elsewhere, before anything of it is shown."""
        row: Model = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy, user = self.permission_policy, self.request.user  # type: ignore[attr-defined]
        if not policy.user_has_any_permission_for_instance(user, SEES, row):
            raise PermissionDenied
        return row


class OwnDistrictsEditView(OwnDistrictsOnly, generic.EditView):
    pass


class OwnDistrictsInspectView(OwnDistrictsOnly, generic.InspectView):
    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Write days and moments in the programme's zone and the reader's digits."""
        value = super().get_field_display_value(field_name, field)
        return show_moment(value) if isinstance(value, date | time) else value


class OwnDistrictsHistoryView(OwnDistrictsOnly, HistoryView):
    pass


class OwnDistrictsViewSet(KeptModelViewSet):
    """A listing of rows that belong to districts, each person's own.

    Its model's policy is a :class:`campaigns.scope.DistrictPolicy`.
    """

    index_view_class = OwnDistrictsIndexView
    edit_view_class = OwnDistrictsEditView
    inspect_view_class = OwnDistrictsInspectView
    history_view_class = OwnDistrictsHistoryView
