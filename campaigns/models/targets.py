"""Targets: what is to be reached of an indicator by when, and from where it began.

A target is a promise, not a figure: it is never posted, and nothing here is ever added to
what the ledger holds. The columns are those of a donor's logframe (OPSYS: indicator,
baseline, target, value, source of verification).
"""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from campaigns.models.indicators import Indicator
from foundation.bangla import month_name

# Persons are estimated by the quarter (campaigns.unique_persons), and of all together.
PERSONS_BY_QUARTER = "A3"
MONTHS_OF_A_QUARTER = 3


class TargetQuerySet(models.QuerySet["Target"]):
    def running_in(self, month: datetime.date) -> "TargetQuerySet":
        """Keep those whose period has begun by a month, however long ago it ended."""
        return self.filter(from_month__lte=month)


class Target(models.Model):
    """A value to be reached within some months. Of campaign ``none`` it is the programme's."""

    class Of(models.TextChoices):
        """Whose figure it is. The letters of ``Sex``, which knows no "all"."""

        ALL = "all", _("All")
        FEMALE = "w", _("Women and girls")
        MALE = "m", _("Men and boys")

    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.PROTECT,
        default=Campaign.NONE,
        related_name="targets",
        verbose_name=_("campaign"),
        help_text=_("No particular campaign: the target of the whole programme."),
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    sex = models.CharField(_("of whom"), max_length=3, choices=Of, default=Of.ALL)
    # Unknown is None: nobody measured it. A zero was measured.
    baseline_value = models.PositiveBigIntegerField(
        _("baseline"),
        null=True,
        blank=True,
        help_text=_("Where it began. Leave it empty when nobody measured it: 0 is a figure."),
    )
    baseline_on = models.DateField(_("baseline of the day"), null=True, blank=True)
    baseline_source = models.CharField(
        _("source of the baseline"), max_length=200, blank=True, help_text=_("A document.")
    )
    # PositiveBigIntegerField would allow a target of nothing.
    target_value = models.PositiveBigIntegerField(
        _("target"),
        validators=[MinValueValidator(1)],
        help_text=_("A whole number: persons, contacts, items; of a survey, percentage points."),
    )
    from_month = models.DateField(_("from month"))
    to_month = models.DateField(_("to month"), help_text=_("The last month of the period."))
    verified_by_en = models.CharField(
        _("source of verification in English"),
        max_length=200,
        blank=True,
        help_text=_("How anybody can check it: signed sheets, draws, a register."),
    )
    verified_by_bn = models.CharField(
        _("source of verification in Bangla"), max_length=200, blank=True
    )
    comment = models.TextField(_("comment"), max_length=800, blank=True)
    in_report = models.BooleanField(
        _("stands in the report"),
        default=True,
        help_text=_("The report of targets and results says how many targets it leaves out."),
    )
    place = models.PositiveSmallIntegerField(
        _("place in the report"), default=100, help_text=_("Lower ones come first.")
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "delete", "view")
        permissions = [("export_target", "Can export targets")]
        ordering = ["campaign", "indicator", "from_month", "to_month", "sex"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                name="target_once_for_a_period",
                fields=["campaign", "indicator", "sex", "from_month", "to_month"],
                violation_error_message=_("There is a target of this for these months already."),
            ),
            models.CheckConstraint(
                name="target_months_begin_on_first_days",
                condition=Q(from_month__day=1, to_month__day=1),
            ),
            models.CheckConstraint(
                name="target_ends_after_it_begins",
                condition=Q(from_month__lte=F("to_month")),
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="target_is_more_than_nothing", condition=Q(target_value__gte=1)
            ),
            models.CheckConstraint(
                name="target_baseline_has_day_and_source",
                condition=Q(baseline_value=None, baseline_on=None, baseline_source="")
                | (
                    Q(baseline_value__isnull=False, baseline_on__isnull=False)
                    & ~Q(baseline_source="")
                ),
                violation_error_message=_(
                    "A baseline needs its figure, its day and its source; without them it is "
                    "not known, and all three stay empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        first, last = (
            month_name(month, get_language() or "en") for month in (self.from_month, self.to_month)
        )
        return f"{self.indicator_id} {first} – {last}"

    def clean(self) -> None:
        """Refuse a target of cells that the books do not hold, and of persons in half quarters."""
        super().clean()
        by_quarter = self.indicator_id == PERSONS_BY_QUARTER
        told_apart = bool(self.indicator_id) and self.indicator.adds_over_sexes and not by_quarter
        if self.sex != self.Of.ALL and not told_apart:
            raise ValidationError(
                {"sex": _("This indicator is not told apart by sex, so its target is of all.")}
            )
        if by_quarter and self.from_month and self.to_month and not self.is_of_whole_quarters:
            raise ValidationError(
                _("Persons are estimated by the quarter: begin in January, April, July or "
                  "October, and end in March, June, September or December.")
            )  # fmt: skip

    @property
    def is_of_whole_quarters(self) -> bool:
        """Whether its period begins and ends with calendar quarters."""
        begins, after = self.from_month.month - 1, self.to_month.month
        return begins % MONTHS_OF_A_QUARTER == 0 and after % MONTHS_OF_A_QUARTER == 0

    @property
    def verified_by(self) -> str:
        """The source of verification in the reader's language, or in the other."""
        told = [self.verified_by_bn, self.verified_by_en]
        return next(filter(None, told if get_language() == "bn" else reversed(told)), "")
