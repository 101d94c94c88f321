"""The events: what was held, where, and who came."""

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Place
from events.models.bodies import Body
from events.models.kinds import EventKind
from foundation.shown_moments import show_moment

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# A fair draws thousands. More in one cell is a slip of the finger, and one such
# slip would outweigh a month of honest figures.
LARGEST_ATTENDANCE = 100_000
ATTENDANCE_FIELDS = ("women", "men", "girls", "boys", "not_recorded")
# Persons too, but among those who came: they are never added to them.
AMONG_FIELDS = ("first_timers", "persons_with_disabilities")
POSITION_FIELDS = ("latitude", "longitude", "accuracy_m")
# What an event says. Standing, flags and dates of writing are said about it.
CONTENT_FIELDS = (
    *("kind", "level", "held_on", "starts_at", "place", "venue"),
    *ATTENDANCE_FIELDS,
    *AMONG_FIELDS,
    *("headcount", "organiser", "partner", "message", "material", "obstacle", "note", "campaign"),
    *POSITION_FIELDS,
    "details",
)
NOBODY_COUNTED = Q(women=None, men=None, girls=None, boys=None, not_recorded=None)


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
    QUESTIONED = "questioned", _("Questioned")
    SET_ASIDE = "set-aside", _("Set aside")


def attendance_field(
    label: "StrPromise", help_text: "StrPromise | str" = ""
) -> "models.PositiveIntegerField[int | None, int | None]":
    """Make the field of one figure: blank when nobody knows, which is not 0."""
    return models.PositiveIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MaxValueValidator(LARGEST_ATTENDANCE)],
        help_text=help_text,
    )


class EventQuerySet(models.QuerySet["Event"]):
    def with_names(self) -> Self:
        """Fetch what printing an event needs, so that a list asks once."""
        return self.select_related("kind__channel", "place__parent__parent")

    def in_area(self, code: str) -> Self:
        """Keep the events inside a place, whatever the level of either."""
        return self.filter(place__code__startswith=code)

    def with_flag(self, flag: str) -> Self:
        """Keep the events with a flag; its code in quotes, as JSON has it, is unlike any other."""
        # SQLite cannot look inside a JSON list, but both can look through its text.
        as_text = Cast("flags", models.TextField())
        return self.annotate(flags_text=as_text).filter(flags_text__contains=f'"{flag}"')

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


NO_DELETION = "an event is never deleted: set it aside, and its figures leave the totals"


class Event(models.Model):
    """One show, quiz, fair or meeting that was held, and who came."""

    client_uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # Which state of its content this is: the id of the submission that brought it,
    # or a fresh one after an edit in the office. An edit from a phone names it.
    # It is compared within one event only, so it need not be unique.
    version = models.UUIDField(default=uuid.uuid4, editable=False)
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
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("body that met"),
        help_text=_("For a meeting of a Migration Forum or of a coordination committee."),
    )

    women = attendance_field(_("women"))
    men = attendance_field(_("men"))
    girls = attendance_field(_("girls"))
    boys = attendance_field(_("boys"))
    not_recorded = attendance_field(_("not recorded"))
    headcount = models.CharField(_("how the people were counted"), max_length=11, choices=Headcount)
    first_timers = attendance_field(
        _("first-timers"), _("Of those who came: who saw our show for the first time?")
    )
    persons_with_disabilities = attendance_field(
        _("persons with disabilities"),
        _("Of those who came. Only what was recorded: it is never guessed by eye."),
    )

    message = models.CharField(
        _("topic or message"),
        max_length=200,
        blank=True,
        help_text=_("What people were told, and the play or video that was shown."),
    )
    material = models.CharField(
        _("material used"),
        max_length=200,
        blank=True,
        help_text=_("For example leaflets, flip charts or a loudspeaker."),
    )
    obstacle = models.CharField(
        _("obstacle"),
        max_length=300,
        blank=True,
        help_text=_("What made it difficult, for example rain or no place to sit."),
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

    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        editable=False,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        editable=False,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    accuracy_m = models.FloatField(
        _("accuracy in metres"),
        null=True,
        blank=True,
        editable=False,
        validators=[MinValueValidator(0)],
    )

    # What is said besides (quiz, fair, overlap poll); read and judged by events.details only.
    details = models.JSONField(_("details"), default=dict, blank=True, editable=False)

    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.COUNTED
    )
    set_aside_reason = models.CharField(
        _("reason for setting aside"),
        max_length=200,
        blank=True,
        help_text=_("For example: logged twice, or it did not take place."),
    )
    question = models.CharField(
        _("question"),
        max_length=200,
        blank=True,
        help_text=_("What has to be answered before it counts. The field team reads it."),
    )
    # Codes of events.flags: what looked odd when it was received.
    flags = models.JSONField(_("flags"), default=list, blank=True, editable=False)

    # Not yet compared with its neighbours since it was last saved: work for the finder
    # (events.verification.same_events).
    to_compare = models.BooleanField(default=True, editable=False)

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
        # A file leaves the house: more than to look at a list. Another brings thousands at once.
        permissions = [
            ("export_event", "Can export events"),
            ("import_event", "Can import events from sheets"),
        ]
        ordering = ["-held_on", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="event_newest_first"),
            models.Index(fields=["kind", "held_on"], name="event_kind_day"),
            models.Index(
                fields=["kind", "held_on", "id"],
                name="event_to_compare",
                condition=Q(to_compare=True),
            ),
        ]
        constraints = [
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
                name="event_questioned_with_reason",
                condition=~Q(standing=Standing.QUESTIONED) | ~Q(question="") | ~Q(flags=[]),
            ),
            models.CheckConstraint(
                name="event_position_whole",
                condition=Q(latitude=None, longitude=None, accuracy_m=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
            models.CheckConstraint(
                name="event_changed_after_recorded",
                condition=Q(updated_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {show_moment(self.held_on)}, {self.place}"

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


# The same as CONTENT_FIELDS, by the attribute that holds the value.
CONTENT_COLUMNS = tuple(
    field.attname for field in Event._meta.fields if field.name in CONTENT_FIELDS
)
