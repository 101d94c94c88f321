"""What a person has to see to: told once, not at every poll."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media_ingest.models.accounts import Account


class Alert(models.Model):
    """One thing that needs a person, from when it began until it was over."""

    key = models.CharField(_("what it is about"), max_length=120)
    account = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="alerts",
        verbose_name=_("account"),
    )
    message = models.CharField(_("what happened"), max_length=300)
    to_do = models.CharField(_("what to do"), max_length=300, blank=True)
    raised_at = models.DateTimeField(_("since"))
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("over since"), null=True, blank=True)

    class Meta:
        ordering = ["-raised_at", "-id"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            # Raising it again while it lasts is no second alert.
            models.UniqueConstraint(
                name="alert_one_open_per_key", fields=["key"], condition=Q(resolved_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.message
