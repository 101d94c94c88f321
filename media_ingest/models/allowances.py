"""What the platforms still let us ask: one row a bucket and day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Allowance(models.Model):
    """How much of one bucket of a platform is used up on one Pacific day.

    ``holder`` is who shares the bucket: YouTube's OAuth client, Facebook's
    Page or app. ``used`` and ``most`` are units, or percent where the platform
    tells only that; ``most`` is null where the limit is published nowhere.
    ``closed_until`` stops all calls until that moment.
    """

    platform = models.CharField(_("platform"), max_length=20)
    holder = models.CharField(_("holder"), max_length=200)
    bucket = models.CharField(_("bucket"), max_length=40)
    day = models.DateField(_("day"))
    used = models.PositiveIntegerField(_("used"), default=0)
    most = models.PositiveIntegerField(
        _("limit"), null=True, blank=True, help_text=_("Blank: the platform does not publish it.")
    )
    unit = models.CharField(_("unit"), max_length=10)
    closed_until = models.DateTimeField(_("closed until"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        ordering = ["-day", "platform", "holder", "bucket"]
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        constraints = [
            models.UniqueConstraint(
                name="allowance_one_per_bucket_and_day",
                fields=["platform", "holder", "bucket", "day"],
            ),
        ]

    def __str__(self) -> str:
        most = "an unknown limit" if self.most is None else self.most
        return f"{self.platform} {self.bucket} on {self.day}: {self.used} of {most}"
