"""The calendar of the books: a month is open until two people have closed it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _


class MonthQuerySet(models.QuerySet["Month"]):
    def last_closed(self) -> datetime.date | None:
        """Give the first day of the newest closed month; all months up to it are closed."""
        return self.filter(state=Month.State.CLOSED).aggregate(last=Max("start"))["last"]


class Month(models.Model):
    """A month of which somebody began the closing; a month without a row is open."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")

    start = models.DateField(primary_key=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    objects = MonthQuerySet.as_manager()

    class Meta:
        ordering = ["-start"]
        verbose_name = _("month")
        verbose_name_plural = _("months")
        constraints = [
            models.CheckConstraint(name="month_starts_on_its_first_day", condition=Q(start__day=1)),
            models.CheckConstraint(
                name="month_closed_by_two_people",
                condition=~Q(state="closed")
                | (
                    Q(closed_by__isnull=False, approved_by__isnull=False, closed_at__isnull=False)
                    & ~Q(closed_by=F("approved_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m}"
