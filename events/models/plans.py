"""What is planned: announced or not, then held, cancelled with a reason, or never logged."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place
from events.models.events import Event
from events.models.kinds import EventKind
from foundation.shown_moments import show_moment


class PlanState(models.TextChoices):
    COMING = "coming", _("Coming")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")
    # The day is over and nobody has logged it: held and not written down, or forgotten.
    NOT_LOGGED = "not-logged", _("Not logged")


# How each state is read from a row, given the day it is.
def in_state(state: str, today: date) -> Q:
    """Give the condition that a plan is in a state on a day."""
    if state == PlanState.HELD:
        return Q(held_as__isnull=False)
    if state == PlanState.CANCELLED:
        return ~Q(cancel_reason="")
    open_ = Q(held_as=None, cancel_reason="")
    return open_ & (
        Q(planned_for__gte=today) if state == PlanState.COMING else Q(planned_for__lt=today)
    )


class PlannedEventQuerySet(models.QuerySet["PlannedEvent"]):
    def in_state(self, state: str, today: date) -> Self:
        """Keep the plans that are in a state on that day."""
        return self.filter(in_state(state, today))

    def for_the_public(self, first: date, last: date) -> Self:
        """Keep what was announced; cancelled ones too, or people would come for nothing."""
        announced = self.filter(announced=True, planned_for__range=(first, last))
        return announced.order_by("planned_for", "starts_at", "pk")

    def with_names(self) -> Self:
        """Fetch what printing a plan needs, so that a list asks once."""
        return self.select_related("kind__channel", "place__parent__parent", "held_as")


class PlannedEvent(models.Model):
    """One event that is to be held."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(
        EventKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of event")
    )
    planned_for = models.DateField(_("date"))
    starts_at = models.TimeField(_("start time"), null=True, blank=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("place")
    )
    venue = models.CharField(
        _("venue"),
        max_length=200,
        blank=True,
        help_text=_("Where people have to go, as they would call it."),
    )
    announced = models.BooleanField(
        _("announced"),
        default=False,
        help_text=_("Shown to everybody on the site, in its feed and in its calendar file."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the office. Never published."))
    cancel_reason = models.CharField(
        _("why it is cancelled"),
        max_length=200,
        blank=True,
        help_text=_("Only when it will not be held. The public reads “cancelled”, not the reason."),
    )
    held_as = models.OneToOneField(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="planned",
        verbose_name=_("held as"),
    )
    changed_at = models.DateTimeField(_("changed at"), editable=False)

    objects = PlannedEventQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-planned_for", "-pk"]
        verbose_name = _("planned event")
        verbose_name_plural = _("planned events")
        indexes = [models.Index(fields=["planned_for", "id"], name="plan_by_day")]
        constraints = [
            models.CheckConstraint(
                name="plan_held_or_cancelled",
                condition=Q(held_as=None) | Q(cancel_reason=""),
                violation_error_message=_("What was held was not cancelled."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {show_moment(self.planned_for)}, {self.place}"

    def state(self, today: date) -> PlanState:
        """Say how it stands on a day."""
        if self.held_as_id is not None:
            return PlanState.HELD
        if self.cancel_reason:
            return PlanState.CANCELLED
        return PlanState.COMING if self.planned_for >= today else PlanState.NOT_LOGGED
