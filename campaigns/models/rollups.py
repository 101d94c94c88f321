"""Monthly sums with running totals, kept in the posting transaction.

A series is everything of a key but its period and contributor; ``*`` stands
for every campaign and an empty area for the whole country. Reading a total is
one index probe: the newest row of the series at or before the month.

An area has sums of its own, over all channels, of each indicator that adds up over them: else a
map of the districts, which asks how many came and not to what, would read thousands of series.
"""

from django.db import models

from campaigns.models.channels import Channel
from campaigns.models.entries import Age, Sex
from campaigns.models.indicators import Definition, Indicator

ALL_CAMPAIGNS = "*"


class Series(models.Model):
    """One line of monthly figures; the row that posting locks before it adds."""

    code = models.CharField(max_length=220, unique=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    campaign = models.CharField(max_length=50)
    area_code = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=1, choices=Sex)
    age = models.CharField(max_length=5, choices=Age)

    class Meta:
        indexes = [models.Index(fields=["campaign", "area_code", "indicator", "channel"])]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.code


class BookedInAMonth(models.Model):
    """What was booked in one month of a line, and everything up to it.

    ``cum(M) = cum(M-1) + own + late + brought`` holds in every row.
    """

    month = models.DateField()
    own = models.BigIntegerField(default=0)  # of this month, booked in it
    own_known = models.IntegerField(default=0)
    own_unknown = models.IntegerField(default=0)
    late = models.BigIntegerField(default=0)  # of a closed month, booked here
    brought = models.BigIntegerField(default=0)  # openings and differences
    cum = models.BigIntegerField(default=0)
    cum_known = models.IntegerField(default=0)
    cum_unknown = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Roll(BookedInAMonth):
    """A month of a series."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="rolls")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="roll_one_per_month", fields=["series", "month"]),
        ]
        indexes = [models.Index(fields=["series", "-month"])]

    def __str__(self) -> str:
        return f"{self.series} {self.month:%Y-%m}"


class AreaSeries(models.Model):
    """One indicator in one district or the country, all its channels together."""

    code = models.CharField(max_length=200, unique=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    campaign = models.CharField(max_length=50)
    area_code = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=1, choices=Sex)
    age = models.CharField(max_length=5, choices=Age)

    class Meta:
        indexes = [
            models.Index(
                name="areaseries_one_indicator", fields=["campaign", "indicator", "area_code"]
            )
        ]
        verbose_name_plural = "area series"

    def __str__(self) -> str:
        return self.code


class AreaRoll(BookedInAMonth):
    """A month of an area's series; the sum of the rolls that it stands for."""

    series = models.ForeignKey(AreaSeries, on_delete=models.PROTECT, related_name="rolls")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="arearoll_one_per_month", fields=["series", "month"]),
        ]
        indexes = [models.Index(name="arearoll_newest_first", fields=["series", "-month"])]

    def __str__(self) -> str:
        return f"{self.series} {self.month:%Y-%m}"
