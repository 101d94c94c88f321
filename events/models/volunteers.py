"""The register of union volunteers. In public stands their number, never a name."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def active_on(self, day: date) -> Self:
        """Keep those who were volunteers on that day, its first and last day included."""
        return self.filter(
            Q(active_to=None) | Q(active_to__gte=day), active_from__lte=day
        )  # fmt: skip


class Volunteer(models.Model):
    """One volunteer of a union: finds returnees, helps to hold events."""

    union = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=Q(level=Place.Level.UNION),
        verbose_name=_("union"),
    )
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    active_from = models.DateField(_("active from"))
    active_to = models.DateField(
        _("active to"),
        null=True,
        blank=True,
        help_text=_("The last day. Blank: still a volunteer."),
    )

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["union", "name", "pk"]
        verbose_name = _("union volunteer")
        verbose_name_plural = _("union volunteers")
        constraints = [
            models.CheckConstraint(
                name="volunteer_active_from_before_to",
                condition=Q(active_to=None) | Q(active_from__lte=F("active_to")),
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        # Stands in logs and messages, which people read who may not read the register.
        return gettext("Volunteer %(number)s") % {"number": self.pk or "?"}
