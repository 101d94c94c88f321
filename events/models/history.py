"""Who did what to an event, in Wagtail's history: read within the districts of the reader.

Wagtail's own log would show the entries of all events, with their names, to
whoever may see any event.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import models
from wagtail.models import BaseLogEntry, BaseLogEntryManager
from wagtail.permissions import policy_registry

from events.models.events import Event


class EventLogEntryManager(BaseLogEntryManager):
    def log_action(self, instance: Event, action: str, **kwargs: Any) -> "EventLogEntry":
        """Write one line about an event."""
        entry: EventLogEntry = super().log_action(instance, action, event=instance, **kwargs)
        return entry

    def for_instance(self, instance: Event) -> "models.QuerySet[EventLogEntry]":
        """Select the lines about one event."""
        return self.filter(event=instance)

    def viewable_by_user(self, user: User) -> "models.QuerySet[EventLogEntry]":
        """Select the lines about events that this person sees."""
        policy = policy_registry.get_by_type(Event)
        seen = policy.instances_user_has_any_permission_for(user, ("add", "change", "view"))
        return self.filter(event__in=seen)


class EventLogEntry(BaseLogEntry):
    """One line of an event's history."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")

    objects = EventLogEntryManager()

    class Meta(BaseLogEntry.Meta):
        default_permissions = ()
        ordering = ["-timestamp", "-id"]

    @property
    def object_id(self) -> int:
        """The event's key, by the name that Wagtail's reports ask for."""
        return self.event_id
