"""Facts in the Wagtail admin: proposed by editors, confirmed by who may publish them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from crm_videos.columns import LabelledColumn
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment
from portal.facts.models import Fact
from portal.facts.states import StateFilterSet, state_of


def reader_language() -> str:
    return "bn" if (get_language() or "").startswith("bn") else "en"


def show_label(fact: Fact) -> str:
    """Name a fact in the language of whoever looks after it."""
    return fact.label(reader_language())


def show_value(fact: Fact) -> str:
    """Write the value for staff; what is empty waits for somebody."""
    return fact.text(reader_language()) or _("To be filled in")


def show_owner(fact: Fact) -> str:
    """Name who keeps a fact right."""
    owner = fact.owner
    return (owner.get_full_name() or owner.get_username()) if owner else _("Nobody")


def show_state(fact: Fact) -> str:
    """Say in words what a fact needs today."""
    return str(state_of(fact, dhaka_day(timezone.now())).label)


class FactIndexView(IndexView):
    add_item_label = gettext_lazy("Add a fact")

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        """Name the facts in the language of whoever reads the list, and order them by that."""
        return super()._get_title_column(f"label_{reader_language()}", *args, **kwargs)

    def get_base_queryset(self) -> Any:
        """Read the owners with the rows."""
        return super().get_base_queryset().select_related("owner")


class FactViewSet(SnippetViewSet):
    model = Fact
    icon = "tasks"
    menu_label = gettext_lazy("Facts")
    menu_order = 240
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = FactIndexView
    filterset_class = StateFilterSet
    list_per_page = 50
    list_display = [
        "label_en",
        LabelledColumn(
            "key", label=gettext_lazy("In a text"), accessor=lambda fact: f"[[{fact.key}]]"
        ),
        LabelledColumn("value", label=gettext_lazy("Value"), accessor=show_value),
        LabelledColumn("state", label=gettext_lazy("State"), accessor=show_state),
        LabelledColumn("owner", label=gettext_lazy("Who keeps it right"), accessor=show_owner),
        LabelledColumn(
            "review_by",
            label=gettext_lazy("Check again by"),
            accessor=lambda fact: show_moment(fact.review_by) if fact.review_by else "",
            sort_key="review_by",
        ),
    ]
    search_fields = ["key", "label_bn", "label_en"]
    search_backend_name = None
