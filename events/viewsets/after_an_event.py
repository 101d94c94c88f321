"""What can follow an event, as buttons on its page: an outcome that was told, another record."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from events.models import Event, EventPair, OutcomeClaim, Standing


def buttons_about(event: Event, person: Any) -> list[Button]:
    """Give the buttons that this person may press, for an event of their districts."""
    buttons = []
    if policy_registry.get_by_type(OutcomeClaim).user_has_permission(person, "add"):
        address = f"{reverse('outcomes:add')}?event={event.pk}"
        buttons.append(Button(_("An outcome was told"), url=address, icon_name="pick", priority=40))
    merges = policy_registry.get_by_type(EventPair).user_has_permission(person, "change")
    if merges and event.standing != Standing.SET_ASIDE:
        address = reverse("same_events:find", args=[event.pk])
        words = _("The same as another event")
        buttons.append(Button(words, url=address, icon_name="copy", priority=50))
    return buttons
