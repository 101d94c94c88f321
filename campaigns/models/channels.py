"""The channels through which a figure comes."""

import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Channel(models.Model):
    """One way in which people are reached: a platform's page, a kind of event, a register."""

    class Group(models.TextChoices):
        DIGITAL = "digital", _("Digital media")
        FIELD = "field", _("Field")
        REGISTER = "register", _("Register")
        SITE = "site", _("This site")
        IMPORT = "import", _("Figures of other systems")

    slug = models.SlugField(primary_key=True)
    group = models.CharField(max_length=10, choices=Group)
    label_en = models.CharField(_("English label"), max_length=80)
    label_bn = models.CharField(_("Bangla label"), max_length=80)
    event_kind = models.BooleanField(
        _("is a kind of event"),
        default=False,
        help_text=_("Events of this kind are logged and counted."),
    )
    active_from = models.DateField(
        _("active from"),
        null=True,
        blank=True,
        help_text=_("Before this day nothing is asked of it."),
    )
    active_to = models.DateField(
        _("active to"), null=True, blank=True, help_text=_("After this day nothing is asked of it.")
    )
    sort_order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["sort_order", "slug"]
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints = [
            models.CheckConstraint(
                name="channel_active_from_before_to",
                condition=models.Q(active_from=None)
                | models.Q(active_to=None)
                | models.Q(active_from__lte=models.F("active_to")),
            ),
            models.CheckConstraint(
                name="channel_only_field_has_event_kinds",
                condition=models.Q(event_kind=False) | models.Q(group="field"),
            ),
        ]

    def __str__(self) -> str:
        return self.label_bn if get_language() == "bn" and self.label_bn else self.label_en

    def clean(self) -> None:
        """Refuse dates that would stop asking for months of which the ledger speaks.

        What is not asked leaves the total, and a closed month would move.
        """
        outside = models.Q()
        if self.active_from:
            outside |= models.Q(key__period_start__lt=self.active_from)
        if self.active_to:
            outside |= models.Q(key__period_end__gt=self.active_to)
        if not outside:
            return
        current = apps.get_model("campaigns", "Current").objects
        if (
            current.filter(outside, key__channel=self, key__role="month", version__gte=1)
            .exclude(state="void")
            .exists()
        ):
            raise ValidationError(
                _("The ledger already has figures or gaps of this channel outside these dates.")
            )

    def active_between(self, start: datetime.date, end: datetime.date) -> bool:
        """Whether the whole of ``start`` … ``end`` lies inside the active dates."""
        return (self.active_from is None or start >= self.active_from) and (
            self.active_to is None or end <= self.active_to
        )
