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
        permissions = [
            ("close_month", "Can begin the closing of a month"),
            ("approve_month", "Can approve the closing of a month"),
        ]
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


class MonthExplanation(models.Model):
    """Why a month may be closed although one of its checks is not green, in somebody's words.

    Kept between the beginning of a closing and its approval, and afterwards as its record.
    ``about`` is the slug of the check (``gap:facebook:D1``); ``reason`` is a code of
    :data:`campaigns.gap_reasons.GAP_REASONS` where a figure is missing, else blank.
    """

    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="explanations")
    about = models.CharField(max_length=240)
    reason = models.CharField(max_length=40, blank=True)
    words = models.TextField()
    # What the check said when this was written: the record of what the month was closed over.
    found = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["about"]
        verbose_name = _("explanation of a month")
        verbose_name_plural = _("explanations of months")
        constraints = [
            models.UniqueConstraint(name="month_explained_once", fields=["month", "about"]),
            models.CheckConstraint(name="month_explained_in_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.month}: {self.about}"
