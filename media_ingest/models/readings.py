"""What a platform said of an account, by metric and window. Figures for print are in the ledger."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from media_ingest.models.accounts import Account
from media_ingest.models.polls import PollRun


class Reading(models.Model):
    """What a platform said of one metric and window, version by version; never rewritten.

    A new row only when the value differs from the last one; hearing the same
    again moves ``last_seen_at``.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="readings", verbose_name=_("account")
    )
    metric = models.CharField(_("metric"), max_length=80)
    period = models.CharField(_("period"), max_length=10)
    window_start = models.DateField(_("from"))
    window_end = models.DateField(_("to"))
    zone = models.CharField(_("zone of the days"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    value = models.BigIntegerField(_("value"), null=True, blank=True)
    null_reason = models.CharField(_("why unknown"), max_length=40, blank=True)
    observed_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))
    run = models.ForeignKey(
        PollRun, on_delete=models.PROTECT, related_name="readings", verbose_name=_("poll")
    )
    definition = models.CharField(
        _("definition"),
        max_length=50,
        blank=True,
        help_text=_("What the metric meant on the last day; blank: it is not in the books."),
    )
    request = models.CharField(_("request"), max_length=300)
    version_served = models.CharField(_("API version"), max_length=60, blank=True)
    raw_sha256 = models.CharField(_("digest of the answer"), max_length=64)

    class Meta:
        ordering = ["-window_end", "metric", "-version"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                name="reading_one_per_version",
                fields=["account", "metric", "period", "window_end", "window_start", "version"],
            ),
            models.CheckConstraint(
                name="reading_value_or_reason",
                condition=Q(value__isnull=False, null_reason="")
                | (Q(value__isnull=True) & ~Q(null_reason="")),
            ),
            models.CheckConstraint(
                name="reading_value_not_below_zero",
                condition=Q(value__isnull=True) | Q(value__gte=0),
            ),
            models.CheckConstraint(
                name="reading_window_in_order", condition=Q(window_start__lte=F("window_end"))
            ),
        ]

    def __str__(self) -> str:
        said = self.null_reason if self.value is None else self.value
        return f"{self.metric} {self.period} to {self.window_end}: {said}"
