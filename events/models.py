"""What the events app stores: the kinds of event, and the events themselves.

Totals are computed from the five attendance figures and never stored. Rows
are written by :mod:`events.recording`, which posts them to the ledger in the
same transaction; an ``Event.save()`` alone would leave the ledger behind.
"""

import uuid
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Channel, Place

# A fair draws thousands. More in one cell is a slip of the finger, and one such
# slip would outweigh a month of honest figures.
LARGEST_ATTENDANCE = 100_000
ATTENDANCE_FIELDS = ("women", "men", "girls", "boys", "not_recorded")
NOBODY_COUNTED = Q(women=None, men=None, girls=None, boys=None, not_recorded=None)


class ReachClass(models.TextChoices):
    AWARENESS = "awareness", _("Awareness: the people who came count as reached")
    COORDINATION = "coordination", _("Coordination: officials meet; nobody counts as reached")


class Level(models.TextChoices):
    UNION = "union", _("Union")
    UPAZILA = "upazila", _("Upazila")
    DISTRICT = "district", _("District")


class Headcount(models.TextChoices):
    COUNT = "count", _("Counted one by one")
    SHEET = "sheet", _("From a signed attendance sheet")
    ESTIMATE = "estimate", _("Estimated by eye")
    UNKNOWN = "unknown", _("There are figures, but it is not known how they were counted")
    NOT_COUNTED = "not-counted", _("Nobody counted: the attendance is not recorded")


class Standing(models.TextChoices):
    COUNTED = "counted", _("Counted")
    SET_ASIDE = "set-aside", _("Set aside")


class EventKindManager(models.Manager["EventKind"]):
    def get_queryset(self) -> models.QuerySet["EventKind"]:
        return super().get_queryset().select_related("channel")


class EventKind(models.Model):
    """A kind of event. Its key, name and place in lists are those of its channel."""

    FIXED_BY_USE = ("reach_class", "has_level")
    FIXED_BECAUSE = _("There are events of this kind already, so this can no longer be changed.")

    channel = models.OneToOneField(
        Channel,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
        verbose_name=_("channel"),
    )
    reach_class = models.CharField(
        _("class"),
        max_length=12,
        choices=ReachClass,
        help_text=_(
            "Decides which total the attendance goes to. It can be changed only while no event "
            "is of this kind: afterwards it would move figures that were already reported."
        ),
    )
    has_level = models.BooleanField(
        _("has a level"),
        default=False,
        help_text=_(
            "Events of this kind are held for a union, an upazila or a district, and say which."
        ),
    )
    active = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("Clear this to stop offering the kind for new events. Its events stay."),
    )

    objects = EventKindManager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["channel__sort_order", "channel"]
        verbose_name = _("event kind")
        verbose_name_plural = _("event kinds")

    def __str__(self) -> str:
        return str(self.channel)

    @property
    def counts_as_reached(self) -> bool:
        return self.reach_class == ReachClass.AWARENESS

    def is_used(self) -> bool:
        """Tell whether any event, counted or set aside, is of this kind."""
        return Event.objects.filter(kind=self.pk).exists() if self.pk else False

    def clean(self) -> None:
        """Refuse to change what decides about figures once there are events."""
        before = EventKind.objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or not self.is_used():
            return
        changed = [
            name for name in self.FIXED_BY_USE if getattr(self, name) != getattr(before, name)
        ]
        if changed:
            raise ValidationError(dict.fromkeys(changed, self.FIXED_BECAUSE))


class EventQuerySet(models.QuerySet["Event"]):
    def with_names(self) -> Self:
        """Fetch what printing an event needs, so that a list asks once."""
        return self.select_related("kind__channel", "place__parent__parent")

    def in_area(self, code: str) -> Self:
        """Keep the events inside a place, whatever the level of either."""
        return self.filter(place__code__startswith=code)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


NO_DELETION = "an event is never deleted: set it aside, and its figures leave the totals"


