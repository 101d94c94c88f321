"""The random draw of a month's events for call-backs, and what the call-backs brought."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models.events import Event
from foundation.bangla import month_name

NO_DELETION = "a draw is never deleted: drawing until one likes the result would be no draw"
# A call that nobody answers is tried again so many times in all.
MOST_TRIES = 3


class KeptDrawQuerySet(models.QuerySet[Any]):
    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


class Draw(models.Model):
    """One draw from the events of one month. A month is drawn once."""

    month = models.DateField(_("month"), unique=True)
    seed = models.CharField(
        _("seed"),
        max_length=100,
        blank=True,
        help_text=_(
            "A public word or number that was fixed before, such as the winning number of a "
            "lottery. Blank: the seed is made of the ids of the month's events."
        ),
    )
    share = models.PositiveSmallIntegerField(
        _("how many of a hundred"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of each district so many of a hundred events, rounded up: at least one."),
    )
    # {"BD4047": ["…", …]}: the ids of the events that could be drawn, by district.
    population = models.JSONField()
    # SHA-256 of these ids, in order, one a line.
    digest = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(_("drawn at"))
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drawn by"),
    )

    # What the calls brought, counted after each: so years of draws are told without their rows.
    number_of_events = models.PositiveIntegerField(default=0, editable=False)
    number_drawn = models.PositiveIntegerField(default=0, editable=False)
    confirmed = models.PositiveIntegerField(default=0, editable=False)
    differs = models.PositiveIntegerField(default=0, editable=False)
    not_reached = models.PositiveIntegerField(default=0, editable=False)
    refused = models.PositiveIntegerField(default=0, editable=False)

    objects = KeptDrawQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["-month"]
        verbose_name = _("draw for call-backs")
        verbose_name_plural = _("draws for call-backs")
        constraints = [
            models.CheckConstraint(
                name="draw_of_a_whole_month",
                condition=Q(month__day=1),
                violation_error_message=_("A month is named by its first day."),
            ),
            models.CheckConstraint(name="draw_has_a_seed", condition=~Q(seed="")),
        ]

    def __str__(self) -> str:
        return month_name(self.month, get_language() or "en")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)

    @property
    def size(self) -> int:
        """How many events could be drawn."""
        return sum(len(ids) for ids in self.population.values())


class CallBack(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    DIFFERS = "differs", _("Differs")
    NOT_REACHED = "not-reached", _("Not reached")
    REFUSED = "refused", _("Refused to answer")


class DrawnEvent(models.Model):
    """One event that was drawn, and what the call-back brought."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="drawn")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="drawn")
    # In which order they are called: what the draw gave.
    position = models.PositiveIntegerField(_("number"))
    result = models.CharField(
        _("what the call-back brought"), max_length=11, choices=CallBack, blank=True, default=""
    )
    differs_how = models.CharField(
        _("how it differs"),
        max_length=300,
        blank=True,
        help_text=_("For example: held a day later, about 20 people. No names."),
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    called_at = models.DateTimeField(_("called at"), null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("called by"),
    )

    objects = KeptDrawQuerySet.as_manager()

    class Meta:
        default_permissions = ("change", "view")
        ordering = ["draw", "position"]
        verbose_name = _("event that was drawn")
        verbose_name_plural = _("events that were drawn")
        constraints = [
            models.UniqueConstraint(name="drawn_once", fields=["draw", "event"]),
            models.UniqueConstraint(name="drawn_in_order", fields=["draw", "position"]),
            models.CheckConstraint(
                name="drawn_differs_how",
                condition=~Q(result=CallBack.DIFFERS) | ~Q(differs_how=""),
            ),
            models.CheckConstraint(
                name="drawn_called_by_somebody_at_a_time",
                condition=Q(result="") | Q(called_at__isnull=False, tries__gte=1),
            ),
            models.CheckConstraint(
                name="drawn_not_reached_after_all_tries",
                condition=~Q(result=CallBack.NOT_REACHED) | Q(tries__gte=MOST_TRIES),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)
