"""Which forms there are: few, each for the kinds of event that ask the same.

A worker in ODK Collect chooses a form and then, inside it, the kind. So a new
kind needs no new form, and the list of forms stays short on a small screen.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from events.models import EventKind, ReachClass

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Family:
    """One form: its id, which never changes, its title, and the class of its kinds."""

    form_id: str
    title: "StrPromise"
    reach_class: ReachClass

    def kinds(self) -> list[EventKind]:
        """Give the kinds that are offered now, in the order of all lists."""
        return [*EventKind.objects.filter(reach_class=self.reach_class, active=True)]

    @property
    def asks_who_is_new(self) -> bool:
        """Tell whether people are asked who is here for the first time; officials are not."""
        return self.reach_class == ReachClass.AWARENESS


FAMILIES = (
    Family("nirapad-community", _("Show, quiz, fair or meeting"), ReachClass.AWARENESS),
    Family("nirapad-officials", _("Workshop, training or committee"), ReachClass.COORDINATION),
)
FORM_IDS = frozenset(family.form_id for family in FAMILIES)