class Event(models.Model):
    """One show, quiz, fair or meeting that was held, and who came."""

    client_uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(
        EventKind, on_delete=models.PROTECT, related_name="events", verbose_name=_("kind of event")
    )
    level = models.CharField(
        _("level of the workshop"),
        max_length=8,
        choices=Level,
        blank=True,
        help_text=_("Workshops only: was it held for a union, an upazila or a district?"),
    )
    held_on = models.DateField(
        _("date"), help_text=_("The day it was held, not the day you write.")
    )
    starts_at = models.TimeField(_("start time"), null=True, blank=True)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("The union if you know it; else the upazila, city corporation or district."),
    )
    venue = models.CharField(
        _("venue"),
        max_length=200,
        blank=True,
        help_text=_("For example the school, the courtyard or the tea stall."),
    )
    organiser = models.CharField(
        _("organiser"),
        max_length=200,
        blank=True,
        help_text=_("Who ran it: an office, a team or a role. No private person's name is needed."),
    )
    partner = models.CharField(_("partner"), max_length=200, blank=True)

    women = models.PositiveIntegerField(
        _("women"), null=True, blank=True, validators=[MaxValueValidator(LARGEST_ATTENDANCE)]
    )
    men = models.PositiveIntegerField(
        _("men"), null=True, blank=True, validators=[MaxValueValidator(LARGEST_ATTENDANCE)]
    )
    girls = models.PositiveIntegerField(
        _("girls"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LARGEST_ATTENDANCE)],
        help_text=_("Younger than 18."),
    )
    boys = models.PositiveIntegerField(
        _("boys"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LARGEST_ATTENDANCE)],
        help_text=_("Younger than 18."),
    )
    not_recorded = models.PositiveIntegerField(
        _("not recorded"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LARGEST_ATTENDANCE)],
        help_text=_("People who came but were not told apart by sex and age."),
    )
    headcount = models.CharField(_("how the people were counted"), max_length=11, choices=Headcount)

    message = models.CharField(
        _("topic or message"),
        max_length=200,
        blank=True,
        help_text=_("What people were told, and the play or video that was shown."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("For the office. Never published. No names of visitors.")
    )
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.PROTECT,
        related_name="+",
        default=Campaign.NONE,
        verbose_name=_("campaign"),
    )

    standing = models.CharField(
        _("standing"), max_length=9, choices=Standing, default=Standing.COUNTED
    )
    set_aside_reason = models.CharField(
        _("reason for setting aside"),
        max_length=200,
        blank=True,
        help_text=_("For example: logged twice, or it did not take place."),
    )

    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    created_at = models.DateTimeField(_("recorded at"), editable=False)
    updated_at = models.DateTimeField(_("changed at"), editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-held_on", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar = [
            models.Index(fields=["-held_on", "-id"], name="event_newest_first"),
            models.Index(fields=["kind", "held_on"], name="event_kind_day"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="event_attendance_or_said_not_counted",
                condition=Q(NOBODY_COUNTED, headcount=Headcount.NOT_COUNTED)
                | (~Q(NOBODY_COUNTED) & ~Q(headcount=Headcount.NOT_COUNTED)),
            ),
            models.CheckConstraint(
                name="event_set_aside_with_reason",
                condition=~Q(standing=Standing.SET_ASIDE) | ~Q(set_aside_reason=""),
            ),
            models.CheckConstraint(
                name="event_changed_after_recorded",
                condition=Q(updated_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {date_format(self.held_on, 'j F Y')}, {self.place}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Leave the constraints to the database: the rules say the same, beside the field."""

    @property
    def contributor(self) -> str:
        """Name the event in the ledger; it stays the same through every edit."""
        return f"event:{self.client_uuid}"

    @property
    def figures(self) -> dict[str, int | None]:
        """Give the five attendance figures by name; a blank is ``None``, never 0."""
        return {name: getattr(self, name) for name in ATTENDANCE_FIELDS}

    @property
    def total(self) -> int | None:
        """Add up the figures there are; without any, the total is unknown."""
        known = [figure for figure in self.figures.values() if figure is not None]
        return sum(known) if known else None

    @property
    def total_is_at_least(self) -> bool:
        """Tell whether somebody may be missing from the total.

        A figure under "not recorded" stands for everybody who is not in the
        four others, so with it a blank hides no one.
        """
        return (
            self.total is not None
            and self.not_recorded is None
            and None
            in (
                self.women,
                self.men,
                self.girls,
                self.boys,
            )
        )
